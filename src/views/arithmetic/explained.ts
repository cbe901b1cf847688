import type { Experiment } from '../../model/experiment'
import { sizeOf } from '../../model/shapes'
import type { EdgeRef, UnitRef } from '../../store/selection'
import { type Frame, type Loaded, type ProbeRequest, probeKey } from '../../worker/protocol'
import { networkInput } from '../shared/inputs'
import { layerBelow, layerParameters } from '../shared/parameters'

/** One unit's computation for one example; every number is the engine's. */
export interface Explained {
  readonly layer: string
  readonly unit: number
  readonly below: string
  /** The step that all numbers belong to. */
  readonly step: number
  readonly inputs: readonly number[]
  readonly weights: readonly number[]
  readonly bias: number
  readonly z: number
  readonly a: number
  /** Outputs of all units of the layer, for what compares them. */
  readonly layerOutputs: Float32Array
}

/** The unit that is explained: the selected one, else the first that computes something. */
export function explainedUnit(
  loaded: Loaded,
  unit: UnitRef | null,
  edge: EdgeRef | null,
): UnitRef | null {
  const chosen = unit ?? (edge && { layer: edge.layer, unit: edge.to })
  if (chosen?.layer === 'inputs' && chosen.unit < loaded.inputs.length) return chosen
  const layer = loaded.layers.find(({ name }) => name === chosen?.layer)
  if (chosen && layer && chosen.unit < sizeOf(layer.shape)) return chosen
  const [first] = loaded.layers
  return first ? { layer: first.name, unit: 0 } : null
}

/** What has to be asked of the engine for a unit and an example given in raw columns. */
export function probesFor(
  loaded: Loaded,
  { layer }: UnitRef,
  point: readonly number[],
): ProbeRequest[] {
  if (layer === 'inputs') return []
  const below = layerBelow(loaded, layer)
  const at = (tensor: string): ProbeRequest => ({ tensor, over: 'point', point })
  return [
    at(`${layer}/preActivation`),
    at(`${layer}/output`),
    ...(below === 'inputs' ? [] : [at(`${below}/output`)]),
  ]
}

/** Null until a frame holds all that was asked for. */
export function explain(
  experiment: Experiment,
  loaded: Loaded,
  frame: Frame | null,
  { layer, unit }: UnitRef,
  point: readonly number[],
): Explained | null {
  const place = layerParameters(loaded, layer)
  if (!place || !frame) return null
  const below = layerBelow(loaded, layer)
  const [z, a, lower] = probesFor(loaded, { layer, unit }, point).map(
    (request) => frame.probes[probeKey(request)],
  )
  const inputs =
    below === 'inputs'
      ? loaded.inputs.map((_, index) => networkInput(experiment, loaded, index, point))
      : Array.from(lower ?? [])
  const complete =
    z?.length === place.units && a?.length === place.units && inputs.length === place.inputs
  if (!complete || !z || !a) return null
  const weightAt = place.weight + unit
  return {
    layer,
    unit,
    below,
    step: frame.state.step,
    inputs,
    weights: inputs.map((_, from) => frame.parameters[weightAt + from * place.units]),
    bias: frame.parameters[place.bias + unit],
    z: z[unit],
    a: a[unit],
    layerOutputs: a,
  }
}

/** Raw columns of one example. */
export function examplePoint(
  loaded: Loaded,
  { set, index }: { readonly set: 'train' | 'test'; readonly index: number },
): number[] {
  const columns = loaded.columns.length
  const { inputs } = loaded[set]
  return Array.from(inputs.subarray(index * columns, (index + 1) * columns))
}
