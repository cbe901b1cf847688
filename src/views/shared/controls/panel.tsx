import { type ReactNode, useId, useRef } from 'react'
import styles from './panel.module.css'

interface PanelProps {
  readonly title: string
  /** Beside the title, at the end of its line. */
  readonly aside?: ReactNode
  readonly children: ReactNode
}

/**
 * A landmark with a heading: what stands in the side of the page. Headings stay in sight at the
 * upper or lower edge of what scrolls, and lead to their panel.
 */
export function Panel({ title, children }: Omit<PanelProps, 'aside'>) {
  const id = useId()
  const body = useRef<HTMLDivElement>(null)
  return (
    <section className={styles['panel']} aria-labelledby={id}>
      <h2 className={styles['heading']}>
        <button type="button" onClick={() => body.current?.scrollIntoView({ behavior: 'smooth' })}>
          <span id={id}>{title}</span>
        </button>
      </h2>
      <div ref={body} className={styles['body']}>
        {children}
      </div>
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
