import { initializer } from './initializer'

/** A. Saxe, J. McClelland and S. Ganguli, "Exact solutions to … deep linear networks", 2014. */
export const orthogonal = initializer({
  label: 'orthogonal',
  equation: 'W·Wᵀ = 1 or Wᵀ·W = 1',
  help: 'Turns space without stretching it, so that signals neither grow nor fade.',
  settings: {},
  fill(weights, { shape }, random) {
    const columns = shape[shape.length - 1]
    const rows = weights.length / columns
    // The shorter side's vectors can all be orthogonal to each other, so those are made.
    const [count, length] = rows >= columns ? [columns, rows] : [rows, columns]
    const vectors = Array.from({ length: count }, () =>
      Float64Array.from({ length }, () => random.normal()),
    )
    orthonormalize(vectors)
    for (let i = 0; i < weights.length; i++) {
      const [row, column] = [Math.floor(i / columns), i % columns]
      weights[i] = rows >= columns ? vectors[column][row] : vectors[row][column]
    }
  },
})

/**
 * Modified Gram–Schmidt, in place. Twice over each vector, which brings the error down to rounding:
 * L. Giraud and others, "The loss of orthogonality in the Gram–Schmidt process", 2005.
 */
function orthonormalize(vectors: readonly Float64Array[]): void {
  vectors.forEach((vector, k) => {
    for (let pass = 0; pass < 2; pass++) {
      for (const other of vectors.slice(0, k)) {
        const share = dot(vector, other)
        for (let i = 0; i < vector.length; i++) vector[i] -= share * other[i]
      }
    }
    const norm = Math.sqrt(dot(vector, vector))
    for (let i = 0; i < vector.length; i++) vector[i] /= norm
  })
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i]
  return sum
}
