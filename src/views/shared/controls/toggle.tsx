import type { ReactNode } from 'react'
import styles from './controls.module.css'

interface ToggleProps {
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly children: ReactNode
}

export function Toggle({ checked, onChange, children }: ToggleProps) {
  return (
    <label className={styles['toggle']}>
      <input
        type="checkbox"
        role="switch"
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{children}</span>
    </label>
  )
}
