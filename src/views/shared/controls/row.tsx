import type { ReactNode } from 'react'
import styles from './controls.module.css'
import { Info, type InfoText } from './info'

interface RowProps {
  readonly label: string
  readonly info?: InfoText | undefined
  readonly children: ReactNode
}

/** A label, what it means on demand, and its control. */
export function Row({ label, info, children }: RowProps) {
  return (
    <div className={styles['row']}>
      <Label label={label} info={info} />
      {children}
    </div>
  )
}

export function Label({ label, info }: Omit<RowProps, 'children'>) {
  return (
    <span className={styles['label']}>
      <span>{label}</span>
      {info && <Info {...info} />}
    </span>
  )
}
