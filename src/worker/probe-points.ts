import type { PointProbe } from '../engine/backend'
import { type Dataset, PLANE_LIMIT } from '../model/dataset'
import { losses } from '../model/losses'
import { type ImageShape, sizeOf } from '../model/shapes'
import type { Compiled } from '../plan/compile'
import type { Plan, PlanLayer, Tensor } from '../plan/plan'
import { movedImages, occludedImages } from './image-points'
import { type ProbeRequest, pointsKey, probeKey } from './protocol'

/** Answers to one set of requests: what to ask the engine, under which key the page looks for it. */
export interface PlacedProbes {
  readonly keys: readonly string[]
  readonly probes: readonly PointProbe[]
}

interface Place {
  readonly inputs: number
  readonly targets: number
  readonly count: number
}

/** Of the free rows, what a whole set may take that is moved: the rest is for the views beside it. */
const MOVED_SHARE = 0.75

type Write = (offset: number, values: Float32Array<ArrayBuffer>) => void

/**
 * Finds or places the points that probes ask about: examples stand in `data` anyway, other points
 * in its free rows. Points that several requests ask about are written once and shared.
 *
 * @param write puts values at an offset of `data`
 */
export function placeProbes(
  requests: readonly ProbeRequest[],
  compiled: Compiled,
  dataset: Dataset,
  write: Write,
): PlacedProbes {
  const { plan } = compiled
  const places = new Places(compiled, dataset, write)
  const keys: string[] = []
  const probes: PointProbe[] = []
  for (const request of requests) {
    if (request.over === 'batch' || request.over === 'lastBatch') continue
    const tensor = findTensor(request.tensor, plan)
    const derives = request.tensor.endsWith('/delta')
    const place = tensor && (derives ? places.derived(request) : places.plain(request))
    // A view may still ask for a layer that has just been removed.
    if (!tensor || !place || place.count === 0) continue
    keys.push(probeKey(request))
    const program = !derives ? 'forward' : request.of === 'score' ? 'scoreDelta' : 'lossDelta'
    probes.push({ tensor, program, ...place })
  }
  return { keys, probes }
}

class Places {
  readonly #compiled: Compiled
  readonly #dataset: Dataset
  readonly #write: Write
  readonly #known = new Map<string, Place | null>()
  #used = 0

  constructor(compiled: Compiled, dataset: Dataset, write: Write) {
    this.#compiled = compiled
    this.#dataset = dataset
    this.#write = write
  }

  /** Rows of inputs for a forward pass. */
  plain(request: ProbeRequest): Place | null {
    const { plan } = this.#compiled
    const { over, example, shift, occlude } = request
    const changed = (shift && (shift[0] !== 0 || shift[1] !== 0)) || occlude
    if ((over === 'train' || over === 'test') && !changed) {
      const set = plan.sets[over]
      if (example === undefined) return set
      if (!(example >= 0 && example < set.count)) return null
      return {
        inputs: set.inputs + example * plan.inputs.length,
        targets: set.targets + example * plan.outputs,
        count: 1,
      }
    }
    return this.#remember(pointsKey(request), () => {
      const width = this.#dataset.columns.length
      const points = rawPoints(request, this.#dataset)
      const isSet = (over === 'train' || over === 'test') && example === undefined
      const most = Math.floor(MOVED_SHARE * plan.probe.rows)
      const raw = isSet ? points.subarray(0, most * width) : points
      const count = raw.length / width
      const place = this.#take(count)
      if (place) this.#write(place.inputs, this.#compiled.examples.encode(raw, count))
      return place
    })
  }

  /** The same with targets to derive by: their own, or one class for all. */
  derived(request: ProbeRequest): Place | null {
    const { plan } = this.#compiled
    const { of, target } = request
    const place = this.plain(request)
    if (target === undefined) return of === 'score' ? null : place
    if (!place || !(target >= 0 && target < Math.max(2, plan.outputs))) return null
    const key = `${of === 'score'} ${target} ${place.count} ${place.inputs}`
    return this.#remember(key, () => {
      const targets = this.#take(place.count)
      if (!targets) return null
      const row = targetRow(plan, target, of === 'score')
      const values = new Float32Array(place.count * row.length)
      for (let i = 0; i < place.count; i++) values.set(row, i * row.length)
      this.#write(targets.targets, values)
      return { ...place, targets: targets.targets }
    })
  }

  #remember(key: string, make: () => Place | null): Place | null {
    const known = this.#known.get(key)
    if (known !== undefined) return known
    const made = make()
    this.#known.set(key, made)
    return made
  }

  /** Free rows; null where there are not enough. */
  #take(count: number): Place | null {
    const { probe, inputs, outputs } = this.#compiled.plan
    if (this.#used + count > probe.rows) return null
    const first = this.#used
    this.#used += count
    return {
      inputs: probe.inputs + first * inputs.length,
      targets: probe.targets + first * outputs,
      count,
    }
  }
}

/** What a class is to the loss, or the choice of its score. */
function targetRow({ outputs, loss }: Plan, target: number, score: boolean): Float32Array {
  const coded = losses[loss].classification.targets === 'plusMinusOne' ? -1 : 0
  if (outputs > 1) {
    const row = new Float32Array(outputs).fill(score ? 0 : coded)
    return row.fill(1, target, target + 1)
  }
  // One output is the score of the second class, and its opposite that of the first.
  return Float32Array.of(target === 1 ? 1 : score ? -1 : coded)
}

/** The tensor that a probe names, of those that some programs leave behind. */
export function findTensor(
  path: string,
  { input, inputDelta, layers }: Pick<Plan, 'input' | 'layers'> & Partial<Plan>,
): Tensor | undefined {
  if (path === 'inputs/output') return input
  if (path === 'inputs/delta') return inputDelta
  const at = path.lastIndexOf('/')
  const layer = findLayer(layers, path.slice(0, at))
  switch (path.slice(at + 1)) {
    case 'output':
      return layer?.output
    case 'preActivation':
      return layer?.preActivation
    case 'delta':
      return layer?.delta
    case 'index':
      return layer?.index
  }
  return undefined
}

function findLayer(layers: readonly PlanLayer[], name: string): PlanLayer | undefined {
  for (const layer of layers) {
    const found = layer.name === name ? layer : findLayer(layer.layers ?? [], name)
    if (found) return found
  }
  return undefined
}

/** [points, columns] in the data set's own coordinates, or pixels. */
function rawPoints(request: ProbeRequest, dataset: Dataset): Float32Array {
  const width = dataset.columns.length
  const { over, point = [], example, shift, occlude } = request
  if (over === 'plane' || over === 'line') return gridPoints(over, request.resolution ?? 2, dataset)
  const given =
    over === 'train' || over === 'test'
      ? examplesOf(dataset[over].inputs, width, example)
      : Float32Array.from({ length: width }, (_, column) => point[column] ?? 0)
  const { shape } = dataset
  if (!shape || given.length === 0) return given
  const moved = shift ? movedImages(given, shape, shift) : given
  return occlude
    ? occludedImages(moved.subarray(0, sizeOf(shape)), shape, occlude, mean(dataset, shape))
    : moved
}

function examplesOf(inputs: Float32Array, width: number, example?: number): Float32Array {
  return example === undefined ? inputs : inputs.subarray(example * width, (example + 1) * width)
}

/** Of all pixels of the training images. */
function mean({ train }: Dataset, shape: ImageShape): number {
  const count = train.count * sizeOf(shape)
  return train.inputs.reduce((sum, value) => sum + value, 0) / Math.max(1, count)
}

function gridPoints(over: 'plane' | 'line', resolution: number, dataset: Dataset): Float32Array {
  const width = dataset.columns.length
  const means = columnMeans(dataset)
  const count = over === 'line' ? resolution : resolution * resolution
  const raw = new Float32Array(count * width)
  for (let i = 0; i < count; i++) {
    raw.set(means, i * width)
    if (over === 'line') {
      raw[i * width] = PLANE_LIMIT * ((2 * i) / (resolution - 1) - 1)
    } else {
      const column = i % resolution
      const row = (i - column) / resolution
      raw[i * width] = PLANE_LIMIT * ((2 * column + 1) / resolution - 1)
      if (width > 1) raw[i * width + 1] = PLANE_LIMIT * (1 - (2 * row + 1) / resolution)
    }
  }
  return raw
}

function columnMeans({ columns, train }: Dataset): Float32Array {
  const sums = new Float64Array(columns.length)
  for (let i = 0; i < train.inputs.length; i++) sums[i % columns.length] += train.inputs[i]
  return Float32Array.from(sums, (sum) => sum / Math.max(1, train.count))
}
