import type { Layer, ResidualLayer } from './experiment'
import { layerShapes, projectionOf } from './layers'
import { isImage, type Shape, unitsOf } from './shapes'
import { slideAlong, type WindowSettings } from './window'

/** Rows and columns of an image; bottom and right stand just after the last. */
export interface Region {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/**
 * What of a layer takes part in a number further on. A vector counts as one pixel with as many maps
 * as it has units. Where windows leave pixels out (dilation, a stride beyond the window), regions
 * are the smallest rectangles around those that take part.
 */
export interface ReceptiveField {
  /** Within the layer; without area where windows touch nothing but padding. */
  readonly region: Region
  /** The same with what lies in the padding. */
  readonly whole: Region
  /** Maps or units, from the first to just after the last. */
  readonly units: Interval
}

/** A number that a layer gives. */
export interface OutputPlace {
  /** `layers/K`, `layers/K/layers/J`, `layers/K/projection` or `output`. */
  readonly layer: string
  /** The map, or the unit of a vector. */
  readonly unit: number
  /** Of an image; without one the whole map is meant. */
  readonly pixel?: { readonly row: number; readonly column: number } | null | undefined
}

type Interval = readonly [from: number, to: number]

/** What takes part: rows and columns in rising order, within the layer and with the padding. */
interface Part {
  readonly rows: Lines
  readonly columns: Lines
  readonly units: Interval
}

interface Lines {
  readonly inside: readonly number[]
  readonly whole: readonly number[]
}

/**
 * The receptive field of one number in every layer before it and in `inputs`, keyed by name, layers
 * within residual blocks too; behind a block, the union over its ways. Empty where the network has
 * no such layer.
 *
 * @param input shape of one example as the first layer gets it
 * @param layers the hidden layers of a document
 */
export function receptiveFields(
  input: Shape,
  layers: readonly Layer[],
  place: OutputPlace,
): ReadonlyMap<string, ReceptiveField> {
  const parts = new Map<string, Part>()
  const { shapes } = layerShapes(input, layers)
  const [index, within] = located(place.layer, layers)
  const layer = layers[index]
  const shape = shapes[index]
  if (place.layer === 'output') {
    note(index - 1, everything(shapes.at(-1) ?? input))
  } else if (layer && shape && within === undefined) {
    note(index - 1, behind(layer, before(index), chosen(shape, place), place.layer))
  } else if (layer?.kind === 'residual' && shape && within !== undefined) {
    const part = behindInner(layer, before(index), within, `layers/${index}`)
    if (part) note(index - 1, part)
  }
  return new Map([...parts].map(([name, part]) => [name, fieldOf(part)]))

  function before(at: number): Shape {
    return shapes[at - 1] ?? input
  }

  /** Keeps what takes part of layer `at`'s output, and goes on below it; −1 are the inputs. */
  function note(at: number, part: Part): void {
    if (at < 0) {
      parts.set('inputs', part)
      return
    }
    const name = `layers/${at}`
    parts.set(name, part)
    note(at - 1, behind(layers[at], before(at), part, name))
  }

  /** What a layer reads to give `part`. */
  function behind(own: Layer, outer: Shape, part: Part, name: string): Part {
    if (own.kind !== 'residual') return read(own, outer, part)
    const projection = projectionOf(own, outer)
    if (projection) parts.set(`${name}/projection`, part)
    const aside = projection ? read(projection, outer, part) : part
    const last = own.layers.length - 1
    if (last >= 0) parts.set(`${name}/layers/${last}`, part)
    return union(aside, behindChain(own, last, outer, part, name))
  }

  /** From the output of a block's inner layer `last` to the block's input. */
  function behindChain(
    block: ResidualLayer,
    last: number,
    outer: Shape,
    part: Part,
    name: string,
  ): Part {
    const inner = layerShapes(outer, block.layers).shapes
    let below = part
    for (let i = last; i >= 0; i--) {
      below = read(block.layers[i], inner[i - 1] ?? outer, below)
      if (i > 0) parts.set(`${name}/layers/${i - 1}`, below)
    }
    return below
  }

  /** What of a block's input the chosen number inside it comes from. */
  function behindInner(
    block: ResidualLayer,
    outer: Shape,
    inner: number | 'projection',
    name: string,
  ): Part | undefined {
    const own = layerShapes(outer, block.layers).shapes
    if (inner !== 'projection') {
      return own[inner] && behindChain(block, inner, outer, chosen(own[inner], place), name)
    }
    const projection = projectionOf(block, outer)
    return projection ? read(projection, outer, chosen(own.at(-1) ?? outer, place)) : undefined
  }
}

/** The outer layer, counted from 0 with the output last, and which of its inner layers. */
function located(
  name: string,
  layers: readonly Layer[],
): readonly [index: number, within?: number | 'projection'] {
  if (name === 'output') return [layers.length]
  const [, outer, inner] = /^layers\/(\d+)(?:\/layers\/(\d+)|\/projection)?$/.exec(name) ?? []
  if (outer === undefined) return [-1]
  if (name.endsWith('/projection')) return [Number(outer), 'projection']
  return inner === undefined ? [Number(outer)] : [Number(outer), Number(inner)]
}

/** One step back through a layer that is no block. */
function read(layer: Layer, input: Shape, part: Part): Part {
  switch (layer.kind) {
    case 'conv2d':
      return { ...slid(layer, input, part), units: [0, unitsOf(input)] }
    case 'maxPool2d':
    case 'averagePool2d':
      return slid({ ...layer, kernel: layer.size, dilation: 1 }, input, part)
    case 'globalAveragePool2d':
      return { ...everything(input), units: part.units }
    case 'flatten':
      return unflattened(input, part)
    case 'dropout':
    case 'batchNorm':
      return part
    case 'dense':
    case 'residual':
      return everything(input)
  }
}

function slid(settings: WindowSettings, input: Shape, { rows, columns, units }: Part): Part {
  const [height, width] = sidesOf(input)
  return {
    rows: touched(rows, settings, height),
    columns: touched(columns, settings, width),
    units,
  }
}

/** The lines that windows touch, in rising order. */
function touched(lines: Lines, settings: WindowSettings, size: number): Lines {
  const { kernel, stride, dilation } = settings
  const { before } = slideAlong(size, settings)
  const taps = (of: readonly number[]) => {
    const found = new Set<number>()
    for (const line of of) {
      for (let tap = 0; tap < kernel; tap++) found.add(line * stride - before + tap * dilation)
    }
    return [...found].sort((a, b) => a - b)
  }
  return {
    inside: taps(lines.inside).filter((line) => line >= 0 && line < size),
    whole: taps(lines.whole),
  }
}

/** Units of a row of numbers as pixels of the image that it was. */
function unflattened(input: Shape, part: Part): Part {
  const [from, to] = part.units
  if (!isImage(input)) return part
  const [, width, channels] = input
  const [first, last] = [from, to - 1].map((unit) => Math.floor(unit / channels))
  const [top, bottom] = [first, last].map((pixel) => Math.floor(pixel / width))
  const oneRow = top === bottom
  return {
    rows: run(top, bottom + 1),
    columns: oneRow ? run(first % width, (last % width) + 1) : run(0, width),
    units: first === last ? [from % channels, ((to - 1) % channels) + 1] : [0, channels],
  }
}

function chosen(shape: Shape, { unit, pixel }: OutputPlace): Part {
  const units: Interval = [unit, unit + 1]
  if (!isImage(shape) || !pixel) return { ...everything(shape), units }
  const { row, column } = pixel
  return { rows: run(row, row + 1), columns: run(column, column + 1), units }
}

function everything(shape: Shape): Part {
  const [height, width] = sidesOf(shape)
  return { rows: run(0, height), columns: run(0, width), units: [0, unitsOf(shape)] }
}

function sidesOf(shape: Shape): readonly [height: number, width: number] {
  return isImage(shape) ? [shape[0], shape[1]] : [1, 1]
}

function run(from: number, to: number): Lines {
  const lines = Array.from({ length: to - from }, (_, i) => from + i)
  return { inside: lines, whole: lines }
}

function union(a: Part, b: Part): Part {
  const lines = (of: (part: Part) => Lines): Lines => ({
    inside: merged(of(a).inside, of(b).inside),
    whole: merged(of(a).whole, of(b).whole),
  })
  return {
    rows: lines(({ rows }) => rows),
    columns: lines(({ columns }) => columns),
    units: [Math.min(a.units[0], b.units[0]), Math.max(a.units[1], b.units[1])],
  }
}

const merged = (a: readonly number[], b: readonly number[]): number[] =>
  [...new Set([...a, ...b])].sort((x, y) => x - y)

function fieldOf({ rows, columns, units }: Part): ReceptiveField {
  return {
    region: rectangle(rows.inside, columns.inside),
    whole: rectangle(rows.whole, columns.whole),
    units,
  }
}

function rectangle(rows: readonly number[], columns: readonly number[]): Region {
  const empty = { top: 0, left: 0, bottom: 0, right: 0 }
  const [bottom, right] = [rows.at(-1), columns.at(-1)]
  if (bottom === undefined || right === undefined) return empty
  return { top: rows[0], left: columns[0], bottom: bottom + 1, right: right + 1 }
}
