import { UNIT_SUMMARY } from '../../../plan/summary'

/**
 * One example of a batch; null where the batch has no such row.
 *
 * @param values [rows, size]
 */
export function batchRow(values: Float32Array, size: number, row: number): Float32Array | null {
  const isRow = values.length % size === 0 && (row + 1) * size <= values.length
  return isRow ? values.subarray(row * size, (row + 1) * size) : null
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
