import type { Experiment } from '../../../model/experiment'
import { isImage, sizeOf } from '../../../model/shapes'
import { type Frame, type Loaded, type ProbeRequest, probeKey } from '../../../worker/protocol'
import { classShares, outputMeaning } from '../../shared/outputs'
import { css, mix, type Palette } from '../../shared/palette'
import type { ShownImage } from '../../shared/shown-image'
import { type Place, paintBand, paintEdgeAlone, paintEdges, paintThrough } from '../edges'
import { type ColumnLayout, type DiagramLayout, edgeEnds } from '../layout'
import type { Reading, UnitNumbers } from '../showing'
import { type DiagramColumn, isOfShape, parameterCount } from '../structure'
import { type Ramp, rampEnd, signedRamp, TileSheet } from '../tiles'
import { paintImage } from './input-picture'
import { VALUE_BAR } from './layout'
import { hasOwnScales, lineValues, shownWeights } from './line-values'
import type { Between, Look } from './looks'

/** All that a picture of a network for images depends on. */
export interface ImageScene {
  readonly experiment: Experiment
  readonly columns: readonly DiagramColumn[]
  readonly looks: readonly Look[]
  readonly betweens: readonly Between[]
  readonly layout: DiagramLayout
  readonly loaded: Loaded | null
  readonly image: ShownImage | null
  readonly palette: Palette
  readonly frame: Frame | null
  /** What is shown in place of weights and outputs. */
  readonly reading: Reading | null
  /** Size of the type over 16 px. */
  readonly scale: number
  readonly focus: Place | null
  readonly edges: readonly { readonly column: number; readonly from: number; readonly to: number }[]
}

/** The numbers that the feet and the legend state. */
export interface ImageFigures {
  /** Per column: the magnitude of the widest lines that lead to it; null where there are none. */
  readonly lines: readonly (number | null)[]
  /** Per column: the value at the ends of its ramp; NaN where no number is left, null if unknown. */
  readonly ends: readonly (number | null)[]
  /** Per column: the weight at the ends of the ramp of its weights, where they are drawn as images. */
  readonly weights: readonly (number | null)[]
}

/** What a column asks of the engine about the shown image. */
export const columnProbe = (
  { name }: { readonly name: string },
  image: ShownImage,
): ProbeRequest => ({
  tensor: `${name}/output`,
  ...image.points,
})

/** A column's numbers for the shown image: [row, column, map] or [unit]. */
export function columnValues(
  column: DiagramColumn,
  image: ShownImage | null,
  frame: Frame | null,
): Float32Array<ArrayBuffer> | null {
  if (!image || column.kind === 'inputs') return null
  const values = frame?.probes[probeKey(columnProbe(column, image))]
  return values?.length === sizeOf(column.shape) ? values : null
}

export class ImagePainter {
  readonly #sheets = new Map<string, TileSheet>()
  readonly #weights = new Map<string, TileSheet>()
  readonly #input = document.createElement('canvas')
  #ramp: { palette: Palette; signed: Ramp } | null = null
  #drawn: unknown[] = []
  #columns: readonly DiagramColumn[] = []
  #ends: (number | null)[] = []
  #weightEnds: (number | null)[] = []

  paint(context: CanvasRenderingContext2D, scene: ImageScene): ImageFigures {
    const { loaded, columns, frame, palette, layout, betweens, reading } = scene
    const fits =
      loaded !== null &&
      frame !== null &&
      isOfShape(loaded, columns) &&
      frame.parameters.length === parameterCount(loaded)
    columns.forEach((_, c) => {
      if (c > 0) paintBetween(context, scene, c)
    })
    const lines = fits ? lineValues(scene, loaded, frame) : []
    const looksOfEdges = {
      palette,
      straight: false,
      least: 0,
      focus: scene.focus,
      quiet: true,
      // Of the many weights of a band those of the chosen unit can be told apart.
      onlyFocused: (c: number) => betweens[c] === 'band',
    }
    paintEdges(context, layout, lines, looksOfEdges)
    for (const edge of scene.edges) {
      const own = lines[edge.column]
      if (!own) continue
      const value = own.values[edge.from * columns[edge.column].units + edge.to]
      paintEdgeAlone(context, layout, edge, value, own.full, looksOfEdges)
    }
    this.#refresh(scene, fits ? loaded : null)
    this.#drawColumns(context, scene)
    if (fits) {
      const within = (c: number) => scene.looks[c].kind !== 'weights'
      reading?.paintNumbers(context, { ...scene, within }, frame)
    }
    return {
      lines: columns.map((_, c) =>
        lines[c] && lines[c].presence !== 'bare' ? lines[c].full : null,
      ),
      ends: columns.map((_, c) => this.#ends[c] ?? null),
      weights: columns.map((_, c) => this.#weightEnds[c] ?? null),
    }
  }

  /** Makes the pictures' pixels, unless only the pointer has moved since the last time. */
  #refresh(scene: ImageScene, loaded: Loaded | null): void {
    const { frame, palette, columns, image, experiment, reading } = scene
    const state = [frame, palette, columns, image, loaded, experiment.loss, reading]
    if (state.every((part, i) => part === this.#drawn[i])) return
    this.#drawn = state
    if (this.#ramp?.palette !== palette) this.#ramp = { palette, signed: signedRamp(palette) }
    // What was drawn for another network must not stay; for another image it may, for a moment.
    if (this.#columns !== columns) {
      this.#columns = columns
      this.#ends = []
      this.#weightEnds = []
      this.#sheets.clear()
      this.#weights.clear()
    }
    const numbers = loaded && frame && reading ? reading.units(frame) : []
    this.#paintInput(scene, numbers[0])
    if (!loaded || !frame) return
    this.#paintWeights(scene, loaded, frame)
    columns.forEach((column, c) => {
      const shown = numbers[c] ?? 'usual'
      if (c === 0) return
      if (shown === 'blank') {
        this.#ends[c] = null
        this.#sheets.delete(column.name)
      } else if (shown === 'usual') {
        const values = columnValues(column, image, frame)
        if (values) this.#paintOutputs(scene, loaded, values, c)
      } else this.#paintValues(scene, shown.values, shown.end, c)
    })
  }

  /** The shown image, or that of the batch. */
  #paintInput({ columns, image, palette }: ImageScene, shown: UnitNumbers = 'usual'): void {
    const { shape } = columns[0]
    const pixels = shown === 'usual' ? image?.pixels : shown === 'blank' ? undefined : shown.values
    if (isImage(shape) && pixels?.length === sizeOf(shape)) {
      paintImage(this.#input, pixels, shape, palette)
    }
  }

  /** What the network gives for the shown image; of a classification the classes' shares. */
  #paintOutputs(
    scene: ImageScene,
    loaded: Loaded,
    values: Float32Array<ArrayBuffer>,
    c: number,
  ): void {
    const { columns, experiment } = scene
    const column = columns[c]
    const isAnswer = column.kind === 'output' && experiment.task === 'classification'
    const shown = isAnswer ? answerValues(experiment, loaded, values) : values
    const end = shown.every(Number.isNaN)
      ? Number.NaN
      : isAnswer
        ? 1
        : rampEnd(column.activation, shown)
    this.#paintValues(scene, shown, end, c)
  }

  /** @param values of all pixels, or one for each map or unit */
  #paintValues(
    { columns, looks, layout }: ImageScene,
    values: Float32Array,
    end: number,
    c: number,
  ) {
    const { name, units } = columns[c]
    const look = looks[c]
    const ramp = this.#signed
    this.#ends[c] = end
    const sheet = sheetOf(this.#sheets, name)
    const common = { end: () => end, ramp: () => ramp }
    if (look.kind === 'maps' && values.length > units) {
      sheet.paint({ values, units, rows: look.height, columns: look.width, ...common })
    } else if (look.kind === 'strip') {
      const rows = Math.min(values.length, Math.round(layout.columns[c].tileHeight))
      sheet.paint({ values: thinned(values, rows), units: 1, rows, columns: 1, ...common })
    } else {
      sheet.paint({ values, units, rows: 1, columns: 1, ...common })
    }
  }

  /** Of units that see all pixels: their weights as images, or what is shown in their place. */
  #paintWeights(scene: ImageScene, loaded: Loaded, frame: Frame): void {
    const { columns, looks, reading } = scene
    const all = columns.map(({ name, units }, c) => {
      const look = looks[c]
      if (look.kind !== 'weights' || reading?.parts[c].edges === 'bare') return null
      const { height: rows, width } = look
      const values = shownWeights(scene, loaded, frame, name)
      return values && { values: values.subarray(0, rows * width * units), rows, width }
    })
    const ownEnds = all.map((each) => (each ? rampEnd(null, each.values) : 0))
    const most = Math.max(...ownEnds)
    all.forEach((each, c) => {
      const { name, units } = columns[c]
      this.#weightEnds[c] = null
      if (!each) this.#weights.delete(name)
      if (!each) return
      const { values, rows, width } = each
      const end = hasOwnScales(reading) ? ownEnds[c] : most
      this.#weightEnds[c] = end
      sheetOf(this.#weights, name).paint({
        values,
        units,
        rows,
        columns: width,
        end: () => end,
        ramp: () => this.#signed,
      })
    })
  }

  get #signed(): Ramp {
    if (!this.#ramp) throw new Error('The ramp is made before anything is painted with it.')
    return this.#ramp.signed
  }

  #drawColumns(
    context: CanvasRenderingContext2D,
    { layout, columns, palette, looks, image }: ImageScene,
  ): void {
    layout.columns.forEach((place, c) => {
      const look = looks[c]
      const sheet = this.#sheets.get(columns[c].name)
      context.fillStyle = css(palette.zero)
      for (const { x, y, width, height } of tilesOf(place, look)) {
        context.fillRect(x, y, width, height)
      }
      const natural = 'width' in look ? look.width : 1
      const { tile, tileHeight, box, units } = place
      // Pixels stay pixels when grown; shrunk they blend.
      context.imageSmoothingEnabled = tile < natural
      if (look.kind === 'image') {
        const { x, y } = units[0]
        if (this.#input.width > 0 && image) context.drawImage(this.#input, x, y, tile, tileHeight)
      } else if (look.kind === 'strip') {
        if (box) sheet?.draw(context, 0, box.left, box.top, tile, tileHeight)
      } else if (look.kind === 'weights') {
        const weights = this.#weights.get(columns[c].name)
        units.forEach(({ x, y }, unit) => {
          weights?.draw(context, unit, x, y, tile - VALUE_BAR, tileHeight)
          sheet?.draw(context, unit, x + tile - VALUE_BAR + 3, y, VALUE_BAR - 3, tileHeight)
        })
      } else {
        units.forEach(({ x, y }, unit) => sheet?.draw(context, unit, x, y, tile, tileHeight))
      }
    })
    context.imageSmoothingEnabled = true
  }
}

/** Rounds the tiles' corners and rims them; the same for every frame, so on a canvas of its own. */
export function paintRims(
  context: CanvasRenderingContext2D,
  { layout, looks, palette }: Pick<ImageScene, 'layout' | 'looks' | 'palette'>,
): void {
  const rim = new Path2D()
  const corners = new Path2D()
  layout.columns.forEach((place, c) => {
    for (const { x, y, width, height } of tilesOf(place, looks[c])) {
      const radius = Math.min(3, width * 0.18)
      corners.rect(x, y, width, height)
      corners.roundRect(x, y, width, height, radius)
      rim.roundRect(x + 0.25, y + 0.25, width - 0.5, height - 0.5, radius)
    }
  })
  context.fillStyle = css(palette.paper)
  context.fill(corners, 'evenodd')
  context.strokeStyle = css(mix(palette.paper, palette.ink, palette.theme === 'dark' ? 0.3 : 0.22))
  context.lineWidth = 0.5
  context.stroke(rim)
}

function sheetOf(sheets: Map<string, TileSheet>, name: string): TileSheet {
  const sheet = sheets.get(name) ?? new TileSheet()
  sheets.set(name, sheet)
  return sheet
}

/** The rectangles of a column; a unit with its weights has two, the second for its value. */
function tilesOf({ units, tile, tileHeight, box }: ColumnLayout, { kind }: Look) {
  if (kind === 'strip') {
    return box ? [{ x: box.left, y: box.top, width: tile, height: tileHeight }] : []
  }
  const width = kind === 'weights' ? tile - VALUE_BAR : tile
  return units.flatMap(({ x, y }) => [
    { x, y, width, height: tileHeight },
    ...(kind === 'weights'
      ? [{ x: x + width + 3, y, width: VALUE_BAR - 3, height: tileHeight }]
      : []),
  ])
}

/** Shares of the classes; of a single output from −1 for the first class to 1 for the second. */
function answerValues(experiment: Experiment, loaded: Loaded, outputs: Float32Array): Float32Array {
  const meaning = outputMeaning(experiment, loaded.classes.length)
  const shares = classShares(meaning, outputs, 0, outputs.length)
  return Float32Array.from(outputs.length === 1 ? [2 * shares[1] - 1] : shares)
}

/** Of each stretch of a long vector the value of the greatest size: small ones are many. */
function thinned(values: Float32Array, rows: number): Float32Array {
  if (values.length <= rows) return values
  const kept = new Float32Array(rows)
  for (let i = 0; i < values.length; i++) {
    const row = Math.floor((i * rows) / values.length)
    if (Math.abs(values[i]) > Math.abs(kept[row])) kept[row] = values[i]
  }
  return kept
}

/** What stands between two columns besides weights. */
function paintBetween(
  context: CanvasRenderingContext2D,
  { layout, palette, focus, columns, betweens }: ImageScene,
  c: number,
): void {
  const between = betweens[c]
  if (between === 'band') paintBand(context, layout, c, palette)
  const isSkipped = columns[c].link === 'block' && columns[c].units === columns[c - 1].units
  if (between === 'through' || isSkipped) paintThrough(context, layout, c, { palette, focus })
  if (between !== 'fan') return
  context.strokeStyle = css(palette.ink)
  context.lineWidth = 1
  const { units, abreast } = layout.columns[c]
  units.forEach((_, unit) => {
    // Units side by side share a line.
    if (unit % abreast > 0) return
    const { x0, y0, x1, y1 } = edgeEnds(layout.columns[c - 1], 0, layout.columns[c], unit)
    const middle = (x0 + x1) / 2
    const isFocused = focus?.column === c && focus.unit - (focus.unit % abreast) === unit
    context.globalAlpha = isFocused ? 0.6 : 0.16
    context.beginPath()
    context.moveTo(x0, y0)
    context.bezierCurveTo(middle, y0, middle, y1, x1, y1)
    context.stroke()
  })
  context.globalAlpha = 1
}
