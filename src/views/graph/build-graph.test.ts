import { expect, it } from 'vitest'
import { buildGraph, countOperations } from './build-graph'
import { differentiate } from './differentiate'
import { plainName } from './rich'
import { leavesOf, specOf } from './spec.test-support'

const names = (widths: readonly number[], options = {}) =>
  buildGraph(specOf(widths, options)).nodes.map(({ name }) => plainName(name))

it('names the chain of one input and one unit as a lecture does', () => {
  expect(names([1, 1, 1])).toEqual([
    'x',
    'w₁',
    'p₁',
    'b₁',
    'z₁',
    'a₁',
    'w₂',
    'p₂',
    'b₂',
    'y',
    't',
    'L',
  ])
})

it('numbers weights by layer, then from and to', () => {
  expect(names([2, 3, 1])).toEqual(expect.arrayContaining(['w₁,₂₃', 'p₁,₂₃', 'b₁,₃', 'w₂,₃', 'o']))
  expect(names([12, 1])).toContain('w₁,₁₂')
  expect(names([12, 2])).toContain('w₁,₁₂,₂')
})

it('gives every node a name of its own', () => {
  for (const widths of [
    [1, 1, 1],
    [2, 4, 2, 1],
    [3, 2, 3],
    [12, 3, 2],
  ]) {
    const all = names(widths)
    expect(new Set(all).size).toBe(all.length)
  }
})

it('counts operations before it makes them', () => {
  for (const end of ['loss', { unit: 1 }] as const) {
    for (const activation of ['tanh', 'identity'] as const) {
      const spec = specOf([2, 3, 4, 2], { end, activation })
      expect(countOperations(spec)).toBe(buildGraph(spec).operations)
    }
  }
  expect(countOperations(specOf([1, 1, 1]))).toBe(6)
})

it('leaves out whatever does not lead to the unit that is asked for', () => {
  const { nodes, outOf, end } = buildGraph(specOf([2, 3, 4, 2], { end: { unit: 1 } }))
  expect(nodes[end].name).toEqual({ base: 'o', sub: '2' })
  for (const [node] of nodes.entries()) expect(outOf[node].length > 0).toBe(node !== end)
})

it('computes before it uses', () => {
  const { edges } = buildGraph(specOf([2, 3, 2]))
  for (const { from, to } of edges) expect(from).toBeLessThan(to)
})

const chain = { 'inputs/output': [2], parameters: [3, -5, 1, 0], targets: [0.2616] }

it('has the numbers of x → 3x → −5 → tanh', () => {
  const graph = buildGraph(specOf([1, 1, 1], { end: { unit: 0 } }))
  const numbers = differentiate(graph, leavesOf(chain), false)
  const at = (id: string) => graph.nodes.findIndex((node) => node.id === id)
  expect(numbers?.values[at('z1')]).toBe(1)
  expect(numbers?.values[at('a1')]).toBeCloseTo(Math.tanh(1), 12)
  const slope = 1 - Math.tanh(1) ** 2
  expect(numbers?.derivatives[at('z1')]).toBeCloseTo(slope, 12)
  expect(numbers?.derivatives[at('x')]).toBeCloseTo(3 * slope, 12)
  expect(numbers?.derivatives[at('w1')]).toBeCloseTo(2 * slope, 12)
})

const leaves: Readonly<Record<string, readonly number[]>> = {
  'inputs/output': [0.7, -0.3],
  parameters: Array.from({ length: 40 }, (_, i) => Math.sin(i * 1.7)),
  targets: [0.4, -0.2],
}

it('derives by every leaf as finite differences do, and sums over all ways', () => {
  const graph = buildGraph(specOf([2, 3, 2, 2]))
  const numbers = differentiate(graph, leavesOf(leaves), false)
  const loss = (tensor: string, index: number, by: number) => {
    const moved = leaves[tensor].with(index, leaves[tensor][index] + by)
    const all = differentiate(graph, leavesOf({ ...leaves, [tensor]: moved }), false)
    return all?.values[graph.end] ?? Number.NaN
  }
  const h = 1e-5
  const derived = graph.nodes.flatMap(({ source }, node) =>
    source?.tensor === 'parameters' || source?.tensor === 'inputs/output'
      ? [{ node, tensor: source.tensor, index: source.index }]
      : [],
  )
  expect(derived).toHaveLength(2 + 9 + 8 + 6)
  for (const { node, tensor, index } of derived) {
    const difference = (loss(tensor, index, h) - loss(tensor, index, -h)) / (2 * h)
    expect(numbers?.derivatives[node]).toBeCloseTo(difference, 8)
  }
})

it('shows the engine’s numbers where there are any, and says how far they are off', () => {
  const graph = buildGraph(specOf([1, 1, 1]))
  const read = leavesOf({ ...chain, 'layers/0/preActivation': [1.5] })
  const numbers = differentiate(graph, read, false)
  expect(numbers?.values[graph.nodes.findIndex(({ id }) => id === 'z1')]).toBe(1.5)
  expect(numbers?.check).toEqual({ count: 1, difference: 0.5 })
})

it('takes a number of the engine that is none for a difference', () => {
  const graph = buildGraph(specOf([1, 1, 1]))
  const read = leavesOf({ ...chain, 'layers/0/preActivation': [Number.NaN] })
  expect(differentiate(graph, read, false)?.check.difference).toBe(Number.POSITIVE_INFINITY)
})

it('waits for every leaf', () => {
  const graph = buildGraph(specOf([1, 1, 1]))
  expect(differentiate(graph, leavesOf({ ...chain, targets: [] }), false)).toBeNull()
})
