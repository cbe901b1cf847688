import { type ReactNode, useId } from 'react'
import styles from './panel.module.css'

interface PanelProps {
  readonly title: string
  /** Beside the title, at the end of its line. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/** A landmark with a heading: what stands in the side of the page. */
export function Panel({ title, aside, children }: PanelProps) {
  const id = useId()
  return (
    <section className={styles['panel']} aria-labelledby={id}>
      <div className={styles['head']}>
        <h2 id={id}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}

/** A part of a panel, with a quieter heading. */
export function PanelPart({ title, aside, children }: PanelProps) {
  const id = useId()
  return (
    <div role="group" className={styles['part']} aria-labelledby={id}>
      <div className={styles['head']}>
        <h3 id={id}>{title}</h3>
        {aside}
      </div>
      {children}
    </div>
  )
}
