import type { CSSProperties } from 'react'
import type { LayerKind } from '../../model/experiment'
import { layerKinds } from '../../model/layers'
import { formatNumber } from '../shared/number'
import { layerNumber } from '../shared/place'
import styles from './gain-table.module.css'
import type { Gain } from './gains'
import { type Decades, decadesOf, decadeTicks, shareIn } from './log-scale'

interface GainTableProps {
  readonly gains: readonly Gain[]
  readonly chosen: string
  readonly onChoose: (layer: string) => void
}

/** The signal's way back, layer by layer: what each Wᵀ and each σ′ makes of its norm. */
export function GainTable({ gains, chosen, onChoose }: GainTableProps) {
  const start = gains[0]?.after ?? 1
  const shares = gains.flatMap(({ weighted, after }) => [
    (weighted ?? after) / start,
    after / start,
  ])
  const decades = decadesOf(shares)
  const ticks = decadeTicks(decades, 6)
  return (
    <table className={styles['gains']}>
      <caption className="visually-hidden">
        The norm of δ from the output back to the first layer, as a share of the output’s
      </caption>
      <thead>
        <tr>
          <th scope="col">Layer</th>
          <th scope="col">
            <i className={styles['keyBar']} data-kind="weights" /> Wᵀ
          </th>
          <th scope="col">
            <i className={styles['keyBar']} data-kind="slopes" /> σ′
          </th>
          <td aria-hidden="true">
            {ticks.map(({ share, label }) => (
              <span key={label} style={{ left: percent(share) }}>
                {label}
              </span>
            ))}
          </td>
          <th scope="col">‖δ‖ left</th>
        </tr>
      </thead>
      <tbody>
        {gains.map((gain) => {
          const { layer, inner, before, weighted, after, through, branches } = gain
          return (
            <tr key={layer} data-chosen={layer === chosen ? '' : undefined}>
              <th scope="row" data-inner={inner ? '' : undefined}>
                <button
                  type="button"
                  aria-pressed={layer === chosen}
                  onClick={() => onChoose(layer)}
                >
                  {layerNumber(layer)}
                </button>
              </th>
              {through === null ? (
                <td colSpan={2} className={styles['word']}>
                  the loss
                </td>
              ) : weighted === null ? (
                <td colSpan={2}>
                  {times(after / before)}
                  {branches && (
                    <span className={styles['branches']}>
                      around {times(branches.around / before)}, layers{' '}
                      {times(branches.layers / before)}
                    </span>
                  )}
                </td>
              ) : (
                <>
                  <td>{times(weighted / before)}</td>
                  <td>{times(after / weighted)}</td>
                </>
              )}
              <td aria-hidden="true" className={styles['track']}>
                {ticks.map(({ share, label }) => (
                  <i key={label} className={styles['tick']} style={{ left: percent(share) }} />
                ))}
                {weighted === null ? (
                  <Bar kind="both" from={before / start} to={after / start} decades={decades} />
                ) : (
                  <>
                    <Bar
                      kind="weights"
                      from={before / start}
                      to={weighted / start}
                      decades={decades}
                    />
                    <Bar
                      kind="slopes"
                      from={weighted / start}
                      to={after / start}
                      decades={decades}
                    />
                  </>
                )}
                <i
                  className={styles['reached']}
                  style={{ left: percent(shareIn(decades, after / start)) }}
                />
              </td>
              <td data-value={after / start} className={styles['share']}>
                {formatNumber(after / start)}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** Within the track, with room for half a label at both ends. */
const percent = (share: number): string => `${(4 + 92 * share).toFixed(2)}%`

/** "×0.25"; of nothing that comes in, nothing can be said. */
const times = (gain: number): string => (Number.isNaN(gain) ? '–' : `×${formatNumber(gain, 2)}`)

interface BarProps {
  readonly kind: 'weights' | 'slopes' | 'both'
  readonly from: number
  readonly to: number
  readonly decades: Decades
}

function Bar({ kind, from, to, decades }: BarProps) {
  const [start, end] = [shareIn(decades, from), shareIn(decades, to)]
  return (
    <i
      className={styles['gain']}
      data-kind={kind}
      style={
        {
          '--start': percent(Math.min(start, end)),
          '--size': `${(92 * Math.abs(end - start)).toFixed(2)}%`,
        } as CSSProperties
      }
    />
  )
}

/** Why no single w stands between a unit above and one below. */
const WORDS: Partial<Record<LayerKind, string>> = {
  conv2d:
    'one filter serves all positions, so no single w stands between two units; its gain is that of the measured norms, σ′ of the layer below included',
  maxPool2d: 'hands each δ to the pixel that won its window, the others get 0; there is no w',
  averagePool2d: 'shares each δ among the pixels of its window; there is no w',
  globalAveragePool2d: 'shares each δ among all pixels of its map; there is no w',
  batchNorm:
    'scales each δ by γ over the deviation; while training it also takes away what all examples of the batch have in common, so the path of one example is not alone',
  flatten: 'the same numbers in a row; there is no w',
  dropout:
    'of a batch, the δ of units left out are 0 and the others grow by 1/(1 − rate); for one example it does nothing',
  residual:
    'the signal comes down twice, around the block and through its layers, and the two add up (as vectors: their norms need not)',
}

/** What the layers that are passed do to the signal, where it is no product of Wᵀ and σ′. */
export function GainWords({ gains }: { readonly gains: readonly Gain[] }) {
  const kinds = [...new Set(gains.map(({ through }) => through))]
  return (
    <ul className={styles['words']}>
      {kinds.map((kind) =>
        kind && WORDS[kind] ? (
          <li key={kind}>
            <b>{layerKinds[kind].label}</b>: {WORDS[kind]}.
          </li>
        ) : null,
      )}
    </ul>
  )
}
