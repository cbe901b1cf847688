import { expect, it } from 'vitest'
import { buildGraph } from './build-graph'
import { layoutGraph } from './layout'
import { specOf } from './spec.test-support'
import { type Arrow, knownAt, neighbour, stopsOf } from './walk'

const graph = buildGraph(specOf([1, 1, 1]))
const heights = layoutGraph(graph, 'both').nodes.map(({ y }) => y)
const id = (node: number) => graph.nodes[node].id
const at = (name: string) => graph.nodes.findIndex((node) => node.id === name)
const move = (from: string, ...keys: readonly Arrow[]) =>
  id(keys.reduce((node, key) => neighbour(graph, heights, node, key), at(from)))

it('walks forward through the operations, then back to every leaf that is derived by', () => {
  const stops = stopsOf(graph, true)
  const ids = (pass: string) =>
    stops.filter((stop) => stop.pass === pass).map(({ node }) => id(node))
  expect(ids('forward')).toEqual(['p1', 'z1', 'a1', 'p2', 'y', 'L'])
  expect(ids('backward')).toEqual(['L', 'y', 'b2', 'p2', 'w2', 'a1', 'z1', 'b1', 'p1', 'w1', 'x'])
  expect(stopsOf(graph, false)).toHaveLength(6)
})

it('knows no more than the walk has come to', () => {
  const stops = stopsOf(graph, true)
  const second = knownAt(graph, stops, 1)
  expect([at('x'), at('z1'), at('a1')].map(second.value)).toEqual([true, true, false])
  expect(second.derivative(at('L'))).toBe(false)
  const back = knownAt(graph, stops, 7)
  expect([at('L'), at('y'), at('p2')].map(back.derivative)).toEqual([true, true, false])
  const all = knownAt(graph, stops, null)
  expect([all.value(at('L')), all.derivative(at('x'))]).toEqual([true, true])
})

it('follows edges with the arrow keys', () => {
  expect(move('x', 'ArrowRight')).toBe('p1')
  expect(move('x', 'ArrowRight', 'ArrowRight', 'ArrowRight')).toBe('a1')
  expect(move('z1', 'ArrowLeft', 'ArrowLeft')).toBe('x')
  expect(move('x', 'ArrowLeft')).toBe('x')
  expect(move('x', 'End')).toBe('L')
  expect(move('L', 'ArrowRight')).toBe('L')
  expect(move('L', 'Home')).toBe('x')
})

it('reaches every node by arrow keys', () => {
  for (const widths of [
    [1, 1, 1],
    [2, 3, 2],
    [2, 4, 2, 1],
  ]) {
    const wide = buildGraph(specOf(widths))
    const rows = layoutGraph(wide, 'both').nodes.map(({ y }) => y)
    const seen = new Set([0])
    const queue = [0]
    for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
      for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] as const) {
        const next = neighbour(wide, rows, node, key)
        if (!seen.has(next)) queue.push(next)
        seen.add(next)
      }
    }
    expect(seen.size).toBe(wide.nodes.length)
  }
})

it('goes up and down between weight and input, output and target', () => {
  expect(move('x', 'ArrowUp')).toBe('w1')
  expect(move('y', 'ArrowUp')).toBe('t')
  expect(move('p1', 'ArrowDown')).toBe('b1')
})
