import { activations } from '../../model/activations'
import type { Graph, Source } from './build-graph'
import { lossSlope, lossValue } from './loss-rules'

/** All numbers of a graph, by node and by edge. */
export interface GraphNumbers {
  /** What is shown: the engine's where it computes them, else those computed here from them. */
  readonly values: readonly number[]
  /** Derivatives of the end by each node; null of targets, which nothing is derived by. */
  readonly derivatives: readonly (number | null)[]
  /** ∂out/∂in of each edge. */
  readonly locals: readonly number[]
  /** What each edge hands back: the derivative by its operation times `locals`. */
  readonly shares: readonly number[]
  readonly check: Check
}

/** How the engine's numbers compare with those that the graph gives in float64. */
export interface Check {
  readonly count: number
  /** The largest |difference|, relative to numbers larger than 1. */
  readonly difference: number
}

/** Beyond this, float32 rounding does not explain the difference. */
export const TOLERANCE = 1e-4

/**
 * Evaluates a graph forward and backward, reverse-mode, in float64.
 *
 * @param read the engine's number; undefined where there is none
 * @param derives whether the engine's deltas are derivatives of this graph's end
 * @returns null while a leaf has no number
 */
export function differentiate(
  graph: Graph,
  read: (source: Source) => number | undefined,
  derives: boolean,
): GraphNumbers | null {
  const { nodes, edges, into, outOf, end } = graph
  const values: number[] = []
  for (const [at, node] of nodes.entries()) {
    const isLeaf = into[at].length === 0
    const value = isLeaf ? node.source && read(node.source) : evaluate(graph, at, values)
    if (value === undefined) return null
    values.push(value)
  }
  const locals = edges.map((_, edge) => local(graph, edge, values))
  const shares: number[] = edges.map(() => 0)
  const derivatives: (number | null)[] = nodes.map(() => null)
  for (let at = end; at >= 0; at--) {
    if (nodes[at].kind === 'target') continue
    const sum = outOf[at].reduce((to, edge) => to + shares[edge], 0)
    const own = at === end ? 1 : sum
    derivatives[at] = own
    for (const edge of into[at]) shares[edge] = own * locals[edge]
  }

  const check = { count: 0, difference: 0 }
  const measured = (computed: number, source: Source | undefined): number => {
    const engine = source && read(source)
    if (engine === undefined) return computed
    const difference = Math.abs(engine - computed) / Math.max(1, Math.abs(computed))
    check.count += 1
    // A difference that is no number is as large as any, unless neither is a number.
    if (Object.is(engine, computed)) return engine
    check.difference = Math.max(
      check.difference,
      Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference,
    )
    return engine
  }
  return {
    values: values.map((value, at) =>
      into[at].length === 0 ? value : measured(value, nodes[at].source),
    ),
    derivatives: derivatives.map((own, at) =>
      own === null || !derives ? own : measured(own, nodes[at].delta),
    ),
    locals,
    shares,
    check,
  }
}

function operandsOf({ into, edges }: Graph, node: number, values: readonly number[]): number[] {
  return into[node].map((edge) => values[edges[edge].from])
}

function evaluate(graph: Graph, at: number, values: readonly number[]): number {
  const { kind, activation } = graph.nodes[at]
  const operands = operandsOf(graph, at, values)
  if (kind === 'multiply') return operands[0] * operands[1]
  if (kind === 'activate') return activations[activation].value(operands[0])
  if (kind === 'loss') {
    const { outputs, targets } = splitOperands(graph, at)
    return lossValue(
      graph.loss,
      outputs.map((from) => values[from]),
      targets.map((from) => values[from]),
    )
  }
  return operands.reduce((sum, operand) => sum + operand, 0)
}

/** The nodes that a loss compares. */
export function splitOperands({ into, edges, nodes }: Graph, loss: number) {
  const operands = into[loss].map((edge) => edges[edge].from)
  return {
    outputs: operands.filter((from) => nodes[from].kind !== 'target'),
    targets: operands.filter((from) => nodes[from].kind === 'target'),
  }
}

function local(graph: Graph, edge: number, values: readonly number[]): number {
  const { to, slot } = graph.edges[edge]
  const { kind, activation } = graph.nodes[to]
  const operands = operandsOf(graph, to, values)
  if (kind === 'multiply') return operands[1 - slot]
  if (kind === 'activate') return activations[activation].derivative(operands[0])
  if (kind === 'loss') {
    const { outputs, targets } = splitOperands(graph, to)
    // A target is given: nothing is derived by it.
    if (slot >= outputs.length) return 0
    return lossSlope(
      graph.loss,
      outputs.map((from) => values[from]),
      targets.map((from) => values[from]),
      slot,
    )
  }
  return 1
}
