import { expect, it } from 'vitest'
import { lossNames } from '../../model/losses'
import { buildGraph } from './build-graph'
import { differentiate } from './differentiate'
import { backwardEquations, forwardEquation } from './equations'
import { plain } from './rich'
import { leavesOf, specOf } from './spec.test-support'

const leaves = { 'inputs/output': [2], parameters: [3, -5, 1, 0], targets: [0.2616] }

function spelled(widths: readonly number[], id: string, options = {}, given = leaves) {
  const graph = buildGraph(specOf(widths, options))
  const numbers = differentiate(graph, leavesOf(given), false)
  const node = graph.nodes.findIndex((each) => each.id === id)
  if (!numbers || node < 0) throw new Error(`There is no ${id}.`)
  return {
    forward: plain(forwardEquation(graph, numbers, node, ['a', 'b', 'c'])),
    backward: backwardEquations(graph, numbers, node).map(plain),
  }
}

it('spells out each operation of the chain, there and back', () => {
  expect(spelled([1, 1, 1], 'p1').forward).toBe('p₁ = x · w₁ = 2.00 · 3.00 = 6.00')
  expect(spelled([1, 1, 1], 'z1').forward).toBe('z₁ = p₁ + b₁ = 6.00 + (−5.00) = 1.00')
  expect(spelled([1, 1, 1], 'a1').forward).toBe('a₁ = σ(z₁) = tanh 1.00 = 0.762')
  expect(spelled([1, 1, 1], 'L').forward).toBe('L = (y − t)² = (0.762 − 0.262)² = 0.250')
  expect(spelled([1, 1, 1], 'y').backward).toEqual(['∂L/∂y = 2·(y − t) = 1.00'])
  expect(spelled([1, 1, 1], 'z1').backward).toEqual([
    '∂L/∂z₁ = ∂L/∂a₁ · σ′(z₁) = 1.00 · 0.420 = 0.420',
    'σ′(z₁) = 1 − tanh² 1.00 = 0.420',
  ])
  expect(spelled([1, 1, 1], 'x').backward).toEqual(['∂L/∂x = ∂L/∂p₁ · w₁ = 0.420 · 3.00 = 1.26'])
  expect(spelled([1, 1, 1], 'w1').backward).toEqual(['∂L/∂w₁ = ∂L/∂p₁ · x = 0.420 · 2.00 = 0.840'])
  expect(spelled([1, 1, 1], 't').backward).toEqual([])
})

it('derives the output where that is asked for', () => {
  const { backward } = spelled([1, 1, 1], 'x', { end: { unit: 0 } })
  expect(backward).toEqual(['∂y/∂x = ∂y/∂p₁ · w₁ = 0.420 · 3.00 = 1.26'])
})

it('adds up what comes back from several operations', () => {
  const given = { 'inputs/output': [1], parameters: [0, 0, 0, 0, 2, -3, 0], targets: [0.5] }
  const { backward } = spelled([1, 2, 1], 'x', { activation: 'identity' }, given)
  expect(backward).toEqual([
    '∂L/∂x = ∂L/∂p₁,₁ · w₁,₁ + ∂L/∂p₁,₂ · w₁,₂ = (−2.00) · 0 + 3.00 · 0 = 0',
  ])
})

it('keeps the first, the second and the last of many', () => {
  const given = {
    ...leaves,
    'inputs/output': [1, 2, 3, 4, 5, 6],
    parameters: [1, 1, 1, 1, 1, 1, 0],
  }
  const { forward } = spelled([6, 1], 'y', {}, given)
  expect(forward).toBe('y = p₁,₁ + p₁,₂ + … + b₁ = 1.00 + 2.00 + … + 0 = 21.0')
})

it('calls a class by its name', () => {
  const given = { ...leaves, targets: [2], parameters: [1, 2, 3, 0, 0, 0] }
  const options = { loss: 'softmaxCrossEntropy' }
  expect(spelled([1, 3], 't', options, given).forward).toBe('t = c')
  expect(spelled([1, 3], 'L', options, given).forward).toBe(
    'L = −ln softmax(y₁, y₂, y₃) of c = 0.143',
  )
  expect(spelled([1, 3], 'y3', options, given).backward).toEqual([
    '∂L/∂y₃ = (softmax(y)₃ − 1) = −0.133',
  ])
  expect(spelled([1, 3], 'y1', options, given).backward).toEqual(['∂L/∂y₁ = softmax(y)₁ = 0.0159'])
})

it.each(lossNames)('has words for %s', (loss) => {
  const given = { ...leaves, targets: [1] }
  const outputs = loss === 'softmaxCrossEntropy' ? 2 : 1
  const parameters = [3, -5, 1, 0, 0.5, 0.2]
  const id = outputs === 1 ? 'y' : 'y1'
  const { forward } = spelled([1, 1, outputs], 'L', { loss }, { ...given, parameters })
  expect(forward).toMatch(/^L = .+ = [\d.]+$/)
  const { backward } = spelled([1, 1, outputs], id, { loss }, { ...given, parameters })
  expect(backward[0]).toMatch(/^∂L\/∂y₁? = .+ = [−\d.]+$/)
})
