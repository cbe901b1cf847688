import { activations } from '../../model/activations'
import type { Graph, GraphNode } from './build-graph'

/** One rem. */
export const REM = 16

/** All lengths in sixteenths of a rem. */
export interface GraphLayout {
  readonly width: number
  readonly height: number
  /** Centres; `half` is half a node's width, its height is `NODE_HEIGHT`. */
  readonly nodes: readonly { readonly x: number; readonly y: number; readonly half: number }[]
  readonly edges: readonly EdgeLayout[]
  /** Where the numbers of a node stand that several others use: at the common start. */
  readonly trunks: readonly (Place | null)[]
}

export interface EdgeLayout {
  /** An SVG path from operand to operation. */
  readonly path: string
  /** On the line, where its numbers begin. */
  readonly label: Place
}

interface Place {
  readonly x: number
  readonly y: number
}

export const NODE_HEIGHT = 30
/** From one line with numbers to the next: one row above the line and, on the way back, two below. */
const PITCH = { forward: 40, both: 70 } as const
const BETWEEN_UNITS = 12
const MARGIN = { x: 8, above: 26, below: { forward: 40, both: 58 } } as const
/** Between a line's start and its numbers, and after them. */
const SPACE = 8
/** Lines that fan out far get more room to do so. */
const FAN = { least: 48, most: 144, share: 1 / 6 } as const
const JOIN = { straight: 12, bent: 36 } as const
/** Font size of the numbers, and the room that one of three digits takes: −0.0123. */
const TEXT = 14
const NUMBER = 4.1 * TEXT
/** Of a vertical entry. */
const CORNER = 10

/** What stands in a node: its sign, or a leaf's name. */
export function nodeText({ kind, activation, name }: GraphNode): string {
  if (kind === 'multiply') return '×'
  if (kind === 'add') return '+'
  if (kind === 'activate') return activations[activation].label
  return kind === 'loss' ? 'loss' : name.base + name.sub
}

/** An estimate, the same on every machine; in em. */
export function textWidth(text: string): number {
  return [...text].reduce((sum, c) => sum + (/[./,·′()|1 iljtf−]/.test(c) ? 0.4 : 0.64), 0)
}

const nameWidth = ({ name }: GraphNode): number =>
  TEXT * (textWidth(name.base) + 0.75 * textWidth(name.sub))

/** From left to right, a column for each operation on the way; every operand has a line of its own. */
export function layoutGraph(graph: Graph, mode: 'forward' | 'both'): GraphLayout {
  const { nodes, edges, into, outOf } = graph
  const pitch = PITCH[mode]
  const { heights, rows } = placeRows(graph, pitch)
  const top = Math.min(...heights, ...rows) - MARGIN.above
  const y = heights.map((height) => height - top)
  const row = rows.map((height) => height - top)
  const half = nodes.map((node) =>
    Math.max(NODE_HEIGHT / 2, 7 + (TEXT * textWidth(nodeText(node))) / 2),
  )

  const isAside = (node: number) => isLeaf(graph, node) && nodes[node].kind !== 'input'
  const x: number[] = nodes.map(() => 0)
  const labels: number[] = edges.map(() => 0)
  const fans = edges.map(() => ({ from: 0, to: 0 }))
  const trunks: (Place | null)[] = nodes.map(() => null)
  const last = Math.max(...nodes.map(({ column }) => column))
  let right: number = MARGIN.x
  for (let column = 0; column <= last; column++) {
    const inside = indices(nodes, (node) => nodes[node].column === column)
    const main = inside.filter((node) => !isAside(node))
    const aside = inside.filter(isAside)
    const wide = Math.max(...main.map((node) => half[node]))
    const centre = right + wide
    for (const node of main) x[node] = centre
    right = centre + wide

    const leaving = edges.flatMap(({ from }, edge) => (nodes[from].column === column ? edge : []))
    if (leaving.length === 0) continue
    const forks = main.filter((node) => outOf[node].length > 1)
    if (forks.length > 0) {
      for (const node of forks) trunks[node] = { x: right + SPACE, y: y[node] }
      right += SPACE + Math.max(...forks.map((node) => labelWidth(nodes[node])))
    }
    const furthest = Math.max(...leaving.map((edge) => Math.abs(row[edge] - y[edges[edge].from])))
    const bends = furthest > 0.01
    const fan = Math.min(FAN.most, Math.max(FAN.least, furthest * FAN.share))
    for (const edge of leaving) fans[edge] = { from: right, to: right + fan }
    if (bends) right += fan
    // In a chain what is aside stands above or below the one operation of its column.
    const besides = aside.some((leaf) =>
      main.some((node) => Math.abs(y[leaf] - y[node]) < pitch / 2),
    )
    const asideHalf = Math.max(0, ...aside.map((node) => half[node]))
    const asideAt = besides || bends || forks.length > 0 ? right + SPACE / 2 + asideHalf : centre
    for (const node of aside) x[node] = asideAt
    if (aside.length > 0) right = Math.max(right, asideAt + asideHalf)
    right += SPACE
    for (const edge of leaving) labels[edge] = right
    right += Math.max(...leaving.map((edge) => labelWidth(nodes[edges[edge].from])))
    const joins = leaving.some((edge) => isBent(graph, edge, row, y))
    right += joins ? JOIN.bent : JOIN.straight
  }

  const paths = edges.map(({ from, to }, edge) => {
    const start = { x: x[from] + half[from], y: y[from] }
    const line = row[edge]
    let path = `M${at(start)}`
    if (Math.abs(line - start.y) > 0.01) {
      const fan = fans[edge]
      const middle = f((fan.from + fan.to) / 2)
      const curve = `C${middle} ${f(start.y)} ${middle} ${f(line)} ${f(fan.to)} ${f(line)}`
      path += `H${f(fan.from)}${curve}`
    }
    return path + entry(graph, edge, { x: x[to], y: y[to], half: half[to] }, line, into)
  })
  return {
    // What it all leads to has its numbers below it.
    width:
      x[graph.end] +
      Math.max(half[graph.end], labelWidth(nodes[graph.end]) - half[graph.end]) +
      MARGIN.x,
    height: Math.max(...y, ...row) + MARGIN.below[mode],
    nodes: nodes.map((_, node) => ({ x: x[node], y: y[node], half: half[node] })),
    edges: paths.map((path, edge) => ({ path, label: { x: labels[edge], y: row[edge] } })),
    trunks,
  }
}

const labelWidth = (node: GraphNode): number => nameWidth(node) + TEXT * textWidth(' = ') + NUMBER

const indices = (list: readonly unknown[], keep: (index: number) => boolean): number[] =>
  list.map((_, index) => index).filter(keep)

const isLeaf = ({ into }: Graph, node: number): boolean => into[node].length === 0

/** Two decimals: the same text on every machine. */
const f = (value: number): string => String(Math.round(value * 100) / 100)
const at = ({ x, y }: Place): string => `${f(x)} ${f(y)}`

/** Whether an operand comes from above or below, and not from the left. */
function isVertical({ nodes, edges, into }: Graph, edge: number): boolean {
  const { from, to } = edges[edge]
  if (nodes[from].kind === 'parameter') return true
  const targets = into[to].filter((each) => nodes[edges[each].from].kind === 'target')
  return nodes[from].kind === 'target' && targets.length === 1
}

function isBent(graph: Graph, edge: number, row: readonly number[], y: readonly number[]): boolean {
  return !isVertical(graph, edge) && Math.abs(row[edge] - y[graph.edges[edge].to]) > 0.01
}

/** The end of a line: straight on, round a corner, or in a curve. */
function entry(
  graph: Graph,
  edge: number,
  node: Place & { readonly half: number },
  line: number,
  into: Graph['into'],
): string {
  const left = node.x - node.half
  const down = node.y - line
  if (Math.abs(down) < 0.01) return `H${f(left)}`
  if (isVertical(graph, edge)) {
    const side = Math.sign(down)
    const end = node.y - (side * NODE_HEIGHT) / 2
    return `H${f(node.x - CORNER)}Q${f(node.x)} ${f(line)} ${f(node.x)} ${f(line + side * CORNER)}V${f(end)}`
  }
  const start = left - JOIN.bent
  const middle = left - JOIN.bent / 2
  const { to } = graph.edges[edge]
  // Lines that come from far above and below end beside each other, not in one point.
  const side = into[to].length > 2 ? Math.max(-8, Math.min(8, -down / 12)) : 0
  const end = node.y + side
  return `H${f(start)}C${f(middle)} ${f(line)} ${f(middle)} ${f(end)} ${f(left)} ${f(end)}`
}

/**
 * Heights of nodes and of each edge's line. Every product of a unit has two lines, its weight's and
 * below it that of what is weighed, on which it stands; the bias has one below them. Targets have
 * theirs above the outputs.
 */
function placeRows(graph: Graph, pitch: number): { heights: number[]; rows: number[] } {
  const { nodes, edges, into, outOf } = graph
  const heights: number[] = nodes.map(() => 0)
  const rows: number[] = edges.map(() => 0)
  const blocks = new Map<number, number[]>()
  for (const [node, { kind, column }] of nodes.entries()) {
    if (kind === 'multiply') blocks.set(column, [...(blocks.get(column) ?? []), node])
  }
  for (const products of blocks.values()) {
    let cursor = 0
    products.forEach((product, i) => {
      const [input, weight] = into[product]
      rows[weight] = cursor
      rows[input] = cursor + pitch
      heights[product] = cursor + pitch
      cursor += 2 * pitch
      // After the last product of a unit comes its bias.
      const next = products[i + 1]
      if (next === undefined || nodes[next].unit !== nodes[product].unit) {
        cursor += pitch + BETWEEN_UNITS
      }
    })
    const shift = (cursor - pitch - BETWEEN_UNITS) / 2
    for (const product of products) {
      heights[product] -= shift
      for (const edge of into[product]) rows[edge] -= shift
    }
  }
  for (const [node, { kind }] of nodes.entries()) {
    if (kind === 'multiply' || isLeaf(graph, node)) continue
    const operands = into[node].map((edge) => edges[edge].from)
    const main = operands.filter((from) => !isLeaf(graph, from) || nodes[from].kind === 'input')
    heights[node] = mean(main.map((from) => heights[from]))
    into[node].forEach((edge, slot) => {
      const { kind: operand } = nodes[operands[slot]]
      if (operand === 'parameter') rows[edge] = heights[main[main.length - 1]] + pitch
      else if (operand === 'target') rows[edge] = lineAbove(slot - main.length)
      else rows[edge] = heights[operands[slot]]
    })
    function lineAbove(target: number): number {
      const isOnly = operands.length === main.length + 1
      return heights[main[isOnly ? 0 : target]] - pitch
    }
  }
  for (const [node] of nodes.entries()) {
    if (isLeaf(graph, node)) heights[node] = mean(outOf[node].map((edge) => rows[edge]))
  }
  return { heights, rows }
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
