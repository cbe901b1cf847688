/** Half the distance from 1 to the next float32. */
const UNIT = 2 ** -24

/** A sum computed here in float64 beside the engine's in float32. */
export interface Comparison {
  readonly agrees: boolean
  readonly difference: number
  /** The most that rounding can make of it. */
  readonly bound: number
}

/**
 * Whether two numbers are the same but for float32 rounding, whatever the order of the sum:
 * |difference| ≤ n·u/(1 − n·u) · Σ|terms|.
 * Source: N. Higham, "Accuracy and Stability of Numerical Algorithms", 2nd edition, equation 4.4.
 *
 * @param terms products and summands; each may be rounded once more before it is added
 * @param magnitude Σ|terms|
 */
export function compare(
  computed: number,
  engine: number,
  terms: number,
  magnitude: number,
): Comparison {
  const roundings = (terms + 1) * UNIT
  const bound = (roundings / (1 - roundings)) * magnitude
  const difference = Math.abs(computed - engine)
  // Numbers that are none agree with their like.
  const agrees = difference <= bound || Object.is(Math.fround(computed), engine)
  return { agrees, difference, bound }
}
