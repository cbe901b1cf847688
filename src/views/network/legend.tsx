import { formatTick } from '../shared/axis'
import { formatCount } from '../shared/number'
import styles from './network.module.css'
import type { Figures } from './painter'

/** What colours and widths stand for, with the numbers of the picture above. */
export function Legend({
  figures,
  narrow,
}: {
  readonly figures: Figures
  readonly narrow: boolean
}) {
  const { weight, ends, hidden } = figures
  const hiddenEnds = ends.slice(1, -1)
  // One number only where it holds for all layers; otherwise each has its own below it.
  const same = hiddenEnds.length > 0 && hiddenEnds.every((end) => end === hiddenEnds[0])
  const end = same && hiddenEnds[0] !== null ? formatTick(hiddenEnds[0]) : null
  const full = formatTick(weight)
  return (
    <footer className={styles['legend']}>
      <div className={styles['key']}>
        <span className={styles['what']}>{narrow ? 'Output' : 'Output of a unit'}</span>
        <span>{end === null ? '−' : `−${end}`}</span>
        <i className={styles['ramp']} />
        <span>{end ?? '+'}</span>
      </div>
      <div className={styles['key']}>
        <span className={styles['what']}>Weight</span>
        <span>−{full}</span>
        <svg className={styles['wedge']} viewBox="0 0 72 8" aria-hidden="true">
          <path d="M0 1.2 L36 3.7 V4.3 L0 6.8 Z" fill="var(--negative)" />
          <path d="M72 1.2 L36 3.7 V4.3 L72 6.8 Z" fill="var(--positive)" />
        </svg>
        <span>{full}</span>
      </div>
      {!narrow && (
        <div className={styles['key']}>
          <i className={styles['dot']} />
          <span className={styles['what']}>Bias</span>
        </div>
      )}
      {hidden > 0 && (
        <div className={styles['key']}>
          <span className={styles['what']}>{formatCount(hidden)} weakest weights not drawn</span>
        </div>
      )}
    </footer>
  )
}
