import type { Loaded, ParameterInfo } from '../../worker/protocol'
import { outputWidth } from './layers'

/** Where a layer's parameters stand in a frame's `parameters`. */
export interface LayerParameters {
  /** Units below. */
  readonly inputs: number
  readonly units: number
  /** First float of the weights [inputs, units], row by row. */
  readonly weight: number
  /** First float of the biases [units]. */
  readonly bias: number
}

export function layerParameters(loaded: Loaded, layer: string): LayerParameters | null {
  const find = (role: string): ParameterInfo | undefined =>
    loaded.parameters.find(({ name }) => name === `${layer}/${role}`)
  const [weight, bias] = [find('weight'), find('bias')]
  if (!weight || !bias) return null
  const [inputs, units] = weight.shape
  return { inputs, units, weight: weight.offset, bias: bias.offset }
}

/** The name of the layer whose outputs feed `layer`; `inputs` below the first. */
export function layerBelow(loaded: Loaded, layer: string): string {
  const index = loaded.layers.findIndex(({ name }) => name === layer)
  return loaded.layers[index - 1]?.name ?? 'inputs'
}

/** "x", "1·3", "output 2": a short name of a unit, counted from 1 as people do. */
export function shortUnitName(loaded: Loaded, layer: string, unit: number): string {
  if (layer === 'inputs') return loaded.inputs[unit]?.label ?? `input ${unit + 1}`
  if (layer !== 'output') return `${Number(layer.slice('layers/'.length)) + 1}·${unit + 1}`
  const outputs = outputWidth(loaded)
  return outputs === 1 ? 'output' : (loaded.classes[unit] ?? `output ${unit + 1}`)
}

/** "Input x", "Layer 1, unit 3", "Output setosa". */
export function unitName(loaded: Loaded, layer: string, unit: number): string {
  if (layer === 'inputs') return `Input ${shortUnitName(loaded, layer, unit)}`
  if (layer !== 'output') {
    return `Layer ${Number(layer.slice('layers/'.length)) + 1}, unit ${unit + 1}`
  }
  const name = shortUnitName(loaded, layer, unit)
  return name === 'output' ? 'Output' : `Output ${name.replace(/^output /, '')}`
}
