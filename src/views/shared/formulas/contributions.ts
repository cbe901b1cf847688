/** One product of a sum. */
export interface Contribution {
  /** Its place among the terms. */
  readonly index: number
  readonly x: number
  readonly weight: number
  readonly product: number
}

/** A sum of products of which many are not worth a row of their own. */
export interface ProductSum {
  /** Those that add or take most, largest first; of a few all, in their order. */
  readonly shown: readonly Contribution[]
  /** How many are not shown, and their sum. */
  readonly others: { readonly count: number; readonly sum: number }
  /** How many there are in all. */
  readonly count: number
  readonly sum: number
  /** Σ|products| */
  readonly magnitude: number
}

/** Terms that are all shown, in their order. */
export const ALL_SHOWN = 12
const LARGEST_SHOWN = 8

/** Σ x·weight over all terms, in float64. */
export function productSum(
  terms: readonly { readonly x: number; readonly weight: number }[],
): ProductSum {
  const all = terms.map(
    ({ x, weight }, index): Contribution => ({ index, x, weight, product: x * weight }),
  )
  const add = (list: readonly Contribution[]) => list.reduce((to, { product }) => to + product, 0)
  const shown =
    all.length <= ALL_SHOWN
      ? all
      : all.toSorted((a, b) => Math.abs(b.product) - Math.abs(a.product)).slice(0, LARGEST_SHOWN)
  const kept = new Set(shown)
  const rest = all.filter((each) => !kept.has(each))
  return {
    shown,
    others: { count: rest.length, sum: add(rest) },
    count: all.length,
    sum: add(all),
    magnitude: all.reduce((to, { product }) => to + Math.abs(product), 0),
  }
}

/**
 * x·W for one unit.
 *
 * @param weights [inputs, units]
 */
export function denseSum(
  inputs: ArrayLike<number>,
  weights: ArrayLike<number>,
  { units, unit }: { readonly units: number; readonly unit: number },
): ProductSum {
  return productSum(
    Array.from({ length: inputs.length }, (_, index) => ({
      x: inputs[index],
      weight: weights[index * units + unit],
    })),
  )
}
