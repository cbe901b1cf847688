import type { ActivationName } from '../../model/activations'
import type { LossName } from '../../model/losses'
import { type Name, plainName } from './rich'

/** Where an engine's number stands: a probe's tensor, `parameters` or `targets`, and its index. */
export interface Source {
  readonly tensor: string
  readonly index: number
}

/**
 * `input`, `parameter` and `target` are leaves. `multiply`: a weight and what it weighs; `add`: the
 * products of a unit and its bias; `activate`: σ of one number; `loss`: of outputs and targets.
 */
export type NodeKind = 'input' | 'parameter' | 'target' | 'multiply' | 'add' | 'activate' | 'loss'

export interface GraphNode {
  readonly id: string
  readonly kind: NodeKind
  readonly name: Name
  /** "Weight from x to layer 1, unit 2": for those who listen, and for tooltips. */
  readonly title: string
  /** Of σ. */
  readonly activation: ActivationName
  /** 0 for the inputs, then one more for each operation on the way. A leaf stands before its use. */
  readonly column: number
  /** Of an operation's product: which unit and which of its inputs; of others the unit. */
  readonly unit: number
  readonly term: number
  /** The engine's number, and its derivative, where the engine has them. */
  readonly source?: Source | undefined
  readonly delta?: Source | undefined
}

/** From an operand to its operation; `slot` is its place among the operands. Indices of nodes. */
export interface GraphEdge {
  readonly from: number
  readonly to: number
  readonly slot: number
}

/** Nodes in the order of the computation, what all of it leads to last. */
export interface Graph {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
  /** The edges into and out of each node. */
  readonly into: readonly (readonly number[])[]
  readonly outOf: readonly (readonly number[])[]
  readonly end: number
  readonly loss: LossName
  readonly operations: number
}

/** A dense layer, as far as a graph of it is concerned. */
export interface GraphLayer {
  /** `layers/0`, …, `output`. */
  readonly name: string
  /** Counted from 1 as people do; indices of names begin with it. */
  readonly number: number
  readonly isOutput: boolean
  readonly inputs: number
  readonly units: number
  readonly activation: ActivationName
  /** First floats of weights [inputs, units] and biases [units] among the parameters. */
  readonly weight: number
  readonly bias: number
}

/** What stands at the left. */
export interface GraphInput {
  readonly name: Name
  readonly title: string
  readonly source: Source
  readonly delta?: Source | undefined
}

export interface GraphSpec {
  readonly inputs: readonly GraphInput[]
  readonly layers: readonly GraphLayer[]
  /** The loss of the example; or a unit of the last of `layers`, alone of its layer. */
  readonly end: 'loss' | { readonly unit: number }
  readonly loss: LossName
  /** Base of the outputs' names. */
  readonly output: string
}

/** How many operations a graph would have. */
export function countOperations({ layers, end }: Pick<GraphSpec, 'layers' | 'end'>): number {
  const counts = layers.map((layer, i) => {
    const units = end !== 'loss' && i === layers.length - 1 ? 1 : layer.units
    return units * (layer.inputs + 1 + (layer.activation === 'identity' ? 0 : 1))
  })
  return counts.reduce((sum, count) => sum + count, end === 'loss' ? 1 : 0)
}

/** The operations of a network of dense layers, one by one. */
export function buildGraph(spec: GraphSpec): Graph {
  const { layers, end, loss } = spec
  const builder = new Builder()
  let below = spec.inputs.map(({ name, title, source, delta }, unit) =>
    builder.leaf({ kind: 'input', name, title, column: 0, unit, source, delta }),
  )
  layers.forEach((layer, i) => {
    const only = end !== 'loss' && i === layers.length - 1 ? end.unit : null
    below = addLayer(builder, spec, layer, below, only)
  })
  if (end === 'loss') addLoss(builder, spec, below)
  return builder.finish(loss)
}

const index = (count: number, i: number) => (count === 1 ? '' : String(i + 1))
const listed = (...parts: readonly string[]) => parts.filter((part) => part !== '').join(',')

/** @returns the nodes of its outputs */
function addLayer(
  builder: Builder,
  spec: GraphSpec,
  layer: GraphLayer,
  below: readonly number[],
  only: number | null,
): number[] {
  const { name, number, inputs, units, activation } = layer
  const column = builder.columns
  const bends = activation !== 'identity'
  const outputs: number[] = []
  for (let unit = 0; unit < units; unit++) {
    if (only !== null && unit !== only) continue
    const own = units === 1 ? '' : `, unit ${unit + 1}`
    const where = layer.isOutput
      ? `output${units === 1 ? '' : ` ${unit + 1}`}`
      : `layer ${number}${own}`
    const sub = listed(String(number), index(units, unit))
    const output: Name = layer.isOutput
      ? { base: spec.output, sub: index(units, unit) }
      : { base: 'a', sub }
    const terms = below.map((from, term) => {
      const [i, j] = [index(inputs, term), index(units, unit)]
      const pair = i.length > 1 || j.length > 1 ? listed(i, j) : i + j
      const edge = listed(String(number), pair)
      const origin = builder.nameOf(from)
      const weight = builder.leaf({
        kind: 'parameter',
        name: { base: 'w', sub: edge },
        title: `Weight from ${origin} to ${where}`,
        column,
        unit,
        term,
        source: { tensor: 'parameters', index: layer.weight + term * units + unit },
      })
      return builder.operation([from, weight], {
        kind: 'multiply',
        name: { base: 'p', sub: edge },
        title: `Product of ${origin} and its weight, for ${where}`,
        column: column + 1,
        unit,
        term,
      })
    })
    const bias = builder.leaf({
      kind: 'parameter',
      name: { base: 'b', sub },
      title: `Bias of ${where}`,
      column: column + 1,
      unit,
      term: inputs,
      source: { tensor: 'parameters', index: layer.bias + unit },
    })
    const z = builder.operation([...terms, bias], {
      kind: 'add',
      name: bends || !layer.isOutput ? { base: 'z', sub } : output,
      title: bends ? `Weighted sum of ${where}` : `Output of ${where}`,
      column: column + 2,
      unit,
      source: { tensor: `${name}/preActivation`, index: unit },
      delta: { tensor: `${name}/delta`, index: unit },
    })
    const a = bends
      ? builder.operation([z], {
          kind: 'activate',
          name: output,
          title: `Output of ${where}`,
          activation,
          column: column + 3,
          unit,
          source: { tensor: `${name}/output`, index: unit },
        })
      : z
    outputs.push(a)
  }
  return outputs
}

function addLoss(builder: Builder, { loss }: GraphSpec, outputs: readonly number[]): void {
  const column = builder.columns
  const count = loss === 'softmaxCrossEntropy' ? 1 : outputs.length
  const targets = Array.from({ length: count }, (_, unit) =>
    builder.leaf({
      kind: 'target',
      name: { base: 't', sub: index(count, unit) },
      title: count === 1 ? 'Target' : `Target of output ${unit + 1}`,
      column,
      unit,
      source: { tensor: 'targets', index: unit },
    }),
  )
  builder.operation([...outputs, ...targets], {
    kind: 'loss',
    name: { base: 'L', sub: '' },
    title: 'Loss of this example',
    column: column + 1,
    unit: 0,
  })
}

type Description = Omit<GraphNode, 'id' | 'activation' | 'term'> & Partial<GraphNode>

class Builder {
  readonly #nodes: GraphNode[] = []
  readonly #edges: GraphEdge[] = []
  #operations = 0

  /** The column of the last operation. */
  get columns(): number {
    return this.#nodes.at(-1)?.column ?? 0
  }

  nameOf(node: number): string {
    const { name, title, kind } = this.#nodes[node]
    return kind === 'input' ? title : plainName(name)
  }

  leaf(node: Description): number {
    const { base, sub } = node.name
    this.#nodes.push({ activation: 'identity', term: 0, id: `${base}${sub}`, ...node })
    return this.#nodes.length - 1
  }

  operation(operands: readonly number[], node: Description): number {
    const to = this.leaf(node)
    this.#operations += 1
    operands.forEach((from, slot) => {
      this.#edges.push({ from, to, slot })
    })
    return to
  }

  finish(loss: LossName): Graph {
    const nodes = this.#nodes
    const edges = this.#edges
    const indices = edges.map((_, edge) => edge)
    return {
      nodes,
      edges,
      into: nodes.map((_, node) => indices.filter((edge) => edges[edge].to === node)),
      outOf: nodes.map((_, node) => indices.filter((edge) => edges[edge].from === node)),
      end: nodes.length - 1,
      loss,
      operations: this.#operations,
    }
  }
}
