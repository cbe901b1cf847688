import type { ComponentProps } from 'react'
import styles from './controls.module.css'

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: 'plain' | 'primary' | 'quiet'
}

const lookClass = (look: ButtonProps['look']) =>
  look === 'primary' ? styles['primary'] : look === 'quiet' ? styles['quiet'] : ''

export function Button({ look = 'plain', className = '', ...props }: ButtonProps) {
  return (
    <button
      type="button"
      className={`${styles['button']} ${lookClass(look)} ${className}`}
      {...props}
    />
  )
}

/** A square button with a picture; `label` names it, `shortcut` is told in the tooltip. */
export function IconButton({
  label,
  shortcut,
  look = 'quiet',
  className = '',
  ...props
}: ButtonProps & { readonly label: string; readonly shortcut?: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      title={shortcut ? `${label} (${shortcut})` : label}
      className={`${styles['button']} ${styles['icon']} ${lookClass(look)} ${className}`}
      {...props}
    />
  )
}
