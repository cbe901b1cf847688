import { Check, TriangleAlert } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { Loaded } from '../../worker/protocol'
import { Select } from '../shared/controls/select'
import { formatCount, formatNumber } from '../shared/number'
import { shortUnitName, unitName } from '../shared/parameters'
import styles from './chain.module.css'
import { FactorTable } from './factor-table'
import {
  agrees,
  factorsOf,
  placesOf,
  productOf,
  productOfKind,
  relativeDifference,
  type Start,
  weakest,
} from './path'
import { isChain, type PathReading } from './reading'
import { countPaths } from './strongest-path'
import { startSymbol, symbolOf } from './symbols'

interface PathViewProps {
  readonly loaded: Loaded
  readonly reading: PathReading
  readonly step: number
  /** Where the units sit on the curve of their activation. */
  readonly plot: ReactNode
}

/** The product of all factors of a path, beside the derivative that the engine measured. */
export function PathView({ loaded, reading, step, plot }: PathViewProps) {
  const { path, measured, layers } = reading
  const { units } = path
  const [chosen, setChosen] = useState<Start>({ of: 'bias', unit: 0 })
  const chain = isChain(loaded)
  const start = fitting(chosen, units.length, path.input !== null)
  const factors = factorsOf(path, start)
  /** As layers are numbered on the page. */
  const number = (unit: number) =>
    loaded.layers.findIndex(({ name }) => name === units[unit].layer) + 1
  const product = productOf(factors)
  const below = start.unit === 0 ? path.input : units[start.unit - 1].a
  const value = start.of === 'bias' ? measured[start.unit] : measured[start.unit] * (below ?? 1)
  const symbol = startSymbol(start, number)
  const symbols = placesOf(path).flatMap((place, i) => {
    const factor = factors[i]
    return factor ? [symbolOf(factor, place, number)] : []
  })
  return (
    <div className={styles['path']}>
      <div className={styles['equation']}>
        <span className={styles['by']}>
          ∂C/∂
          <Select
            label="Derivative by"
            value={`${start.of} ${start.unit}`}
            options={startsOf(units.length, path.input !== null).map((each) => ({
              value: `${each.of} ${each.unit}`,
              label: startSymbol(each, number),
            }))}
            onChange={(to) => {
              const [of, unit] = to.split(' ')
              setChosen({ of: of === 'weight' ? 'weight' : 'bias', unit: Number(unit) })
            }}
          />
        </span>
        <span className={styles['product']}>
          ={' '}
          {symbols.length > 5
            ? [...symbols.slice(0, 3), '…', symbols.at(-1)].join('·')
            : symbols.join('·')}{' '}
          ={' '}
          <b data-result="product" data-value={product}>
            {formatNumber(product)}
          </b>
        </span>
        {chain ? (
          <span className={styles['measured']}>
            measured{start.of === 'weight' && ' (δ·a)'}:{' '}
            <b data-result="measured" data-value={value}>
              {formatNumber(value)}
            </b>
            <Agreement {...{ product, value }} />
          </span>
        ) : (
          <PathShare {...{ product, value, symbol }} paths={countPaths(layers.slice(start.unit))} />
        )}
        <span className={styles['step']}>step {formatCount(step)}</span>
      </div>
      <FactorTable
        {...{ path, factors, start, number }}
        onStart={setChosen}
        nameOf={(unit) =>
          chain
            ? chainName(loaded, units[unit].layer)
            : shortUnitName(loaded, units[unit].layer, units[unit].unit)
        }
      />
      <div className={styles['below']}>
        {plot}
        <Findings {...{ loaded, reading, start, number }} />
      </div>
    </div>
  )
}

const chainName = (loaded: Loaded, layer: string): string =>
  layer === 'output' ? 'output' : String(loaded.layers.findIndex(({ name }) => name === layer) + 1)

/** Biases and weights of all units, in the order of the drawing. */
function startsOf(units: number, withInput: boolean): Start[] {
  return Array.from({ length: units }, (_, unit) => unit).flatMap((unit): Start[] =>
    unit === 0 && !withInput
      ? [{ of: 'bias', unit }]
      : [
          { of: 'bias', unit },
          { of: 'weight', unit },
        ],
  )
}

/** What was chosen for another network may not be there in this one. */
function fitting(start: Start, units: number, withInput: boolean): Start {
  const found = startsOf(units, withInput).some(
    ({ of, unit }) => of === start.of && unit === start.unit,
  )
  return found ? start : { of: 'bias', unit: 0 }
}

function Agreement({ product, value }: { readonly product: number; readonly value: number }) {
  const difference = relativeDifference(product, value)
  const equal = agrees(product, value)
  return (
    <span
      className={styles[equal ? 'agrees' : 'differs']}
      title={`The product is of float64 numbers, the engine’s of float32. They differ by ${formatNumber(difference, 2)} of their size.`}
    >
      {equal ? <Check aria-hidden /> : <TriangleAlert aria-hidden />}
      {equal ? 'equal' : `differs by ${formatNumber(difference, 2)} of its size`}
    </span>
  )
}

interface PathShareProps {
  readonly product: number
  readonly value: number
  readonly symbol: string
  readonly paths: number
}

/** One of many paths beside their sum, which is what the engine has. */
function PathShare({ product, value, symbol, paths }: PathShareProps) {
  if (paths === 1) {
    return (
      <span className={styles['measured']}>
        measured:{' '}
        <b data-result="measured" data-value={value}>
          {formatNumber(value)}
        </b>
        <Agreement {...{ product, value }} />
      </span>
    )
  }
  return (
    <span className={styles['measured']}>
      measured ∂C/∂{symbol}, the sum over {formatPaths(paths)} paths:{' '}
      <b data-result="measured" data-value={value}>
        {formatNumber(value)}
      </b>
      {value !== 0 && <> · this one alone is {formatNumber(product / value, 2)} times that</>}
    </span>
  )
}

const formatPaths = (paths: number): string =>
  paths < 1e6 ? formatCount(paths) : formatNumber(paths, 2)

interface FindingsProps {
  readonly loaded: Loaded
  readonly reading: PathReading
  readonly start: Start
  readonly number: (unit: number) => number
}

/** Which kind of factor, and which one of them, makes the signal small. */
function Findings({ loaded, reading: { path }, start, number }: FindingsProps) {
  const factors = factorsOf(path, start)
  const [slopes, weights] = (['slope', 'weight'] as const).map((kind) =>
    productOfKind(factors, kind),
  )
  const at = weakest(factors)
  const least = factors[at]
  return (
    <div className={styles['findings']}>
      <dl>
        {slopes !== null && <Finding what="all σ′ together" value={slopes} />}
        {weights !== null && <Finding what="all weights together" value={weights} />}
        {least && (
          <Finding
            what={`least gets through ${symbolOf(least, placesOf(path)[at], number)}`}
            value={least.value}
          />
        )}
      </dl>
      {isChain(loaded) ? (
        <p>
          Every layer multiplies the signal by its σ′ and by one weight. Where both together stay
          below 1, each further layer leaves less for the first; where they stay above 1, more.
        </p>
      ) : (
        <p>
          Of all ways from the output to the first of these layers, the one whose product of |w·σ′|
          and of |∂C/∂a| is greatest:{' '}
          {path.units.map(({ layer, unit }) => unitName(loaded, layer, unit)).join(' → ')}.
        </p>
      )}
    </div>
  )
}

function Finding({ what, value }: { readonly what: string; readonly value: number }) {
  return (
    <div>
      <dt>{what}</dt>
      <dd>{formatNumber(value)}</dd>
    </div>
  )
}
