import { type Grid, makeGrid, type Place, placeAt, valueAt } from './grid'
import { type Sweep, taps } from './sweep'

export type Operation = 'convolution' | 'maxPooling' | 'averagePooling'

/** What is done at each place. Poolings have no filter, bias or ReLU: they are left aside. */
export interface Calculation {
  readonly operation: Operation
  readonly input: Grid
  /** `[kernel, kernel]` */
  readonly filter: Grid
  readonly bias: number
  readonly relu: boolean
}

/** One weight and what it meets. */
export interface Term {
  readonly weight: Place
  readonly pixel: Place
  /** Whether the pixel belongs to the image; padding is 0, and never wins a maximum. */
  readonly inside: boolean
  readonly input: number
  /** The filter's weight; 1/k² in average pooling, 1 in max pooling. */
  readonly factor: number
  readonly product: number
}

/** How one output pixel comes about. */
export interface Explanation {
  /** In the filter's order. */
  readonly terms: readonly Term[]
  /** Sum of the products, or the largest of them. */
  readonly sum: number
  /** The term that won a maximum, the first of equals; −1 otherwise. */
  readonly winner: number
  /** After bias and ReLU: the output. */
  readonly output: number
}

/**
 * y = Σ w·x + b over the window, as networks convolve: the filter is not flipped. Max pooling takes
 * the largest input, average pooling the mean with padding counted as zeros. In float64.
 */
export function explain(calculation: Calculation, over: Sweep, output: Place): Explanation {
  const { operation, input, filter, bias, relu } = calculation
  const isConvolution = operation === 'convolution'
  const terms = taps(over, output).map(({ weight, pixel, inside }) => {
    const value = valueAt(input, pixel)
    const factor = isConvolution
      ? valueAt(filter, weight)
      : operation === 'maxPooling'
        ? 1
        : 1 / over.kernel ** 2
    // No −0 from a zero times a negative weight.
    return { weight, pixel, inside, input: value, factor, product: value * factor + 0 }
  })
  if (operation === 'maxPooling') {
    const winner = terms.reduce(
      (best, { inside, input: value }, i) =>
        inside && (best < 0 || value > terms[best].input) ? i : best,
      -1,
    )
    const sum = terms[winner]?.input ?? Number.NEGATIVE_INFINITY
    return { terms, sum, winner, output: sum }
  }
  const sum = terms.reduce((total, { product }) => total + product, 0)
  if (!isConvolution) return { terms, sum, winner: -1, output: sum }
  return { terms, sum, winner: -1, output: relu ? Math.max(0, sum + bias) : sum + bias }
}

/** All output pixels: `[out height, out width]`. */
export function outputOf(calculation: Calculation, over: Sweep): Grid {
  return makeGrid(over.output, (place) => explain(calculation, over, place).output)
}

/** The pixel that each output takes in max pooling, in reading order; none for other operations. */
export function winnersOf(calculation: Calculation, over: Sweep): Place[] {
  if (calculation.operation !== 'maxPooling') return []
  const { height, width } = over.output
  return Array.from({ length: height * width }, (_, index) => {
    const { terms, winner } = explain(calculation, over, placeAt(over.output, index))
    return terms[winner].pixel
  })
}
