import type { CanvasSize } from '../shared/canvas'
import { css, mix, type Palette, signedColour } from '../shared/palette'
import { weightColour } from './cell-colour'
import { type Grid, indexOf, largestMagnitude } from './grid'
import type { Edge, NodeRow } from './network-layout'
import type { Spotlight } from './spotlight'

/** In CSS pixels: from the edge of the picture to the centre of its nodes. */
export const NODE_ROWS = { margin: 12 } as const

interface Picture {
  readonly size: CanvasSize
  readonly palette: Palette
  readonly edges: readonly Edge[]
  readonly rows: { readonly input: NodeRow; readonly output: NodeRow }
  readonly input: Grid
  readonly output: Grid
  readonly kernel: number
  /** Whether the edges have weights, told by their colour. */
  readonly shared: boolean
  /** Numbers of nodes. */
  readonly selected: number
  /** The input that each output took, if it takes only one. */
  readonly winners: readonly number[]
  readonly spotlight: Spotlight
}

/** All edges faintly; in full those of the spotlight, or else of the selected output. */
export function drawNetwork(context: CanvasRenderingContext2D, picture: Picture): void {
  const { size, palette, edges, rows, kernel, shared, winners } = picture
  const isLit = litEdges(picture)
  const neutral = css(mix(palette.paper, palette.ink, 0.55))
  const colour = (weight: number) =>
    shared ? weightColour(palette.theme, weight, kernel * kernel) : neutral
  const [top, bottom] = [NODE_ROWS.margin, size.height - NODE_ROWS.margin]
  // One path per weight and strength: thousands of edges take no longer than a few.
  for (const lit of [false, true]) {
    const alpha = Math.min(0.45, 7 / Math.sqrt(edges.length + 1))
    context.globalAlpha = lit ? 1 : alpha
    context.lineWidth = lit ? 2 : 1
    for (let weight = 0; weight < kernel * kernel; weight++) {
      context.beginPath()
      for (const edge of edges) {
        if (edge.weight !== weight || isLit(edge) !== lit) continue
        context.moveTo(rows.input.x(edge.from), top)
        context.lineTo(rows.output.x(edge.to), bottom)
      }
      context.strokeStyle = colour(weight)
      context.stroke()
    }
  }
  context.globalAlpha = 1
  context.strokeStyle = css(palette.ink)
  winners.forEach((from, to) => {
    context.beginPath()
    context.moveTo(rows.input.x(from), top)
    context.lineTo(rows.output.x(to), bottom)
    context.lineWidth = to === picture.selected ? 3.5 : 1
    context.stroke()
  })
  drawNodes(context, palette, rows.input, picture.input, top)
  drawNodes(context, palette, rows.output, picture.output, bottom)
  const { side } = rows.output
  context.strokeStyle = css(palette.ink)
  context.lineWidth = 2
  const x = rows.output.x(picture.selected)
  context.strokeRect(x - side / 2 - 1, bottom - side / 2 - 1, side + 2, side + 2)
}

function litEdges({ spotlight, selected, input, kernel }: Picture): (edge: Edge) => boolean {
  if (spotlight?.kind === 'pixel') {
    const from = indexOf(input, spotlight.place)
    return (edge) => edge.from === from
  }
  if (spotlight?.kind === 'weight') {
    const weight = indexOf({ height: kernel, width: kernel }, spotlight.place)
    return (edge) => edge.weight === weight
  }
  return (edge) => edge.to === selected
}

function drawNodes(
  context: CanvasRenderingContext2D,
  palette: Palette,
  row: NodeRow,
  grid: Grid,
  y: number,
): void {
  const scale = largestMagnitude(grid) || 1
  context.strokeStyle = css(mix(palette.paper, palette.ink, 0.5))
  context.lineWidth = 1
  grid.values.forEach((value, i) => {
    const { side } = row
    context.fillStyle = css(signedColour(palette, value / scale))
    context.fillRect(row.x(i) - side / 2, y - side / 2, side, side)
    if (side >= 3) context.strokeRect(row.x(i) - side / 2, y - side / 2, side, side)
  })
}
