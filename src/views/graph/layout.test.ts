import { expect, it } from 'vitest'
import { buildGraph } from './build-graph'
import { layoutGraph, NODE_HEIGHT } from './layout'
import { specOf } from './spec.test-support'

const networks = [
  [1, 1, 1],
  [2, 2, 1],
  [2, 4, 2, 1],
  [2, 6, 3, 1],
  [1, 3, 1],
  [3, 2, 3],
  [4, 3],
]

it('draws a chain along one line, with parameters and target beside it', () => {
  const graph = buildGraph(specOf([1, 1, 1]))
  const { nodes } = layoutGraph(graph, 'both')
  const line = graph.nodes.flatMap(({ kind }, node) =>
    kind === 'parameter' || kind === 'target' ? [] : [nodes[node].y],
  )
  expect(new Set(line).size).toBe(1)
})

it('keeps nodes and rows of numbers apart, whatever the network', () => {
  for (const widths of networks) {
    for (const mode of ['forward', 'both'] as const) {
      const graph = buildGraph(specOf(widths))
      const { nodes, edges, width, height } = layoutGraph(graph, mode)
      nodes.forEach((a, i) => {
        expect(a.x - a.half).toBeGreaterThanOrEqual(0)
        expect(a.x + a.half).toBeLessThanOrEqual(width)
        expect(a.y + NODE_HEIGHT / 2).toBeLessThanOrEqual(height)
        for (const b of nodes.slice(i + 1)) {
          const apart = Math.abs(a.x - b.x) >= a.half + b.half || Math.abs(a.y - b.y) >= NODE_HEIGHT
          expect(apart).toBe(true)
        }
      })
      const least = mode === 'both' ? 60 : 30
      edges.forEach(({ label: a }, i) => {
        for (const { label: b } of edges.slice(i + 1)) {
          const sameColumn = Math.abs(a.x - b.x) < 1
          expect(!sameColumn || Math.abs(a.y - b.y) >= least).toBe(true)
        }
      })
    }
  }
})

it('leads from left to right', () => {
  for (const widths of networks) {
    const graph = buildGraph(specOf(widths))
    const { nodes } = layoutGraph(graph, 'both')
    for (const { from, to } of graph.edges) expect(nodes[from].x).toBeLessThan(nodes[to].x)
  }
})

it('is the same each time', () => {
  const graph = buildGraph(specOf([2, 3, 1]))
  expect(layoutGraph(graph, 'both')).toEqual(layoutGraph(buildGraph(specOf([2, 3, 1])), 'both'))
})
