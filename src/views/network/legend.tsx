import { type StoreApi, useStore } from 'zustand'
import { formatTick } from '../shared/axis'
import { formatCount } from '../shared/number'
import { edgeShare } from './edges'
import { parameterText } from './layer-words'
import styles from './network.module.css'
import type { Figures } from './painter'
import { EdgeNote, EdgeQuantity, ScaleToggle, Spare, UnitQuantity, unitNote } from './quantities'
import type { NetworkProps, Reading } from './showing'

/** The widths from 0 to the full weight, to one side of the middle. */
function wedge(side: 1 | -1): string {
  const shares = [0, 0.05, 0.15, 0.3, 0.5, 0.75, 1]
  const points = (half: 1 | -1) =>
    shares.map((share) => `${36 + side * 36 * share} ${4 + half * (0.3 + 2.5 * edgeShare(share))}`)
  return `M${[...points(-1), ...points(1).reverse()].join('L')}Z`
}

interface LegendProps extends Pick<NetworkProps, 'showing' | 'setPerLayer'> {
  readonly figures: StoreApi<Figures>
  readonly reading: Reading | null
  /** Of the whole network. */
  readonly parameters: number
  readonly narrow: boolean
}

/** What colours and widths stand for, with the numbers of the picture above. */
export function Legend({ figures, parameters, narrow, ...shown }: LegendProps) {
  const { ends, edges, hidden } = useStore(figures)
  const end = sameText(shown.showing.phase ? ends : ends.slice(1, -1))
  const full = sameText(edges)
  const note = unitNote(shown)
  const known = edges.some((each) => each !== null)
  return (
    <footer className={styles['legend']}>
      <div className={styles['key']}>
        <UnitQuantity {...shown} />
        <span>{end === null ? '−' : `−${end}`}</span>
        <i className={styles['ramp']} />
        <span>{end ?? '+'}</span>
        {!narrow && note && <Spare>{note}</Spare>}
      </div>
      <div className={styles['key']}>
        <EdgeQuantity {...shown} />
        <span>{full === null ? '−' : `−${full}`}</span>
        <svg className={styles['wedge']} viewBox="0 0 72 8" aria-hidden="true">
          <path d={wedge(-1)} fill="var(--negative)" />
          <path d={wedge(1)} fill="var(--positive)" />
        </svg>
        <span>{full ?? '+'}</span>
        <EdgeNote {...shown} known={known} narrow={narrow} />
      </div>
      <ScaleToggle {...shown} />
      {!narrow && !shown.reading && (
        <div className={`${styles['key']} ${styles['fixed']}`}>
          <i className={styles['dot']} />
          <span className={styles['what']}>Bias</span>
        </div>
      )}
      {!shown.showing.phase && <Spare>{parameterText(parameters)}</Spare>}
      {hidden > 0 && (
        <div className={styles['key']}>
          <span className={styles['what']}>{formatCount(hidden)} weakest weights not drawn</span>
        </div>
      )}
    </footer>
  )
}

/** A number only where it holds for all layers; otherwise each has its own below it. */
function sameText(values: readonly (number | null)[]): string | null {
  const known = values.filter((value) => value !== null)
  const same = known.length > 0 && known.every((value) => value === known[0])
  return same && !Number.isNaN(known[0]) ? formatTick(known[0]) : null
}
