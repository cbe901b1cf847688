import type { ImageShape } from '../../../model/shapes'
import { linearScale } from '../../shared/axis'
import { formatPercent } from '../../shared/number'
import styles from './images.module.css'
import { mostShift, type Shift } from './shifts'

const WIDTH = 330
const HEIGHT = 132
const INNER = { left: 40, right: 84, top: 8, bottom: 30 }

interface ShiftChartProps {
  readonly shape: ImageShape
  readonly shifts: readonly Shift[]
  /** Share of right answers for each shift, as far as it is known. */
  readonly measured: readonly (number | undefined)[]
}

interface Point {
  readonly by: number
  readonly accuracy: number
}

/** Accuracy against pixels moved: one line to the left and right, one up and down. */
export function ShiftChart({ shape, shifts, measured }: ShiftChartProps) {
  const most = mostShift(shape)
  const x = linearScale([-most, most], [INNER.left, WIDTH - INNER.right])
  const y = linearScale([0, 1], [HEIGHT - INNER.bottom, INNER.top])
  const line = (axis: 0 | 1): Point[] =>
    shifts
      .flatMap((shift, i) => {
        const accuracy = measured[i]
        return accuracy !== undefined && shift[1 - axis] === 0
          ? [{ by: shift[axis], accuracy }]
          : []
      })
      .sort((a, b) => a.by - b.by)
  const lines = [
    { name: 'left – right', points: line(0), mark: 'circle' },
    { name: 'up – down', points: line(1), mark: 'square' },
  ] as const
  const ticks = Array.from({ length: 2 * most + 1 }, (_, i) => i - most)
  return (
    <svg
      className={styles['chart']}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`Accuracy by pixels moved. ${lines.map(describe).join('. ')}`}
    >
      {[0, 0.5, 1].map((share) => (
        <g key={share}>
          <line x1={INNER.left} x2={WIDTH - INNER.right} y1={y.at(share)} y2={y.at(share)} />
          <text x={INNER.left - 6} y={y.at(share) + 4} textAnchor="end">
            {100 * share} %
          </text>
        </g>
      ))}
      {ticks.map((by) => (
        <text key={by} x={x.at(by)} y={HEIGHT - INNER.bottom + 14} textAnchor="middle">
          {by > 0 ? `+${by}` : String(by).replace('-', '−')}
        </text>
      ))}
      <text x={x.at(0)} y={HEIGHT - 2} textAnchor="middle">
        pixels moved
      </text>
      {lines.map(({ name, points, mark }) => (
        <g key={name} data-line={mark}>
          <path
            d={points
              .map(({ by, accuracy }, i) => `${i > 0 ? 'L' : 'M'}${x.at(by)} ${y.at(accuracy)}`)
              .join('')}
          />
          {points.map(({ by, accuracy }) => (
            <Mark key={by} mark={mark} x={x.at(by)} y={y.at(accuracy)} />
          ))}
        </g>
      ))}
      {lines.map(({ name, mark }, i) => (
        <g key={name} data-line={mark}>
          <Mark mark={mark} x={WIDTH - INNER.right + 14} y={INNER.top + 6 + 18 * i} />
          <text x={WIDTH - INNER.right + 22} y={INNER.top + 10 + 18 * i}>
            {name}
          </text>
        </g>
      ))}
    </svg>
  )
}

function Mark({ mark, x, y }: { mark: 'circle' | 'square'; x: number; y: number }) {
  if (mark === 'circle') return <circle cx={x} cy={y} r={2.75} />
  return <rect x={x - 2.5} y={y - 2.5} width={5} height={5} />
}

function describe({ name, points }: { name: string; points: readonly Point[] }): string {
  const list = points.map(({ by, accuracy }) => `${by}: ${formatPercent(accuracy)}`)
  return `${name}: ${list.join(', ')}`
}
