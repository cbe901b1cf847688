import { PLANE_LIMIT } from '../../model/dataset'
import type { Experiment } from '../../model/experiment'
import { type Frame, type Loaded, type ProbeRequest, probeKey } from '../../worker/protocol'
import { niceCeiling } from '../shared/axis'
import { columnMeans, networkInput } from '../shared/inputs'
import { classShares, outputMeaning } from '../shared/outputs'
import { css, mix, type Palette, signedColour } from '../shared/palette'
import { layerParameters } from '../shared/parameters'
import {
  type EdgeValues,
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
import { type DiagramColumn, isOfShape, parameterCount, weightCount } from './structure'
import {
  classRamp,
  drawTileCurve,
  largestMagnitude,
  type Ramp,
  rampEnd,
  signedRamp,
  TileSheet,
} from './tiles'

/** All that a picture of the network depends on. */
export interface Scene {
  readonly experiment: Experiment
  readonly columns: readonly DiagramColumn[]
  readonly layout: DiagramLayout
  readonly loaded: Loaded | null
  readonly palette: Palette
  readonly resolution: number
  readonly frame: Frame | null
  readonly focus: Place | null
  readonly edges: readonly { readonly column: number; readonly from: number; readonly to: number }[]
}

/** The numbers that the legend states; they change seldom. */
export interface Figures {
  /** |weight| of the widest edges. */
  readonly weight: number
  /**
   * Per column: the value at the ends of its ramp; null where units differ or nothing is known, NaN
   * where the column has no number left.
   */
  readonly ends: readonly (number | null)[]
  /** Edges left out because they are too many; 0 if none. */
  readonly hidden: number
}

/** Points of a curve thumbnail. */
export const LINE_RESOLUTION = 48

export const isLine = (loaded: Loaded): boolean => loaded.columns.length === 1

/** What the thumbnails of a layer ask of the engine. */
export function tileProbe(loaded: Loaded, layer: string, resolution: number): ProbeRequest {
  return isLine(loaded)
    ? { tensor: `${layer}/output`, over: 'line', resolution: LINE_RESOLUTION }
    : { tensor: `${layer}/output`, over: 'plane', resolution }
}

/** Draws the network; keeps what need not be made anew for every frame. */
export class Painter {
  readonly #sheets = new Map<string, TileSheet>()
  #ramps: { palette: Palette; signed: Ramp; classes: Ramp[] } | null = null
  #tilesOf: unknown[] = []
  #values: (Float32Array | null)[] = []
  #ends: number[][] = []

  paint(context: CanvasRenderingContext2D, scene: Scene): Figures {
    const { loaded, columns, layout, frame, palette } = scene
    const fits =
      loaded !== null &&
      frame !== null &&
      isOfShape(loaded, columns) &&
      frame.parameters.length === parameterCount(loaded)
    let weight = 1
    let hidden = 0
    if (fits) {
      const values = edgeValues(loaded, frame, columns)
      const counts = columns.slice(1).map((_, c) => weightCount(columns, c + 1))
      const total = counts.reduce((a, b) => a + b, 0)
      const straight = total > MOST_CURVES
      const least = leastDrawn(values, counts, MOST_EDGES)
      weight = values.full
      hidden = least > 0 ? countBelow(values, counts, least) : 0
      columns.forEach(({ link }, c) => {
        if (link === 'block') paintBand(context, layout, c, palette)
        if (link === 'block' || link === 'through') paintThrough(context, layout, c, scene)
      })
      paintEdges(context, layout, values, { palette, straight, least, focus: scene.focus })
      for (const edge of scene.edges) {
        const units = columns[edge.column].units
        const at = values.offsets[edge.column - 1] + edge.from * units + edge.to
        paintEdgeAlone(context, layout, edge, frame.parameters[at], weight, { palette, straight })
      }
    }
    this.#refresh(scene, fits)
    this.#drawTiles(context, scene)
    if (fits) drawBiases(context, scene, loaded, frame, weight)
    const ends = columns.map((_, c) => {
      const own = this.#ends[c] ?? []
      return own.length > 0 && own.every((end) => Object.is(end, own[0])) ? own[0] : null
    })
    return { weight, ends, hidden }
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

  #drawTiles(context: CanvasRenderingContext2D, { columns, layout, palette, loaded }: Scene): void {
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

function edgeValues(
  loaded: Loaded,
  { parameters }: Frame,
  columns: readonly DiagramColumn[],
): EdgeValues {
  const offsets: number[] = []
  let largest = 0
  columns.forEach(({ name, link }, c) => {
    if (c === 0) return
    const offset = link === 'weights' ? layerParameters(loaded, name)?.weight : undefined
    offsets.push(offset ?? -1)
    if (offset === undefined) return
    const weights = parameters.subarray(offset, offset + weightCount(columns, c))
    largest = Math.max(largest, largestMagnitude(weights))
  })
  // Weights below 1 keep their thin lines, so that growing ones are seen to grow.
  return { parameters, offsets, full: Math.max(1, niceCeiling(largest)) }
}

function countBelow(
  { parameters, offsets }: EdgeValues,
  counts: readonly number[],
  least: number,
): number {
  let count = 0
  offsets.forEach((offset, c) => {
    for (let i = offset; i < offset + counts[c]; i++) {
      if (Math.abs(parameters[i]) < least) count += 1
    }
  })
  // Rounded, so that the legend does not count along with every frame.
  return Math.round(count / 100) * 100
}

/** [points, units] of a column; null while the engine has not answered for its shape. */
function columnValues(
  { experiment, frame, resolution }: Scene,
  loaded: Loaded,
  { name, kind, units }: DiagramColumn,
  fits: boolean,
): Float32Array | null {
  if (kind === 'inputs') return inputValues(experiment, loaded, units, resolution)
  const request = tileProbe(loaded, name, resolution)
  const values = fits ? frame?.probes[probeKey(request)] : undefined
  const points = isLine(loaded) ? LINE_RESOLUTION : resolution * resolution
  if (!values || values.length !== points * units) return null
  return kind === 'output' ? outputValues(experiment, loaded, values, units) : values
}

function inputValues(
  experiment: Experiment,
  loaded: Loaded,
  units: number,
  resolution: number,
): Float32Array {
  const point = columnMeans(loaded.train, loaded.columns.length)
  const line = isLine(loaded)
  const points = line ? LINE_RESOLUTION : resolution * resolution
  const values = new Float32Array(points * units)
  for (let p = 0; p < points; p++) {
    if (line) {
      point[0] = PLANE_LIMIT * ((2 * p) / (points - 1) - 1)
    } else {
      point[0] = PLANE_LIMIT * ((2 * (p % resolution) + 1) / resolution - 1)
      point[1] = PLANE_LIMIT * (1 - (2 * Math.floor(p / resolution) + 1) / resolution)
    }
    for (let unit = 0; unit < units; unit++) {
      values[p * units + unit] = networkInput(experiment, loaded, unit, point)
    }
  }
  return values
}

/** Probabilities where the loss reads the outputs so: −1…1 for two classes, 0…1 for each of many. */
function outputValues(
  experiment: Experiment,
  loaded: Loaded,
  outputs: Float32Array,
  units: number,
): Float32Array {
  const meaning = outputMeaning(experiment, loaded.classes.length)
  if (meaning.kind === 'value') return outputs
  const values = new Float32Array(outputs.length)
  const shares: number[] = []
  for (let at = 0; at < outputs.length; at += units) {
    classShares(meaning, outputs, at, units, shares)
    if (units === 1) values[at] = 2 * shares[1] - 1
    else for (let unit = 0; unit < units; unit++) values[at + unit] = shares[unit]
  }
  return values
}

function columnEnds(
  { kind, units, activation }: DiagramColumn,
  values: Float32Array,
  { task }: Experiment,
): number[] {
  if (kind === 'inputs') {
    return Array.from({ length: units }, (_, unit) => {
      let largest = 0
      for (let i = unit; i < values.length; i += units) {
        largest = Math.max(largest, Math.abs(values[i]))
      }
      return niceCeiling(largest)
    })
  }
  if (values.every(Number.isNaN)) return Array<number>(units).fill(Number.NaN)
  const shared = kind === 'output' && task !== 'regression' ? 1 : rampEnd(activation, values)
  return Array<number>(units).fill(shared)
}

/** A dot at the lower left corner of every unit that has a bias and room for it. */
function drawBiases(
  context: CanvasRenderingContext2D,
  { layout, palette }: Scene,
  loaded: Loaded,
  { parameters }: Frame,
  full: number,
): void {
  loaded.layers.forEach(({ name }, l) => {
    const { units, tile } = layout.columns[l + 1]
    const place = layerParameters(loaded, name)
    if (!place || tile < 14) return
    const size = tile >= 28 ? 3.5 : 2.5
    units.forEach(({ x, y }, unit) => {
      const bias = parameters[place.bias + unit]
      context.beginPath()
      context.arc(x + 1, y + tile - 1, size, 0, 2 * Math.PI)
      context.fillStyle = css(
        signedColour(palette, Math.sign(bias) * Math.sqrt(Math.abs(bias) / full)),
      )
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
