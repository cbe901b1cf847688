import styles from './network-mark.module.css'
import { letterOf } from './variants'

/** Its letter and its line in charts: colour and dashes say the same. */
export function NetworkMark({ index }: { readonly index: number }) {
  return (
    <span className={styles['mark']} data-network={index}>
      <b>{letterOf(index)}</b>
      <svg viewBox="0 0 26 4" aria-hidden="true">
        <path d="M0 2H26" className={styles['line']} />
      </svg>
    </span>
  )
}

/** Colour and dashes of a line in a chart; the element says which by `data-network`. */
export const networkLine = styles['line'] ?? ''
export const networkText = styles['text'] ?? ''
