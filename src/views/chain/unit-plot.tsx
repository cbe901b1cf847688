import { type ActivationName, activations } from '../../model/activations'
import {
  ActivationLegend,
  ActivationPlot,
  type Mark,
} from '../shared/activation-plot/activation-plot'
import { spreadOf } from '../shared/activation-plot/curve-path'
import type { Interval } from '../shared/axis'
import { formatCount, formatNumber, formatPercent } from '../shared/number'
import styles from './chain.module.css'

const X: Interval = [-6, 6]
const Y: Interval = [-1.2, 1.6]

interface UnitPlotProps {
  readonly activation: ActivationName
  /** What the numbers are of: "Layer 2", "the hidden units". */
  readonly of: string
  /** One by one, told apart. */
  readonly marks?: readonly Mark[]
  /** All together. */
  readonly rug?: ArrayLike<number>
}

/** Where the z of units sit on the curve of σ, and how many of them where it is flat. */
export function UnitPlot({ activation, of, marks = [], rug }: UnitPlotProps) {
  const { label } = activations[activation]
  const { count, least, most, flat } = spreadOf(activation, rug ?? marks.map(({ z }) => z))
  const text =
    count === 0
      ? `no z of ${of} is known yet`
      : `${formatCount(count)} z of ${of}, from ${formatNumber(least)} to ${formatNumber(most)}; ${formatPercent(flat / count)} saturated`
  return (
    <figure className={styles['plot']}>
      <figcaption>
        <b>{label}</b>: {text}
      </figcaption>
      <ActivationPlot
        name={activation}
        x={X}
        y={Y}
        aspect={2}
        marks={marks}
        rug={rug}
        label={`σ and σ′ of ${label}; ${text}`}
      />
      <ActivationLegend rug={rug && 'z, by how many'} />
    </figure>
  )
}
