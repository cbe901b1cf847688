import type { Graph } from './build-graph'

/** One stop on the way through a graph. */
export interface Stop {
  readonly pass: 'forward' | 'backward'
  readonly node: number
}

/** All operations from the inputs to the end and, where wanted, all nodes back from there. */
export function stopsOf({ nodes, into, end }: Graph, backward: boolean): Stop[] {
  const order = nodes.map((_, node) => node)
  const forth = order.filter((node) => into[node].length > 0)
  const back = order.filter((node) => nodes[node].kind !== 'target' && node <= end).toReversed()
  return [
    ...forth.map((node): Stop => ({ pass: 'forward', node })),
    ...(backward ? back.map((node): Stop => ({ pass: 'backward', node })) : []),
  ]
}

/** Which numbers are known once a walk has come to a stop; all of them where there is no walk. */
export interface Known {
  readonly value: (node: number) => boolean
  readonly derivative: (node: number) => boolean
}

export function knownAt(graph: Graph, stops: readonly Stop[], at: number | null): Known {
  if (at === null) return { value: () => true, derivative: () => true }
  const passed = stops.slice(0, at + 1)
  const seen = (pass: Stop['pass']) =>
    new Set(passed.filter((stop) => stop.pass === pass).map(({ node }) => node))
  const [forth, back] = [seen('forward'), seen('backward')]
  return {
    value: (node) => graph.into[node].length === 0 || forth.has(node),
    derivative: (node) => back.has(node),
  }
}

export type Arrow = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown' | 'Home' | 'End'

/**
 * Where an arrow key leads: right along the edge to where a node is used, left to what it is made
 * of, up and down to its neighbours in the same column; `heights` are those of the drawing.
 */
export function neighbour(
  graph: Graph,
  heights: readonly number[],
  from: number,
  key: Arrow,
): number {
  const { nodes, edges, into, outOf, end } = graph
  if (key === 'Home') return 0
  if (key === 'End') return end
  if (key === 'ArrowRight') return outOf[from].length > 0 ? edges[outOf[from][0]].to : from
  if (key === 'ArrowLeft') return into[from].length > 0 ? edges[into[from][0]].from : from
  const column = nodes
    .map((_, node) => node)
    .filter((node) => nodes[node].column === nodes[from].column)
    .toSorted((a, b) => heights[a] - heights[b])
  const at = column.indexOf(from) + (key === 'ArrowUp' ? -1 : 1)
  return column[at] ?? from
}
