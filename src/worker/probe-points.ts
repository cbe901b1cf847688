import type { PointProbe } from '../engine/backend'
import { type Dataset, PLANE_LIMIT } from '../model/dataset'
import type { Compiled } from '../plan/compile'
import type { Tensor } from '../plan/plan'
import { type ProbeRequest, probeKey } from './protocol'

/** Answers to one set of requests: what to ask the engine, under which key the page looks for it. */
export interface PlacedProbes {
  readonly keys: readonly string[]
  readonly probes: readonly PointProbe[]
}

/**
 * Places the points that probes ask about in the plan's free rows of `data`. Points of the same
 * grid are written once and shared by all layers.
 *
 * @param write puts network inputs at an offset of `data`
 */
export function placeProbes(
  requests: readonly ProbeRequest[],
  { plan, examples }: Compiled,
  dataset: Dataset,
  write: (offset: number, inputs: Float32Array<ArrayBuffer>) => void,
): PlacedProbes {
  const places = new Map<string, { inputs: number; count: number } | null>()
  let used = 0

  const place = (request: ProbeRequest) => {
    if (request.over === 'train') return plan.sets.train
    if (request.over === 'test') return plan.sets.test
    const key = probeKey({ ...request, tensor: '' })
    const known = places.get(key)
    if (known !== undefined) return known
    const raw = rawPoints(request, dataset)
    const count = raw.length / dataset.columns.length
    const fits = used + count <= plan.probe.rows
    const placed = fits ? { inputs: plan.probe.inputs + used * plan.inputs.length, count } : null
    if (placed) {
      write(placed.inputs, examples.encode(raw, count))
      used += count
    }
    places.set(key, placed)
    return placed
  }

  const keys: string[] = []
  const probes: PointProbe[] = []
  for (const request of requests) {
    const tensor = findTensor(request.tensor, plan.layers)
    const points = tensor && place(request)
    // A view may still ask for a layer that has just been removed.
    if (!tensor || !points || points.count === 0) continue
    keys.push(probeKey(request))
    probes.push({ tensor, inputs: points.inputs, count: points.count })
  }
  return { keys, probes }
}

function findTensor(path: string, layers: Compiled['plan']['layers']): Tensor | undefined {
  const at = path.lastIndexOf('/')
  const layer = layers.find(({ name }) => name === path.slice(0, at))
  if (path.endsWith('/preActivation')) return layer?.preActivation
  return path.endsWith('/output') ? layer?.output : undefined
}

/** [points, columns] in the data set's own coordinates. */
function rawPoints(request: ProbeRequest, dataset: Dataset): Float32Array {
  const width = dataset.columns.length
  const { over, point = [], resolution = 2 } = request
  if (over === 'point') {
    return Float32Array.from({ length: width }, (_, column) => point[column] ?? 0)
  }
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
