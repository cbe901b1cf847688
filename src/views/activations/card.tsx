import { useId } from 'react'
import { type ActivationName, activations } from '../../model/activations'
import { ActivationPlot } from '../shared/activation-plot/activation-plot'
import { spreadOf } from '../shared/activation-plot/curve-path'
import { formatTick, type Interval } from '../shared/axis'
import { Button } from '../shared/controls/button'
import { formatNumber, formatPercent } from '../shared/number'
import styles from './activations.module.css'
import { slopeRanges } from './slopes'

/** The same for all, so that slopes compare. */
const X: Interval = [-6, 6]
const Y: Interval = [-2, 3]

interface ActivationCardProps {
  readonly name: ActivationName
  readonly z: number
  /** "Layer 2": the layer that it could be used in. */
  readonly layer: string
  /** Whether that layer uses it. */
  readonly own: boolean
  /** The layer's z over the batch. */
  readonly values: ArrayLike<number> | undefined
  readonly onUse: (() => void) | undefined
}

/** One activation: its curves, its equations, what it does to gradients, and its numbers at z. */
export function ActivationCard(props: ActivationCardProps) {
  const { name, z, layer, own, values, onUse } = props
  const titleId = useId()
  const activation = activations[name]
  const { label, equation, derivativeEquation, range, gradients } = activation
  const [value, slope] = [activation.value(z), activation.derivative(z)]
  const numbers = `σ = ${formatNumber(value)} and σ′ = ${formatNumber(slope)} at z = ${formatNumber(z)}`
  return (
    <li className={styles['card']} aria-labelledby={titleId} data-own={own ? '' : undefined}>
      <div className={styles['title']}>
        <h3 id={titleId} tabIndex={own ? -1 : undefined}>
          {label}
        </h3>
        {own ? (
          <span className={styles['used']}>used by {layer}</span>
        ) : (
          onUse && (
            <Button look="quiet" aria-label={`Use ${label} in ${layer}`} onClick={onUse}>
              Use in {layer}
            </Button>
          )
        )}
      </div>
      <ActivationPlot
        name={name}
        x={X}
        y={Y}
        aspect={2.2}
        marks={[{ z }]}
        rug={values}
        label={`σ and σ′ of ${label}; ${numbers}`}
      />
      <p className={styles['numbers']} data-activation={name}>
        <span>
          σ({formatNumber(z)}) = <b data-result="value">{formatNumber(value)}</b>
        </span>
        <span>
          σ′({formatNumber(z)}) = <b data-result="slope">{formatNumber(slope)}</b>
        </span>
      </p>
      <p className={styles['equations']}>
        {equation}
        <br />
        {derivativeEquation}
      </p>
      <dl className={styles['ranges']}>
        <Range what="σ" range={range} />
        <Range what="σ′" range={slopeRanges[name]} />
      </dl>
      <p className={styles['help']}>{gradients}</p>
      {values && values.length > 0 && <Sitting {...{ name, values, layer }} />}
    </li>
  )
}

function Range({ what, range: [from, to] }: { readonly what: string; readonly range: Interval }) {
  return (
    <div>
      <dt>{what}</dt>
      <dd>{from === to ? `always ${end(from)}` : `${end(from)} … ${end(to)}`}</dd>
    </div>
  )
}

const end = (value: number): string =>
  Number.isFinite(value) ? formatTick(Number(value.toPrecision(3))) : formatNumber(value)

interface SittingProps {
  readonly name: ActivationName
  readonly values: ArrayLike<number>
  readonly layer: string
}

/** Where the layer's own z are. */
function Sitting({ name, values, layer }: SittingProps) {
  const { count, least, most, flat } = spreadOf(name, values)
  return (
    <p className={styles['help']}>
      z of {layer}: {formatNumber(least)} … {formatNumber(most)},{' '}
      <b>{formatPercent(flat / count)}</b> where |σ′(z)| &lt; 0.01.
    </p>
  )
}
