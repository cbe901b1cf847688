import { activations } from '../../model/activations'
import type { LayerKind } from '../../model/experiment'
import { sizeOf } from '../../model/shapes'
import { SUMMARY } from '../../plan/summary'
import {
  type Frame,
  type LayerInfo,
  type Loaded,
  type ProbeRequest,
  probeKey,
} from '../../worker/protocol'
import { layerParameters } from '../shared/parameters'
import type { ExampleRef } from './reading'

/** What the signal is measured over: one example, or all of the coming batch. */
export type Over = ExampleRef | 'batch'

/** One step of the signal's way back: from the layer above to this one. */
export interface Gain {
  readonly layer: string
  /** Whether it stands within a residual block, beside the main way. */
  readonly inner: boolean
  /** What the signal came through: the kind of the layer above. Null of the output: the loss. */
  readonly through: LayerKind | null
  /** ‖δ‖ of the layer above; of the output its own. */
  readonly before: number
  /** ‖Wᵀδ‖, where a dense layer stands above. */
  readonly weighted: number | null
  /** ‖δ‖ of this layer. */
  readonly after: number
  /** What comes around a block and what comes through its layers; they add up to δ. */
  readonly branches: { readonly around: number; readonly layers: number } | null
}

/** A layer and the one that its delta comes from. */
interface Step {
  readonly layer: LayerInfo
  readonly above: LayerInfo | null
  readonly inner: boolean
}

/** All layers whose deltas matter, from the output down to the first with parameters. */
function stepsOf(loaded: Loaded): Step[] {
  const { layers, parameters } = loaded
  const lowest = layers.findIndex(({ name }) =>
    parameters.some((parameter) => parameter.name.startsWith(`${name}/`)),
  )
  return layers
    .map((layer, i): Step => ({ layer, above: layers[i + 1] ?? null, inner: false }))
    .slice(Math.max(0, lowest))
    .reverse()
    .flatMap((step) => [step, ...innerSteps(step.layer)])
}

function innerSteps(block: LayerInfo): Step[] {
  const inner = block.layers ?? []
  const own = inner.filter(({ name }) => !name.endsWith('/projection'))
  return inner
    .map((layer): Step => {
      const at = own.indexOf(layer)
      return { layer, above: own[at + 1] && at >= 0 ? own[at + 1] : block, inner: true }
    })
    .reverse()
}

/** Whether its input is added as it is, so that what came around can be told from the rest. */
const addsInput = ({ kind, layers }: LayerInfo): boolean =>
  kind === 'residual' && !layers?.some(({ name }) => name.endsWith('/projection'))

const isSplit = (above: LayerInfo | null): above is LayerInfo =>
  above !== null && (above.kind === 'dense' || addsInput(above))

/** What has to be asked: whole deltas where they are multiplied, else their norms. */
export function gainProbes(loaded: Loaded, over: Over): ProbeRequest[] {
  const steps = stepsOf(loaded)
  const whole = new Set<string>()
  const slopes = new Set<string>()
  for (const { layer, above } of steps) {
    if (over !== 'batch') whole.add(layer.name)
    if (!isSplit(above)) continue
    whole.add(above.name)
    if (above.kind === 'dense') continue
    whole.add(layer.name)
    slopes.add(layer.name)
  }
  return [
    ...steps.map(({ layer: { name } }) => deltaRequest(name, over, whole.has(name))),
    ...[...slopes].map((name) => requestOf(`${name}/preActivation`, over)),
  ]
}

export function requestOf(tensor: string, over: Over): ProbeRequest {
  return over === 'batch' ? { tensor, over } : { tensor, over: over.set, example: over.index }
}

function deltaRequest(layer: string, over: Over, whole: boolean): ProbeRequest {
  const request = requestOf(`${layer}/delta`, over)
  return whole ? request : { ...request, reduce: 'summary' }
}

/** From the output down; null until a frame holds all that `gainProbes` asks for. */
export function readGains(loaded: Loaded, frame: Frame | null, over: Over): Gain[] | null {
  if (!frame) return null
  const whole = (tensor: string) => frame.probes[probeKey(requestOf(tensor, over))]
  const normOf = (layer: string): number | undefined => {
    const delta = whole(`${layer}/delta`)
    if (delta) return norm(delta)
    return frame.probes[probeKey(deltaRequest(layer, over, false))]?.[SUMMARY.norm]
  }
  const gains: Gain[] = []
  for (const { layer, above, inner } of stepsOf(loaded)) {
    const after = normOf(layer.name)
    const before = above ? normOf(above.name) : after
    if (after === undefined || before === undefined) return null
    const gain = { layer: layer.name, inner, through: above?.kind ?? null, before, after }
    const signal = isSplit(above) ? whole(`${above.name}/delta`) : undefined
    let weighted: number | null = null
    let branches: Gain['branches'] = null
    if (above && signal && above.kind === 'dense') {
      weighted = weightedNorm(loaded, frame, above, signal)
      if (weighted === null) return null
    } else if (above && signal && !inner) {
      const [delta, z] = [whole(`${layer.name}/delta`), whole(`${layer.name}/preActivation`)]
      if (delta && z) branches = branchNorms(layer, { delta, z, signal })
    }
    gains.push({ ...gain, weighted, branches })
  }
  return gains
}

/** √Σx² in float64. */
export function norm(values: ArrayLike<number>): number {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i] * values[i]
  return Math.sqrt(sum)
}

/** ‖Wᵀδ‖ over all rows of δ [rows, units]; null where the frame is older than the network. */
function weightedNorm(
  loaded: Loaded,
  { parameters }: Frame,
  { name }: LayerInfo,
  delta: Float32Array,
): number | null {
  const place = layerParameters(loaded, name)
  if (!place || delta.length % place.units !== 0) return null
  const { inputs, units, weight } = place
  let sum = 0
  for (let row = 0; row < delta.length; row += units) {
    for (let i = 0; i < inputs; i++) {
      const at = weight + i * units
      let value = 0
      for (let j = 0; j < units; j++) value += parameters[at + j] * delta[row + j]
      sum += value * value
    }
  }
  return Math.sqrt(sum)
}

/**
 * A block that adds its input hands its delta on as it is, beside what comes through its layers:
 * δ = (δ_around + δ_layers) ⊙ σ′(z). The first part is computed here, the second is the rest.
 */
function branchNorms(
  { activation }: LayerInfo,
  { delta, z, signal }: Readonly<Record<'delta' | 'z' | 'signal', Float32Array>>,
): NonNullable<Gain['branches']> {
  const { derivative } = activations[activation]
  const around = Float64Array.from(signal, (each, i) => each * derivative(z[i]))
  return { around: norm(around), layers: norm(around.map((each, i) => delta[i] - each)) }
}

/** Multiply-adds of one reading: whether it may follow every frame. */
export function workOf(loaded: Loaded, rows: number): number {
  return stepsOf(loaded).reduce((sum, { layer, above }) => {
    const size = sizeOf(layer.shape)
    return sum + rows * (above?.kind === 'dense' ? size * sizeOf(above.shape) : size)
  }, 0)
}
