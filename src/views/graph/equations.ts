import { activations } from '../../model/activations'
import { bracketed, substitute } from '../shared/formulas/substitute'
import { formatNumber } from '../shared/number'
import type { Graph } from './build-graph'
import { type GraphNumbers, splitOperands } from './differentiate'
import { lossSlopeText, lossValueText } from './loss-rules'
import { derivative, joined, type Rich } from './rich'

/** Summands that are all written out. */
const WRITTEN_OUT = 5

const number = (value: number | null): string => (value === null ? '' : formatNumber(value))

/** "−0.24 · 0.42" */
const product = (a: number, b: number): Rich => [bracketed(a), ' · ', bracketed(b)]

/** Sums of many keep their first two and their last. */
function sum(terms: readonly Rich[]): Rich {
  if (terms.length <= WRITTEN_OUT) return joined(terms, ' + ')
  return joined([terms[0], terms[1], ['…'], terms[terms.length - 1]], ' + ')
}

/** A number as it stands in the graph: of a class its name. */
export function valueText(
  { nodes, loss }: Graph,
  { values }: GraphNumbers,
  node: number,
  classes: readonly string[],
): string {
  const isClass = nodes[node].kind === 'target' && loss === 'softmaxCrossEntropy'
  return isClass ? (classes[values[node]] ?? '') : formatNumber(values[node])
}

/** "z₁ = 1.00" */
export function valueEquation(
  graph: Graph,
  numbers: GraphNumbers,
  node: number,
  classes: readonly string[],
): Rich {
  return [graph.nodes[node].name, ' = ', valueText(graph, numbers, node, classes)]
}

/** How a node's value is made: "a₁ = σ(z₁) = tanh 1.00 = 0.762". */
export function forwardEquation(
  graph: Graph,
  numbers: GraphNumbers,
  node: number,
  classes: readonly string[],
): Rich {
  const { nodes, edges, into, loss } = graph
  const { name, kind, activation } = nodes[node]
  const operands = into[node].map((edge) => edges[edge].from)
  const names = operands.map((from): Rich => [nodes[from].name])
  const values = operands.map((from) => numbers.values[from])
  const result: Rich = [' = ', valueText(graph, numbers, node, classes)]
  const made = (symbols: Rich, filled: Rich): Rich => [name, ' = ', ...symbols, ' = ', ...filled]
  switch (kind) {
    case 'multiply':
      return [...made(joined(names, ' · '), product(values[0], values[1])), ...result]
    case 'add':
      return [...made(sum(names), sum(values.map((value) => [bracketed(value)]))), ...result]
    case 'activate': {
      const { equation } = activations[activation]
      return [...made(['σ(', ...names[0], ')'], filledIn(equation, values[0])), ...result]
    }
    case 'loss': {
      const { outputs, targets } = splitOperands(graph, node)
      const text = (nodesOf: readonly number[], filled: boolean) =>
        nodesOf.map(
          (at): Rich =>
            filled ? [bracketedText(valueText(graph, numbers, at, classes))] : [nodes[at].name],
        )
      const isClass = loss === 'softmaxCrossEntropy'
      const symbols = lossValueText(loss, text(outputs, false), text(targets, isClass))
      if (outputs.length > 1) return [name, ' = ', ...symbols, ...result]
      const filled = lossValueText(loss, text(outputs, true), text(targets, true))
      return [...made(symbols, filled), ...result]
    }
    case 'input':
    case 'parameter':
    case 'target':
      return [name, ...result]
  }
}

const bracketedText = (text: string) => (text.startsWith('−') ? `(${text})` : text)

/** The right-hand side of a catalogue's equation with a number in the place of z. */
const filledIn = (equation: string, z: number): Rich =>
  substitute(equation, z).map(({ text, raised }) => (raised ? { raised: text } : text))

/** What an edge multiplies by on the way back, in symbols: w₁, 1, σ′(z₁), 2·(y − t). */
export function localSymbol(graph: Graph, { values }: GraphNumbers, edge: number): Rich {
  const { nodes, edges, into, loss } = graph
  const { from, to, slot } = edges[edge]
  const { kind } = nodes[to]
  if (kind === 'multiply') return [nodes[edges[into[to][1 - slot]].from].name]
  if (kind === 'activate') return ['σ′(', nodes[from].name, ')']
  if (kind !== 'loss') return ['1']
  const { outputs, targets } = splitOperands(graph, to)
  const names = (list: readonly number[]) => list.map((at) => nodes[at].name)
  const isClass = values[targets[0]] === slot
  return lossSlopeText(loss, names(outputs), names(targets), { index: slot, isClass })
}

/** A derivative of 1 that is 1 by the rule, and not by chance, is written without decimals. */
export function localNumber({ nodes, edges }: Graph, { locals }: GraphNumbers, edge: number) {
  return nodes[edges[edge].to].kind === 'add' ? '1' : formatNumber(locals[edge])
}

/**
 * How the derivative by a node is made of those behind it, "∂L/∂z₁ = ∂L/∂a₁ · σ′(z₁) = 1.00 · 0.420
 * = 0.420", summed over all ways to the end; then where a slope comes from. Empty for targets.
 */
export function backwardEquations(graph: Graph, numbers: GraphNumbers, node: number): Rich[] {
  const { nodes, edges, outOf, end } = graph
  const { derivatives, locals } = numbers
  const by = nodes[node].name
  const of = nodes[end].name
  const own = derivatives[node]
  if (own === null) return []
  const left: Rich = [...derivative(of, by), ' = ']
  if (node === end) return [[...left, '1: the way back begins here']]
  const ways = outOf[node]
  const symbols = ways.map((edge): Rich => {
    const { to } = edges[edge]
    const local = localSymbol(graph, numbers, edge)
    return to === end ? local : [...derivative(of, nodes[to].name), ' · ', ...local]
  })
  const filled = ways.map((edge): Rich => {
    const { to } = edges[edge]
    const local = localNumber(graph, numbers, edge)
    if (to === end) return [local]
    return [bracketed(derivatives[to] ?? 0), ' · ', bracketedText(local)]
  })
  // Where only one number stands in the middle, it is the result.
  const isPlain = filled.length === 1 && filled[0].length === 1
  const middle: Rich = isPlain ? [] : [...sum(filled), ' = ']
  const lines: Rich[] = [[...left, ...sum(symbols), ' = ', ...middle, number(own)]]
  for (const edge of ways) {
    const { to } = edges[edge]
    if (nodes[to].kind !== 'activate') continue
    const { derivativeEquation } = activations[nodes[to].activation]
    const rule = filledIn(derivativeEquation, numbers.values[node])
    lines.push(['σ′(', by, ') = ', ...rule, ' = ', formatNumber(locals[edge])])
  }
  return lines
}
