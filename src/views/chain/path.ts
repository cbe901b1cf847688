import { type ActivationName, activations } from '../../model/activations'

/** One unit that a signal goes through, with the numbers of one example. */
export interface PathUnit {
  /** `layers/K` or `output`. */
  readonly layer: string
  readonly unit: number
  readonly activation: ActivationName
  /** Of the edge from the unit before; null where the way begins at the bias of this one. */
  readonly weight: number | null
  readonly z: number
  readonly a: number
}

/** A way through a network, one unit of each layer, from the input's side to the output. */
export interface Path {
  /** What comes in to the first unit, where one number does. */
  readonly input: number | null
  readonly units: readonly PathUnit[]
  /** ∂C/∂a of the last unit. */
  readonly lossSlope: number
}

/** What the product is the derivative by: the bias of a unit of the path, or the weight into it. */
export interface Start {
  readonly of: 'bias' | 'weight'
  /** Counted from 0. */
  readonly unit: number
}

/** A place of the drawing, from left to right; `unit` counts from 0, −1 is the input. */
export interface Place {
  readonly kind: 'unit' | 'edge' | 'loss'
  readonly unit: number
}

/** One number of the product. */
export interface Factor {
  /** σ′(z) of the unit, the weight into it, a of the unit (x of the input), or ∂C/∂a. */
  readonly kind: 'slope' | 'weight' | 'value' | 'loss'
  readonly value: number
  /** The product of this one and all to its right: the signal that has come this far back. */
  readonly product: number
}

/** All places of a path: [input, edge,] unit, edge, unit, …, loss. */
export function placesOf({ input, units }: Path): Place[] {
  const places = units.flatMap((_, unit): Place[] =>
    unit === 0 && input === null
      ? [{ kind: 'unit', unit }]
      : [
          { kind: 'edge', unit },
          { kind: 'unit', unit },
        ],
  )
  const before: Place[] = input === null ? [] : [{ kind: 'unit', unit: -1 }]
  return [...before, ...places, { kind: 'loss', unit: units.length - 1 }]
}

/**
 * ∂C/∂b_k = σ′(z_k)·w_{k+1}·σ′(z_{k+1})·…·∂C/∂a_L, and ∂C/∂w_k = a_{k−1}·∂C/∂b_k, factor by factor.
 *
 * @return for each of `placesOf`, its factor, or null where it has none
 */
export function factorsOf(path: Path, start: Start): (Factor | null)[] {
  let product = 1
  return placesOf(path)
    .toReversed()
    .map((place): Factor | null => {
      const found = factorAt(path, place, start)
      if (!found) return null
      product *= found.value
      return { ...found, product }
    })
    .reverse()
}

function factorAt(
  { input, units, lossSlope }: Path,
  { kind, unit }: Place,
  start: Start,
): Pick<Factor, 'kind' | 'value'> | null {
  if (kind === 'loss') return { kind: 'loss', value: lossSlope }
  if (kind === 'edge') {
    const { weight } = units[unit]
    return unit > start.unit && weight !== null ? { kind: 'weight', value: weight } : null
  }
  if (unit >= start.unit) {
    const { activation, z } = units[unit]
    return { kind: 'slope', value: activations[activation].derivative(z) }
  }
  if (start.of === 'bias' || unit !== start.unit - 1) return null
  const value = unit < 0 ? input : units[unit].a
  return value === null ? null : { kind: 'value', value }
}

/** The whole product; 1 of no factors. */
export function productOf(factors: readonly (Factor | null)[]): number {
  return factors.find((factor) => factor !== null)?.product ?? 1
}

/** The product of the factors of one kind alone. */
export function productOfKind(
  factors: readonly (Factor | null)[],
  kind: Factor['kind'],
): number | null {
  const own = factors.filter((factor) => factor?.kind === kind)
  return own.length === 0
    ? null
    : own.reduce((product, factor) => product * (factor?.value ?? 1), 1)
}

/**
 * The place whose factor lets least through, of several the first that the signal meets; −1 where
 * none is below 1.
 */
export function weakest(factors: readonly (Factor | null)[]): number {
  const sizes = factors.map((factor) =>
    factor && factor.kind !== 'loss' && factor.kind !== 'value'
      ? Math.abs(factor.value)
      : Number.POSITIVE_INFINITY,
  )
  const least = Math.min(...sizes)
  return least < 1 ? sizes.lastIndexOf(least) : -1
}

/**
 * Where the measured number may differ from a product in float64: float32 keeps about seven digits of
 * each factor, and fewer of σ′ where a unit is nearly saturated.
 */
const TOLERANCE = 1e-4

/** |computed − measured| as a share of the measured; 0 where both are alike. */
export function relativeDifference(computed: number, measured: number): number {
  if (Object.is(computed, measured) || computed === measured) return 0
  return Math.abs(computed - measured) / Math.max(Math.abs(measured), Number.MIN_VALUE)
}

export const agrees = (computed: number, measured: number): boolean =>
  relativeDifference(computed, measured) <= TOLERANCE
