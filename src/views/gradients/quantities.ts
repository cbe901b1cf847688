import type { Interval } from '../shared/axis'
import { formatNumber, formatPercent, powerOfTen } from '../shared/number'
import { FIGURES, type Figure, figureOf, type Observation } from './figures'
import { RULES } from './verdict'

interface Variant {
  readonly label: string
  readonly figure: Figure
}

export interface Quantity {
  readonly label: string
  /** What the bars are, in the field's notation. */
  readonly symbol: string
  readonly help: string
  readonly scale: 'log' | 'share'
  /** The scale, which grows by decades where figures ask for it. */
  readonly interval: Interval
  /** Two readings of it, or just one. */
  readonly variants: readonly [Variant, Variant?]
}

export const QUANTITIES = {
  gradient: {
    label: 'Gradient',
    symbol: '∂L/∂W',
    help: 'The derivative of the batch’s loss by the layer’s weights. RMS is the norm over the square root of the number of weights, so that layers of different size compare.',
    scale: 'log',
    interval: [1e-7, 1],
    variants: [
      { label: 'RMS', figure: 'gradientRms' },
      { label: 'Norm', figure: 'gradientNorm' },
    ],
  },
  delta: {
    label: 'Delta δ',
    symbol: 'δ = ∂L/∂z',
    help: 'What travels back through the layers: the derivative of the batch’s mean loss by each pre-activation.',
    scale: 'log',
    interval: [1e-7, 1],
    variants: [
      { label: 'RMS', figure: 'deltaRms' },
      { label: 'Norm', figure: 'deltaNorm' },
    ],
  },
  update: {
    label: 'Update ratio',
    symbol: '‖ΔW‖ / ‖W‖',
    help: 'How far the coming update moves the weights, relative to their norm. About a thousandth is a good pace.',
    scale: 'log',
    interval: [1e-7, 1],
    variants: [{ label: 'Norm', figure: 'updateRatio' }],
  },
  saturated: {
    label: 'Saturated',
    symbol: 'share with |σ′(z)| < 0.01',
    help: 'Entries where the activation is flat, so that next to no gradient passes. For ReLU half of them is no harm: it is flat on one side by design.',
    scale: 'share',
    interval: [0, 1],
    variants: [{ label: 'Share', figure: 'saturated' }],
  },
  dead: {
    label: 'Dead units',
    symbol: 'share of the units',
    help: 'Units whose output and slope were 0 on each of the last 256 examples looked at, or more. Of activations that cannot get stuck so there are none.',
    scale: 'share',
    interval: [0, 1],
    variants: [{ label: 'Share', figure: 'dead' }],
  },
  spread: {
    label: 'Spread',
    symbol: 'standard deviation',
    help: 'How far the numbers of a layer differ over the batch. Where the spread fades from layer to layer, so does what the network can tell apart.',
    scale: 'log',
    interval: [1e-3, 10],
    variants: [
      { label: 'Before σ (z)', figure: 'preActivationSpread' },
      { label: 'After σ (a)', figure: 'outputSpread' },
    ],
  },
} as const satisfies Readonly<Record<string, Quantity>>

export type QuantityName = keyof typeof QUANTITIES
export const quantityNames = Object.keys(QUANTITIES) as QuantityName[]

/** Below float32's smallest number nothing is drawn. */
const SMALLEST = 1e-45

/** The quantity's interval, widened by whole decades so that all that was observed has a place. */
export function intervalOf(
  { scale, interval }: Quantity,
  figure: Figure,
  observations: readonly Observation[],
): Interval {
  if (scale === 'share') return interval
  let [from, to] = interval
  const at = FIGURES.indexOf(figure)
  for (const { values } of observations) {
    for (let i = at; i < values.length; i += FIGURES.length) {
      const value = values[i]
      if (!(value > SMALLEST) || value === Number.POSITIVE_INFINITY) continue
      if (value < from) from = value
      if (value > to) to = value
    }
  }
  const decade = (power: number) => Number(`1e${power}`)
  return [
    from === interval[0] ? from : decade(Math.floor(Math.log10(from))),
    to === interval[1] ? to : decade(Math.ceil(Math.log10(to))),
  ]
}

/** Where a value stands on the scale, 0…1; null of what is not a positive finite number. */
export function positionOf(
  { scale }: Quantity,
  [from, to]: Interval,
  value: number,
): number | null {
  if (!Number.isFinite(value)) return null
  if (scale === 'share') return Math.min(1, Math.max(0, value))
  if (value <= 0) return null
  return Math.min(1, Math.max(0, Math.log10(value / from) / Math.log10(to / from)))
}

export interface ScaleTick {
  readonly at: number
  readonly label: string
}

/** Decades, or per cents, as many as have room. */
export function ticksOf({ scale }: Quantity, [from, to]: Interval, most: number): ScaleTick[] {
  if (scale === 'share') {
    const every = most >= 5 ? 25 : 50
    return Array.from({ length: 100 / every + 1 }, (_, i) => ({
      at: (i * every) / 100,
      label: `${i * every} %`,
    }))
  }
  const [first, last] = [Math.round(Math.log10(from)), Math.round(Math.log10(to))]
  const every = Math.max(1, Math.ceil((last - first) / Math.max(1, most - 1)))
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
    .filter((power) => (last - power) % every === 0)
    .map((power) => ({ at: (power - first) / (last - first), label: decadeText(power) }))
}

const decadeText = (power: number): string =>
  power === 0 ? '1' : power === 1 ? '10' : powerOfTen(power)

export interface Bound {
  readonly value: number
  readonly label: string
}

/** The bounds of the verdicts on this scale. */
export function boundsOf(
  figure: Figure,
  observation: Observation,
  output: number,
): readonly Bound[] {
  if (figure === 'gradientRms') {
    const measure = figureOf(observation, output, figure)
    return measure > 0
      ? [
          { value: measure * RULES.vanishing, label: 'vanishing below' },
          { value: measure * RULES.exploding, label: 'exploding above' },
        ]
      : []
  }
  const bound = BOUNDS[figure]
  return bound ? [bound] : []
}

const BOUNDS: Partial<Readonly<Record<Figure, Bound>>> = {
  updateRatio: { value: RULES.update, label: 'exploding above' },
  saturated: { value: RULES.saturated, label: 'saturated above' },
  dead: { value: RULES.dead, label: 'dead from here on' },
}

export function figureText({ scale }: Quantity, value: number): string {
  if (!Number.isFinite(value) || scale === 'log') return formatNumber(value)
  return formatPercent(value)
}
