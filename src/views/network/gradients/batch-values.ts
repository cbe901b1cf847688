import { UNIT_SUMMARY } from '../../../plan/summary'

/**
 * One example of a batch, of one that has fewer rows the last; null for a tensor of another shape.
 *
 * @param values [rows, size], or [size] where that row alone was asked for
 */
export function batchRow(values: Float32Array, size: number, row: number): Float32Array | null {
  const rows = values.length / size
  if (!Number.isInteger(rows) || rows === 0) return null
  const start = Math.min(row, rows - 1) * size
  return values.subarray(start, start + size)
}

/**
 * The mean over the examples of a batch: [size].
 *
 * @param values [rows, size]
 */
export function meanOfRows(values: Float32Array, size: number): Float32Array | null {
  const rows = values.length / size
  if (!Number.isInteger(rows) || rows === 0) return null
  const sums = new Float64Array(size)
  for (let i = 0; i < values.length; i++) sums[i % size] += values[i]
  return Float32Array.from(sums, (sum) => sum / rows)
}

/**
 * The units' means: [units].
 *
 * @param summaries [units, UNIT_SUMMARY.width]
 */
export function unitMeans(summaries: Float32Array, units: number): Float32Array | null {
  if (summaries.length !== units * UNIT_SUMMARY.width) return null
  return Float32Array.from(
    { length: units },
    (_, unit) => summaries[unit * UNIT_SUMMARY.width + UNIT_SUMMARY.mean],
  )
}
