import type { CSSProperties } from 'react'
import { formatNumber } from '../shared/number'
import chain from './chain.module.css'
import styles from './factor-table.module.css'
import { decadesOf, decadeTicks, shareIn } from './log-scale'
import {
  type Factor,
  type Path,
  type Place,
  placesOf,
  type Start,
  weakest as weakestOf,
} from './path'
import { startSymbol, symbolOf } from './symbols'

interface FactorTableProps {
  readonly path: Path
  readonly factors: readonly (Factor | null)[]
  readonly start: Start
  readonly onStart: (start: Start) => void
  /** A unit's number in symbols. */
  readonly number: (unit: number) => number
  /** A unit's name below its circle. */
  readonly nameOf: (unit: number) => string
}

/**
 * The path as a drawing, its factors below, and how far the signal has come: each bar leads from the
 * product before the factor to the product with it, from right to left as the signal goes.
 */
export function FactorTable(props: FactorTableProps) {
  const { path, factors, start, onStart, number, nameOf } = props
  const places = placesOf(path)
  const weakest = weakestOf(factors)
  const products = factors.flatMap((factor) => (factor ? [factor.product] : []))
  const decades = decadesOf(products)
  // Zero has no place on a logarithmic scale: it stands at the lower end.
  const ticks = decadeTicks(decades, 7).map((tick) =>
    tick.share === 0 && products.includes(0) ? { ...tick, label: '0' } : tick,
  )
  const largest = Math.max(...path.units.map(({ weight }) => Math.abs(weight ?? 0)))
  const cells = places.map((place, i) => ({
    place,
    factor: factors[i],
    key: `${place.kind} ${place.unit}`,
    before: factors[i + 1]?.product ?? 1,
    marked: i === weakest ? '' : undefined,
    away: factors[i] ? undefined : '',
  }))
  return (
    <div className={chain['scroller']}>
      <table className={styles['factors']}>
        <caption className="visually-hidden">
          Factors from the input’s side to the loss; the product runs from right to left
        </caption>
        <thead>
          <tr className={styles['drawing']}>
            <td aria-hidden="true" />
            {cells.map(({ place, key, away }) => (
              <td key={key} data-away={away}>
                <Drawing {...{ path, place, largest, start, onStart, number, nameOf }} />
              </td>
            ))}
          </tr>
          <tr className={styles['symbols']}>
            <td aria-hidden="true" />
            {cells.map(({ place, factor, key, marked }) =>
              factor ? (
                <th key={key} scope="col" data-marked={marked}>
                  {symbolOf(factor, place, number)}
                </th>
              ) : (
                <td key={key} aria-hidden="true" />
              ),
            )}
          </tr>
        </thead>
        <tbody>
          <tr className={styles['values']}>
            <th scope="row">
              <span className="visually-hidden">Factor</span>
            </th>
            {cells.map(({ factor, key, marked }) => (
              <td key={key} data-marked={marked}>
                {factor && formatNumber(factor.value)}
              </td>
            ))}
          </tr>
          <tr className={styles['signal']} aria-hidden="true">
            <td>
              {ticks.map(({ share, label }) => (
                <span key={label} style={{ bottom: percent(share) }}>
                  {label}
                </span>
              ))}
            </td>
            {cells.map(({ factor, key, before, marked }) => (
              <td key={key} data-marked={marked}>
                {ticks.map(({ share, label }) => (
                  <i key={label} className={styles['line']} style={{ bottom: percent(share) }} />
                ))}
                {factor && before !== 0 && <Bar {...{ before, factor, decades }} />}
              </td>
            ))}
          </tr>
          <tr className={styles['products']}>
            <th scope="row">
              <span className="visually-hidden">Product so far, from the right</span>
            </th>
            {cells.map(({ place, factor, key }) => (
              <td key={key}>
                {factor && (
                  <span className={place.kind === 'edge' ? 'visually-hidden' : undefined}>
                    {formatNumber(factor.product, 2)}
                  </span>
                )}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </div>
  )
}

/** Within the cell, with room for half a label at both ends. */
const percent = (share: number): string => `${(6 + 88 * share).toFixed(2)}%`

interface BarProps {
  readonly before: number
  readonly factor: Factor
  readonly decades: ReturnType<typeof decadesOf>
}

function Bar({ before, factor: { value, product }, decades }: BarProps) {
  const [from, to] = [shareIn(decades, before), shareIn(decades, product)]
  // Where there is nothing to tell, no arrow tells it.
  const way = Math.abs(to - from) < 0.004 ? undefined : to > from ? 'up' : 'down'
  return (
    <>
      <i
        className={styles['bar']}
        data-sign={value < 0 ? 'negative' : 'positive'}
        data-way={way}
        style={
          {
            '--low': percent(Math.min(from, to)),
            '--size': `${(88 * Math.abs(to - from)).toFixed(2)}%`,
          } as CSSProperties
        }
      />
      {(product === 0 || Number.isNaN(product)) && (
        <span className={styles['nothing']}>{Number.isNaN(product) ? 'NaN' : '0'}</span>
      )}
    </>
  )
}

interface DrawingProps extends Pick<FactorTableProps, 'path' | 'start' | 'onStart' | 'number'> {
  readonly place: Place
  readonly largest: number
  readonly nameOf: (unit: number) => string
}

/** A circle with its activation, or the edge that leads to the next one; a press starts there. */
function Drawing({ path, place, largest, start, onStart, number, nameOf }: DrawingProps) {
  const { kind, unit } = place
  if (kind === 'loss') {
    return (
      <span className={styles['node']} data-kind="loss">
        <span className={styles['circle']}>C</span>
        <span className={styles['name']}>loss</span>
      </span>
    )
  }
  if (unit < 0) {
    return (
      <span className={styles['node']}>
        <span className={styles['circle']} data-kind="input">
          {formatNumber(path.input ?? 0, 2)}
        </span>
        <span className={styles['name']}>x</span>
      </span>
    )
  }
  const { weight, z, a } = path.units[unit]
  const here: Start = { of: kind === 'unit' ? 'bias' : 'weight', unit }
  const chosen = start.of === here.of && start.unit === unit
  const symbol = startSymbol(here, number)
  const common = {
    'aria-pressed': chosen,
    onClick: () => onStart(here),
  }
  if (kind === 'edge') {
    const size = largest > 0 ? Math.abs(weight ?? 0) / largest : 0
    return (
      <button
        type="button"
        {...common}
        className={styles['edge']}
        aria-label={`Weight ${symbol} = ${formatNumber(weight ?? 0)}: derivative by it`}
        title={`${symbol} = ${formatNumber(weight ?? 0)}`}
        disabled={unit === 0 && path.input === null}
      >
        <i
          data-sign={(weight ?? 0) < 0 ? 'negative' : 'positive'}
          style={{ '--share': size } as CSSProperties}
        />
      </button>
    )
  }
  return (
    <button
      type="button"
      {...common}
      className={styles['node']}
      aria-label={`Unit ${nameOf(unit)}: z = ${formatNumber(z)}, a = ${formatNumber(a)}; derivative by its bias ${symbol}`}
      title={`z${symbol.slice(1)} = ${formatNumber(z)}, a${symbol.slice(1)} = ${formatNumber(a)}`}
    >
      <span className={styles['circle']}>{formatNumber(a, 2)}</span>
      <span className={styles['name']}>{nameOf(unit)}</span>
    </button>
  )
}
