import type { ReactNode } from 'react'
import styles from './disclosure.module.css'

interface DisclosureProps {
  readonly label: string
  /** What is set inside, told while it is closed. */
  readonly summary: string
  readonly children: ReactNode
}

/** A row that opens to the controls behind it. */
export function Disclosure({ label, summary, children }: DisclosureProps) {
  return (
    <details className={styles['details']}>
      <summary>
        <span className={styles['label']}>{label}</span>
        <span className={styles['value']}>{summary}</span>
        <span className={styles['chevron']} />
      </summary>
      <div className={styles['body']}>{children}</div>
    </details>
  )
}
