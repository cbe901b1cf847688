import { type ImageShape, isImage, sizeOf } from '../../../model/shapes'
import type { LayerInfo, Loaded, ProbeRequest } from '../../../worker/protocol'

/**
 * Where the maps of Grad-CAM come from, and how ∂score/∂A is known for them. The engine's deltas are
 * derivatives by pre-activations z:
 * - `own`: the layer has no activation, so its delta is ∂score/∂A;
 * - `pooled`: global average pooling follows, which hands the same share of its delta to each place;
 * - `dense`: a dense layer follows, so ∂score/∂A = W·δ with its weights and delta;
 * - `before`: none of these; maps and derivatives are those before the activation, z for A.
 */
export interface CamSource {
  readonly layer: LayerInfo
  readonly way: 'own' | 'pooled' | 'dense' | 'before'
  /** The layer whose delta is asked for. */
  readonly deltaOf: LayerInfo
}

/** The last layer that gives maps; null for a network without one. */
export function camSource({ layers }: Pick<Loaded, 'layers'>): CamSource | null {
  // In use, dropout hands on what comes in and has no delta of its own.
  const own = layers.filter(({ kind }) => kind !== 'dropout' && kind !== 'flatten')
  const at = own.findLastIndex(({ shape }) => isImage(shape))
  const layer = own[at]
  if (!layer) return null
  if (layer.activation === 'identity') return { layer, way: 'own', deltaOf: layer }
  const next = own[at + 1]
  if (next.kind === 'globalAveragePool2d') return { layer, way: 'pooled', deltaOf: next }
  if (next.kind === 'dense') return { layer, way: 'dense', deltaOf: next }
  return { layer, way: 'before', deltaOf: layer }
}

/** The maps and the derivative of a class's score at one image. */
export function camRequests(
  { layer, way, deltaOf }: CamSource,
  points: Pick<ProbeRequest, 'over' | 'point' | 'example'>,
  target: number,
): readonly [maps: ProbeRequest, delta: ProbeRequest] {
  const maps = way === 'before' ? 'preActivation' : 'output'
  return [
    { tensor: `${layer.name}/${maps}`, ...points },
    { tensor: `${deltaOf.name}/delta`, ...points, of: 'score', target },
  ]
}

/**
 * ReLU(Σ α_k·A_k) with α_k the mean of ∂score/∂A_k over its places: [height, width] of the maps.
 * Source: R. Selvaraju and others, "Grad-CAM", 2017.
 *
 * @param maps [height, width, channels]
 * @param delta of `deltaOf`
 * @param weight of that layer where it is dense: [inputs, units]
 */
export function classActivationMap(
  { way }: CamSource,
  [height, width, channels]: ImageShape,
  maps: Float32Array,
  delta: Float32Array,
  weight?: Float32Array,
): Float32Array {
  const places = height * width
  const alpha = new Float64Array(channels)
  if (way === 'pooled') for (let k = 0; k < channels; k++) alpha[k] = delta[k] / places
  else {
    for (let i = 0; i < places * channels; i++) {
      alpha[i % channels] += derivativeAt(i, delta, weight) / places
    }
  }
  return Float32Array.from({ length: places }, (_, place) => {
    let sum = 0
    for (let k = 0; k < channels; k++) sum += alpha[k] * maps[place * channels + k]
    return Math.max(0, sum)
  })
}

function derivativeAt(i: number, delta: Float32Array, weight?: Float32Array): number {
  if (!weight) return delta[i]
  let sum = 0
  for (let unit = 0; unit < delta.length; unit++)
    sum += weight[i * delta.length + unit] * delta[unit]
  return sum
}

/** Weights of a dense layer among all parameters; undefined for any other. */
export function denseWeight(
  { way, deltaOf }: CamSource,
  { parameters }: Pick<Loaded, 'parameters'>,
  values: Float32Array,
): Float32Array | undefined {
  if (way !== 'dense') return undefined
  const weight = parameters.find(({ name }) => name === `${deltaOf.name}/weight`)
  if (!weight) return undefined
  return values.subarray(
    weight.offset,
    weight.offset + sizeOf(deltaOf.inputShape) * weight.shape[1],
  )
}

/** A map stretched over an image, between the centres of its places; [height, width]. */
export function stretched(
  map: Float32Array,
  [fromHeight, fromWidth]: readonly [height: number, width: number, ...unknown[]],
  [height, width]: readonly [height: number, width: number, ...unknown[]],
): Float32Array {
  const down = Array.from({ length: height }, (_, row) => between(row, height, fromHeight))
  const across = Array.from({ length: width }, (_, column) => between(column, width, fromWidth))
  const result = new Float32Array(height * width)
  for (const [row, [upper, lower, y]] of down.entries()) {
    for (const [column, [left, right, x]] of across.entries()) {
      const at = (r: number, c: number) => map[r * fromWidth + c]
      const above = at(upper, left) * (1 - x) + at(upper, right) * x
      const below = at(lower, left) * (1 - x) + at(lower, right) * x
      result[row * width + column] = above * (1 - y) + below * y
    }
  }
  return result
}

/** The two places around one of `count` that are spread over `from` places, and the second's share. */
function between(
  index: number,
  count: number,
  from: number,
): readonly [first: number, second: number, share: number] {
  const at = Math.min(from - 1, Math.max(0, ((index + 0.5) * from) / count - 0.5))
  const first = Math.floor(at)
  return [first, Math.min(from - 1, first + 1), at - first]
}
