import type { Experiment, Layer, LayerKind } from './experiment'
import { isMisfit, type LayerEntry, type Misfit, type ParameterShape } from './layers/layer'
import { plainLayers, residual } from './layers/residual'
import type { Shape } from './shapes'

export type { LayerEntry, Misfit, ParameterRole, ParameterShape } from './layers/layer'
export { innerShapes, projectionOf } from './layers/residual'

/** In the order in which menus show them. */
export const layerKinds = { ...plainLayers, residual } as const

export const layerKindNames = Object.keys(layerKinds) as LayerKind[]

export function layerEntry(layer: Layer): LayerEntry {
  return layerKinds[layer.kind]
}

/** What happens to the shape of one example from layer to layer. */
export interface LayerShapes {
  /** Output of each layer, as far as they fit. */
  readonly shapes: readonly Shape[]
  /** The first layer that cannot stand where it stands. */
  readonly misfit?: { readonly index: number; readonly misfit: Misfit } | undefined
}

export function layerShapes(input: Shape, layers: readonly Layer[]): LayerShapes {
  const shapes: Shape[] = []
  for (const [index, layer] of layers.entries()) {
    const shape = layerEntry(layer).shape(layer, shapes[index - 1] ?? input)
    if (isMisfit(shape)) return { shapes, misfit: { index, misfit: shape } }
    shapes.push(shape)
  }
  return { shapes }
}

/** Parameters of one layer, named from the layer on. */
export function layerParameters(layer: Layer, input: Shape): readonly ParameterShape[] {
  return layerEntry(layer).parameters(layer, input)
}

/** The network as it is, mended fix by fix until every layer fits. */
export function fitLayers(input: Shape, layers: readonly Layer[]): Experiment['layers'] {
  const { misfit } = layerShapes(input, layers)
  if (!misfit) return layers
  const { index } = misfit
  return fitLayers(input, layers.toSpliced(index, 1, ...misfit.misfit.fix.layers))
}
