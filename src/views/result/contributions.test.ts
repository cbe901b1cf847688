import { describe, expect, it } from 'vitest'
import { contributions, extent, outputParameters } from './contributions'

describe('contributions', () => {
  const layout = {
    parameters: [
      { name: 'layers/0/weight', shape: [1, 2], offset: 0 },
      { name: 'output/weight', shape: [2, 1], offset: 2 },
      { name: 'output/bias', shape: [1], offset: 4 },
    ],
  }

  it('and the bias add up to the output', () => {
    const own = outputParameters(layout, Float32Array.of(9, 9, 2, -3, 0.5))
    if (!own) throw new Error('The output layer has parameters.')
    const activations = Float32Array.of(1, 1, 2, 0.5)
    const shares = contributions(activations, own, 2, 0)
    expect(shares.map((share) => [...share])).toEqual([
      [2, 4],
      [-3, -1.5],
    ])
    const output = (i: number) => own.bias[0] + shares[0][i] + shares[1][i]
    expect([output(0), output(1)]).toEqual([-0.5, 3])
  })

  it('are not there before the parameters are', () => {
    expect(outputParameters({ parameters: [] }, new Float32Array(3))).toBeUndefined()
  })
})

it('finds the extent of what is finite', () => {
  expect(extent([3, Number.NaN, -1, Number.POSITIVE_INFINITY])).toEqual([-1, 3])
  expect(extent([Number.NaN])).toBeUndefined()
})
