import { formatTick } from '../shared/axis'
import { formatCount } from '../shared/number'
import { edgeShare } from './edges'
import { parameterText } from './layer-words'
import styles from './network.module.css'
import type { Figures } from './painter'

/** The widths from 0 to the full weight, to one side of the middle. */
function wedge(side: 1 | -1): string {
  const shares = [0, 0.05, 0.15, 0.3, 0.5, 0.75, 1]
  const points = (half: 1 | -1) =>
    shares.map((share) => `${36 + side * 36 * share} ${4 + half * (0.3 + 2.5 * edgeShare(share))}`)
  return `M${[...points(-1), ...points(1).reverse()].join('L')}Z`
}

/** What colours and widths stand for, with the numbers of the picture above. */
export function Legend({
  figures,
  parameters,
  narrow,
}: {
  readonly figures: Figures
  /** Of the whole network. */
  readonly parameters: number
  readonly narrow: boolean
}) {
  const { weight, ends, hidden } = figures
  const hiddenEnds = ends.slice(1, -1)
  // One number only where it holds for all layers; otherwise each has its own below it.
  const same = hiddenEnds.length > 0 && hiddenEnds.every((end) => end === hiddenEnds[0])
  const end =
    same && hiddenEnds[0] !== null && !Number.isNaN(hiddenEnds[0])
      ? formatTick(hiddenEnds[0])
      : null
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
          <path d={wedge(-1)} fill="var(--negative)" />
          <path d={wedge(1)} fill="var(--positive)" />
        </svg>
        <span>{full}</span>
      </div>
      {!narrow && (
        <div className={styles['key']}>
          <i className={styles['dot']} />
          <span className={styles['what']}>Bias</span>
        </div>
      )}
      <div className={`${styles['key']} ${styles['total']}`}>{parameterText(parameters)}</div>
      {hidden > 0 && (
        <div className={styles['key']}>
          <span className={styles['what']}>{formatCount(hidden)} weakest weights not drawn</span>
        </div>
      )}
    </footer>
  )
}
