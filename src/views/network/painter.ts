import type { Experiment } from '../../model/experiment'
import type { Frame, Loaded } from '../../worker/protocol'
import { css, mix, type Palette, signedColour } from '../shared/palette'
import { type PlaneEdges, planeEdges } from './edge-values'
import {
  countBelow,
  leastDrawn,
  MOST_CURVES,
  MOST_EDGES,
  type Place,
  paintBand,
  paintEdgeAlone,
  paintEdges,
  paintThrough,
} from './edges'
import type { DiagramLayout } from './layout'
import type { Reading, UnitNumbers } from './showing'
import { type DiagramColumn, isOfShape, parameterCount } from './structure'
import { classRamp, drawTileCurve, type Ramp, signedRamp, TileSheet } from './tiles'
import { columnEnds, columnValues, isLine } from './values'

/** All that a picture of the network depends on. */
export interface Scene {
  readonly experiment: Experiment
  readonly columns: readonly DiagramColumn[]
  readonly layout: DiagramLayout
  readonly loaded: Loaded | null
  readonly palette: Palette
  readonly resolution: number
  readonly frame: Frame | null
  /** What is shown in place of weights and outputs. */
  readonly reading: Reading | null
  /** Size of the type over 16 px. */
  readonly scale: number
  readonly focus: Place | null
  readonly edges: readonly { readonly column: number; readonly from: number; readonly to: number }[]
}

/** The numbers that the legend states; they change seldom. */
export interface Figures {
  /** Per column: the magnitude of the widest edges; 0 where all are 0, null where it has none. */
  readonly edges: readonly (number | null)[]
  /**
   * Per column: the value at the ends of its ramp; null where units differ or nothing is known, NaN
   * where the column has no number left.
   */
  readonly ends: readonly (number | null)[]
  /** Edges left out because they are too many; 0 if none. */
  readonly hidden: number
}

/** Draws the network; keeps what need not be made anew for every frame. */
export class Painter {
  readonly #sheets = new Map<string, TileSheet>()
  #ramps: { palette: Palette; signed: Ramp; classes: Ramp[] } | null = null
  #tilesOf: unknown[] = []
  #values: (Float32Array | null)[] = []
  #ends: number[][] = []

  paint(context: CanvasRenderingContext2D, scene: Scene): Figures {
    const { loaded, columns, layout, frame, palette, reading } = scene
    const fits =
      loaded !== null &&
      frame !== null &&
      isOfShape(loaded, columns) &&
      frame.parameters.length === parameterCount(loaded)
    const edges = fits ? planeEdges(loaded, frame, columns, reading) : []
    const count = edges.reduce((sum, own) => sum + (own?.values.length ?? 0), 0)
    const least = leastDrawn(edges, MOST_EDGES)
    const looks = { palette, straight: count > MOST_CURVES, least, focus: scene.focus }
    if (fits) {
      columns.forEach(({ link }, c) => {
        if (link === 'block') paintBand(context, layout, c, palette)
        if (link === 'block' || link === 'through') paintThrough(context, layout, c, scene)
      })
      paintEdges(context, layout, edges, looks)
      for (const edge of scene.edges) {
        const own = edges[edge.column]
        if (!own) continue
        const value = own.values[edge.from * columns[edge.column].units + edge.to]
        paintEdgeAlone(context, layout, edge, value, own.full, looks)
      }
    }
    this.#refresh(scene, fits)
    const numbers = fits && reading ? reading.units(frame) : []
    this.#drawTiles(context, scene, numbers)
    drawBiases(context, scene, edges)
    if (fits) reading?.paintNumbers(context, scene, frame)
    return {
      edges: columns.map((_, c) => shownEnd(edges[c], reading)),
      ends: columns.map((_, c) => this.#end(c, numbers[c])),
      // Rounded, so that the legend does not count along with every frame.
      hidden: least > 0 ? Math.round(countBelow(edges, least) / 100) * 100 : 0,
    }
  }

  #end(c: number, numbers: UnitNumbers = 'usual'): number | null {
    if (numbers === 'blank') return null
    if (numbers !== 'usual') return numbers.end
    const own = this.#ends[c] ?? []
    return own.length > 0 && own.every((end) => Object.is(end, own[0])) ? own[0] : null
  }

  /** Makes the thumbnails' pixels, unless only the pointer has moved since the last time. */
  #refresh(scene: Scene, fits: boolean): void {
    const { frame, palette, columns, loaded, resolution, experiment } = scene
    const state = [frame, palette, columns, loaded, resolution, fits, experiment.standardize]
    if (state.every((part, i) => part === this.#tilesOf[i])) return
    this.#tilesOf = state
    this.#values = []
    this.#ends = []
    if (this.#ramps?.palette !== palette) {
      const classes = palette.classes.map((_, i) => classRamp(palette, i))
      this.#ramps = { palette, signed: signedRamp(palette), classes }
    }
    const { signed, classes } = this.#ramps
    if (!loaded) return
    columns.forEach((column, c) => {
      const values = columnValues(scene, loaded, column, fits)
      if (!values) return
      const tinted =
        column.kind === 'output' && column.units > 1 && experiment.task !== 'regression'
      const ends = columnEnds(column, values, experiment)
      this.#values[c] = values
      this.#ends[c] = ends
      if (isLine(loaded)) return
      const sheet = this.#sheets.get(column.name) ?? new TileSheet()
      this.#sheets.set(column.name, sheet)
      sheet.paint({
        values,
        units: column.units,
        rows: resolution,
        columns: resolution,
        end: (unit) => ends[unit],
        ramp: (unit) => (tinted ? classes[unit % classes.length] : signed),
      })
    })
  }

  #drawTiles(
    context: CanvasRenderingContext2D,
    { columns, layout, palette, loaded }: Scene,
    numbers: readonly UnitNumbers[],
  ): void {
    const rim = new Path2D()
    // Corners are rounded by painting over them: clipping to hundreds of shapes is slow.
    const corners = new Path2D()
    context.fillStyle = css(palette.zero)
    for (const { units, tile } of layout.columns) {
      for (const { x, y } of units) {
        context.fillRect(x, y, tile, tile)
        corners.rect(x - 1, y - 1, tile + 2, tile + 2)
        corners.roundRect(x, y, tile, tile, radius(tile))
        rim.roundRect(x + 0.25, y + 0.25, tile - 0.5, tile - 0.5, radius(tile))
      }
    }
    layout.columns.forEach(({ units, tile }, c) => {
      const shown = numbers[c] ?? 'usual'
      if (shown === 'blank') return
      if (shown !== 'usual') {
        units.forEach(({ x, y }, unit) => {
          context.fillStyle = css(signedColour(palette, shown.values[unit] / shown.end))
          context.fillRect(x, y, tile, tile)
        })
        return
      }
      const values = this.#values[c]
      if (!values) return
      const sheet = this.#sheets.get(columns[c].name)
      units.forEach(({ x, y }, unit) => {
        if (loaded && isLine(loaded)) {
          const curve = { values, units: units.length, unit, end: this.#ends[c][unit] }
          drawTileCurve(context, curve, { x, y, side: tile }, palette)
        } else sheet?.draw(context, unit, x, y, tile)
      })
    })
    context.fillStyle = css(palette.paper)
    context.fill(corners, 'evenodd')
    context.strokeStyle = css(palette.ink)
    context.globalAlpha = palette.theme === 'dark' ? 0.22 : 0.16
    context.lineWidth = 0.5
    context.stroke(rim)
    context.globalAlpha = 1
  }
}

const radius = (tile: number): number => Math.min(8, tile * 0.18)

/** 0 where a layer with a scale of its own has nothing to show on it. */
function shownEnd(own: PlaneEdges | null | undefined, reading: Reading | null): number | null {
  if (!own || own.presence === 'bare') return null
  const isEmpty = reading?.showing.perLayer && own.values.every((value) => value === 0)
  return isEmpty ? 0 : own.full
}

/** A dot at the lower left corner of every unit that has a bias and room for it. */
function drawBiases(
  context: CanvasRenderingContext2D,
  { layout, palette }: Scene,
  edges: readonly (PlaneEdges | null)[],
): void {
  edges.forEach((own, c) => {
    const { units, tile } = layout.columns[c]
    const bias = own?.bias
    if (!bias || own.presence === 'bare' || tile < 14) return
    const size = tile >= 28 ? 3.5 : 2.5
    units.forEach(({ x, y }, unit) => {
      const share = Math.sqrt(Math.abs(bias[unit]) / own.full)
      context.beginPath()
      context.arc(x + 1, y + tile - 1, size, 0, 2 * Math.PI)
      context.fillStyle = css(signedColour(palette, Math.sign(bias[unit]) * share))
      context.lineWidth = 3
      context.strokeStyle = css(palette.paper)
      context.stroke()
      context.fill()
      context.lineWidth = 0.75
      context.strokeStyle = css(mix(palette.paper, palette.ink, 0.55))
      context.stroke()
    })
  })
}
