import { describe, expect, it } from 'vitest'
import golden from '../../golden/losses.json'
import { lossParts, lossShare } from './loss-arithmetic'
import { lossNames } from './losses'

describe.each(golden.cases)('$loss', ({ loss, prediction, target, labels, value, grad }) => {
  const name = lossNames.find((each) => each === loss) ?? 'hinge'
  const [rows, outputs] = prediction.shape
  const of = (data: readonly number[], row: number) =>
    data.slice(row * outputs, (row + 1) * outputs)
  const targetOf = (row: number) =>
    labels
      ? Array.from({ length: outputs }, (_, i) => (i === labels[row] ? 1 : 0))
      : of(target?.data ?? [], row)
  const parts = Array.from({ length: rows }, (_, row) =>
    lossParts(name, of(prediction.data, row), targetOf(row)),
  )
  const share = lossShare(name, rows, outputs)

  it('adds up to the golden loss of the batch', () => {
    const sum = parts.flat().reduce((total, part) => total + part.value, 0)
    expect(sum * share).toBeCloseTo(value, 9)
  })

  it('has the golden gradient', () => {
    const slopes = parts.flat().map(({ slope }) => slope * share)
    expect(slopes).toHaveLength(grad.data.length)
    for (const [i, slope] of slopes.entries()) expect(slope).toBeCloseTo(grad.data[i], 9)
  })
})
