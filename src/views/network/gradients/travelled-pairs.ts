/** More would hide what they run along. */
const MOST = 40

export interface Pair {
  readonly from: number
  readonly to: number
  readonly weight: number
}

/**
 * The edges that numbers are seen to travel along: the strongest where weights are known and are one
 * per pair, otherwise some of them.
 */
export function travelledPairs(
  inputs: number,
  units: number,
  options: {
    /** Whether each unit stands for its like. */
    readonly through: boolean
    /** [inputs, units] */
    readonly weights: Float32Array | null
  },
): Pair[] {
  if (inputs === 0 || units === 0) return []
  const { through, weights } = options
  if (through && inputs === units) {
    return some(Array.from({ length: units }, (_, unit) => ({ from: unit, to: unit, weight: 1 })))
  }
  const all = Array.from({ length: inputs * units }, (_, i) => ({
    from: Math.floor(i / units),
    to: i % units,
    weight: 1,
  }))
  if (weights?.length !== all.length) return some(all)
  return all
    .map((pair, i) => ({ ...pair, weight: weights[i] }))
    .sort((a, b) => Math.abs(b.weight) - Math.abs(a.weight))
    .slice(0, MOST)
}

/** Evenly picked. */
function some(pairs: readonly Pair[]): Pair[] {
  const every = Math.max(1, pairs.length / MOST)
  const count = Math.ceil(pairs.length / every)
  return Array.from({ length: count }, (_, i) => pairs[Math.floor(i * every)])
}
