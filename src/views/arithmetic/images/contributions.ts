/** One input of a dense unit and what it adds. */
export interface Contribution {
  /** Its place among the inputs. */
  readonly index: number
  readonly x: number
  readonly weight: number
  readonly product: number
}

export interface DenseSum {
  /** Those that add or take most, largest first; of a few inputs all, in their order. */
  readonly shown: readonly Contribution[]
  /** How many are not shown, and their sum. */
  readonly others: { readonly count: number; readonly sum: number }
  readonly sum: number
  /** Σ|products| */
  readonly magnitude: number
}

/** Inputs that are all shown, in their order. */
export const ALL_SHOWN = 12
const LARGEST_SHOWN = 8

/**
 * x·W for one unit, in float64.
 *
 * @param weights [inputs, units]
 */
export function denseSum(
  inputs: ArrayLike<number>,
  weights: ArrayLike<number>,
  { units, unit }: { readonly units: number; readonly unit: number },
): DenseSum {
  const all = Array.from({ length: inputs.length }, (_, index): Contribution => {
    const [x, weight] = [inputs[index], weights[index * units + unit]]
    return { index, x, weight, product: x * weight }
  })
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
    sum: add(all),
    magnitude: all.reduce((to, { product }) => to + Math.abs(product), 0),
  }
}
