import { expect, it } from 'vitest'
import { parse } from '../../model/parse'
import { presetExperiment } from '../../model/presets'
import { isChainDocument, withActivation, withDepth } from './depth'

const chain = presetExperiment('chain')
if (!chain) throw new Error('the preset is missing')

it.each([1, 6, 12])(
  'a chain of depth %i keeps activation and initializer, and is valid',
  (depth) => {
    const after = withDepth(chain, depth)
    expect(after.layers).toHaveLength(depth)
    for (const layer of after.layers) expect(layer).toEqual(chain.layers[0])
    expect(parse(JSON.parse(JSON.stringify(after)))).toMatchObject({ ok: true })
    expect(isChainDocument(after)).toBe(true)
  },
)

it('the same depth is no edit', () => {
  expect(withDepth(chain, 6)).toBe(chain)
})

it('initial parameters go with the shape that they were given for', () => {
  const given = {
    ...withDepth(chain, 1),
    initialParameters: [[1], [0], [2], [0]],
  }
  expect(withDepth(given, 2)).not.toHaveProperty('initialParameters')
})

it('another activation is for all units of the chain', () => {
  const after = withActivation(chain, 'relu')
  expect(after.layers.map((layer) => 'activation' in layer && layer.activation)).toEqual(
    Array.from({ length: 6 }, () => 'relu'),
  )
})

it('wider networks, and those without hidden layers, are no chains', () => {
  const circle = presetExperiment('circle')
  expect(circle && isChainDocument(circle)).toBe(false)
  expect(isChainDocument({ layers: [] })).toBe(false)
})
