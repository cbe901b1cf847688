import type { Interval } from '../shared/axis'
import { useSize } from '../shared/canvas'
import styles from './board.module.css'
import { ABSENT, type Figure, figureOf } from './figures'
import type { Look } from './layer-watch'
import { boundsOf, figureText, positionOf, type Quantity, ticksOf } from './quantities'
import type { LayerRow } from './rows'
import type { Verdict } from './verdict'

export interface BarsProps {
  readonly look: Look
  readonly rows: readonly LayerRow[]
  readonly quantity: Quantity
  readonly figure: Figure
  readonly interval: Interval
  readonly selected: string | undefined
  readonly onChoose: (layer: string) => void
}

/** Room that the label of a decade takes. */
const TICK_WIDTH = 38

/** One bar for each layer on a scale that all share, the first layer on top. */
export function Bars({ look, rows, quantity, figure, interval, selected, onChoose }: BarsProps) {
  const [track, { width }] = useSize<HTMLDivElement>()
  const ticks = ticksOf(quantity, interval, Math.max(2, Math.floor(width / TICK_WIDTH)))
  const output = rows.findIndex(({ name }) => name === 'output')
  const bounds = boundsOf(figure, look.observation, output).flatMap(({ value, label }) => {
    const at = positionOf(quantity, interval, value)
    return at !== null && at > 0 && at < 1 ? [{ at, label }] : []
  })
  return (
    <div className={styles['bars']}>
      <div className={styles['axis']}>
        <div ref={track} className={styles['ticks']} aria-hidden="true">
          {ticks.map(({ at, label }) => (
            <span key={label} style={{ left: `${at * 100}%` }}>
              {label}
            </span>
          ))}
        </div>
      </div>
      <ol className={styles['rows']}>
        {rows.map((row, i) => (
          <Row
            key={row.name}
            row={row}
            quantity={quantity}
            value={figureOf(look.observation, i, figure)}
            position={positionOf(quantity, interval, figureOf(look.observation, i, figure))}
            verdict={look.verdicts?.layers[i] ?? null}
            isSelected={row.name === selected}
            onChoose={onChoose}
          />
        ))}
        <li className={styles['grid']} aria-hidden="true">
          {ticks.map(({ at, label }) => (
            <i key={label} style={{ left: `${at * 100}%` }} />
          ))}
          {bounds.map(({ at, label }) => (
            <i key={label} className={styles['bound']} style={{ left: `${at * 100}%` }} />
          ))}
        </li>
      </ol>
      {bounds.length > 0 && (
        <p className={styles['boundNote']}>
          <i aria-hidden="true" /> {bounds.map(({ label }) => label).join(' · ')}
        </p>
      )}
    </div>
  )
}

interface RowProps {
  readonly row: LayerRow
  readonly quantity: Quantity
  readonly value: number
  readonly position: number | null
  readonly verdict: Verdict | null
  readonly isSelected: boolean
  readonly onChoose: (layer: string) => void
}

function Row({ row, quantity, value, position, verdict, isSelected, onChoose }: RowProps) {
  const { name, title, detail, inner } = row
  return (
    <li className={styles['row']} data-layer={name} data-selected={isSelected ? '' : undefined}>
      <button
        type="button"
        className={styles['name']}
        data-inner={inner ? '' : undefined}
        aria-pressed={isSelected}
        title={verdict?.text ?? detail}
        onClick={() => onChoose(name)}
      >
        <span className={styles['title']}>{title}</span>
        <span className={styles['verdict']} data-kind={verdict?.kind}>
          {verdict?.kind ?? detail}
        </span>
      </button>
      <span className={styles['track']} aria-hidden="true">
        <Mark {...{ value, position }} />
      </span>
      <span className={styles['value']} data-bad={Number.isFinite(value) ? undefined : ''}>
        {value === ABSENT ? '–' : figureText(quantity, value)}
      </span>
    </li>
  )
}

/** A bar, or what no bar can show. */
function Mark({ value, position }: Pick<RowProps, 'value' | 'position'>) {
  if (value === ABSENT) return null
  if (Number.isNaN(value)) return <b>NaN</b>
  if (value === Number.POSITIVE_INFINITY) return <b data-end="">∞ ▸</b>
  if (position === null) return <span className={styles['zero']}>◂ 0</span>
  if (position === 0 && value === 0) return null
  return <i style={{ width: `${position * 100}%` }} />
}
