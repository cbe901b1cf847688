import type { Summary } from '../../plan/summary'
import { formatTick } from '../shared/axis'
import { formatCount, formatNumber, formatPercent } from '../shared/number'
import styles from './histograms.module.css'
import type { Look } from './layer-watch'
import type { LayerRow } from './rows'
import type { Distribution } from './sample'

interface HistogramsProps {
  readonly look: Look
  readonly rows: readonly LayerRow[]
  readonly distribution: Distribution
  readonly selected: string | undefined
  readonly onChoose: (layer: string) => void
}

/** How the numbers of each layer are spread, zero in the middle; the selected layer large. */
export function Histograms(props: HistogramsProps) {
  const {
    look: { samples },
    rows,
    distribution,
    selected,
    onChoose,
  } = props
  const shown = rows.flatMap((row, i) => {
    const summary = samples[i][distribution]
    return summary ? [{ row, summary }] : []
  })
  const large = shown.find(({ row }) => row.name === selected) ?? shown[0]
  return (
    <div className={styles['multiples']}>
      {large && <Large {...large} />}
      <ol className={styles['small']}>
        {shown.map(({ row, summary }) => (
          <li key={row.name} data-layer={row.name}>
            <button
              type="button"
              aria-pressed={row.name === selected}
              onClick={() => onChoose(row.name)}
            >
              <strong>{row.title}</strong>
              <Picture summary={summary} />
              <Ends limit={summary.limit} />
            </button>
          </li>
        ))}
      </ol>
    </div>
  )
}

function Large({ row, summary }: { readonly row: LayerRow; readonly summary: Summary }) {
  const most = Math.max(...summary.bins)
  const { count, mean, deviation, min, max, zeros, notFinite } = summary
  const figures: readonly (readonly [string, string])[] = [
    ['mean', formatNumber(mean)],
    ['deviation', formatNumber(deviation)],
    ['least', formatNumber(min)],
    ['greatest', formatNumber(max)],
    ['exactly 0', formatPercent(zeros)],
    ...(notFinite > 0 ? [['NaN or ∞', formatCount(notFinite)] as const] : []),
    ['numbers', formatCount(count)],
  ]
  return (
    <figure className={styles['large']}>
      <figcaption>
        <strong>{row.title}</strong> {row.detail}
      </figcaption>
      <div className={styles['largePicture']}>
        <span className={styles['most']}>{formatPercent(most)}</span>
        <Picture summary={summary} />
      </div>
      <Ends limit={summary.limit} />
      <dl>
        {figures.map(([term, number]) => (
          <div key={term} data-bad={term === 'NaN or ∞' ? '' : undefined}>
            <dt>{term}</dt>
            <dd>{number}</dd>
          </div>
        ))}
      </dl>
    </figure>
  )
}

/** Bars as high as their shares, the highest as high as the picture. */
function Picture({ summary: { bins, mean, deviation } }: { readonly summary: Summary }) {
  const most = Math.max(...bins)
  const path = Array.from(bins, (share, i) => {
    const height = most > 0 ? (share / most) * 100 : 0
    return height > 0 ? `M${i} 100V${100 - height}h1V100Z` : ''
  }).join('')
  return (
    <svg
      className={styles['histogram']}
      viewBox={`0 0 ${bins.length} 100`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`Histogram: mean ${formatNumber(mean)}, deviation ${formatNumber(deviation)}`}
    >
      <path d={path} />
      <line x1={bins.length / 2} x2={bins.length / 2} y1="0" y2="100" />
    </svg>
  )
}

function Ends({ limit }: { readonly limit: number }) {
  const end = formatTick(Number(limit.toPrecision(3)))
  return (
    <span className={styles['ends']}>
      <span>−{end}</span>
      <span>0</span>
      <span>{end}</span>
    </span>
  )
}
