import { type ActivationName, activations } from '../../model/activations'

/** What a dense layer is and computes for one example. */
export interface DenseNumbers {
  readonly name: string
  readonly activation: ActivationName
  readonly inputs: number
  readonly units: number
  /** [inputs, units] */
  readonly weights: Float32Array
  /** [units] */
  readonly z: Float32Array
  readonly a: Float32Array
}

/**
 * One unit of each layer, such that the product of |w·σ′(z)| along the way and of |∂C/∂a| at its end
 * is the greatest. By dynamic programming: the best way from a unit on is the best edge to a unit
 * above and the best way from there.
 *
 * @param layers first to last; each feeds the next
 * @param lossSlopes ∂C/∂a of the last layer's units
 */
export function strongestPath(
  layers: readonly DenseNumbers[],
  lossSlopes: readonly number[],
): number[] {
  /** Of each layer but the last: where the best way leads on to. */
  const next: number[][] = []
  let best = slopes(layers[layers.length - 1]).map((slope, k) => Math.abs(slope * lossSlopes[k]))
  for (let l = layers.length - 2; l >= 0; l--) {
    const { weights, units: above } = layers[l + 1]
    const reached = slopes(layers[l]).map((slope, i) => {
      const ways = best.map((signal, j) => Math.abs(weights[i * above + j]) * signal)
      const way = greatest(ways)
      return { way, signal: Math.abs(slope) * ways[way] }
    })
    next.unshift(reached.map(({ way }) => way))
    best = reached.map(({ signal }) => signal)
  }
  const path = [greatest(best)]
  for (const ways of next) path.push(ways[path[path.length - 1]])
  return path
}

/** In how many ways one can go from a unit of the first layer to one of the last. */
export function countPaths(layers: readonly Pick<DenseNumbers, 'units'>[]): number {
  return layers.slice(1).reduce((product, { units }) => product * units, 1)
}

const slopes = ({ activation, z }: DenseNumbers): number[] =>
  Array.from(z, (each) => activations[activation].derivative(each))

/** The first of the greatest; 0 where there is no number. */
function greatest(values: readonly number[]): number {
  let at = 0
  values.forEach((value, i) => {
    if (value > values[at] || Number.isNaN(values[at])) at = i
  })
  return at
}
