import { layerKinds } from '../../model/layers'
import { isImage } from '../../model/shapes'
import type { LayerInfo, Loaded } from '../../worker/protocol'
import { allLayers, firstMixing } from '../shared/layers'
import { layerTitle } from '../shared/maps/layer-title'

/** A layer whose weights are images: a convolution, or a dense layer that sees the pixels. */
export interface FilterLayer {
  readonly name: string
  /** "Layer 1". */
  readonly title: string
  /** "Layer 1 · Convolution 5×5". */
  readonly label: string
  readonly kind: 'filter' | 'unit'
  /** Height and width of one filter. */
  readonly rows: number
  readonly columns: number
  /** Channels that each filter reads. */
  readonly inputs: number
  readonly filters: number
  /** First floats in a frame's `parameters`: [row, column, input, filter], and [filter]. */
  readonly weight: number
  readonly bias: number
}

/** In the order of the computation. */
export function filterLayers(loaded: Loaded): FilterLayer[] {
  const first = firstMixing(loaded)
  return allLayers(loaded).flatMap((layer) => {
    const isFirstDense = layer === first && layer.kind === 'dense'
    return layer.kind === 'conv2d' || isFirstDense ? (filterLayer(loaded, layer) ?? []) : []
  })
}

function filterLayer(loaded: Loaded, layer: LayerInfo): FilterLayer | null {
  const { name, kind } = layer
  const find = (role: string) =>
    loaded.parameters.find((parameter) => parameter.name === `${name}/${role}`)
  const [weight, bias] = [find('weight'), find('bias')]
  // What a flatten layer hands on still stands as the pixels did.
  const shape = kind === 'conv2d' ? weight?.shape : [...loaded.inputShape, weight?.shape[1] ?? 0]
  if (!weight || !bias || !shape || !isImage(loaded.inputShape)) return null
  const [rows, columns, inputs, filters] = shape
  const projects = name.endsWith('/projection')
  const what = projects ? 'Projection' : layerKinds[kind].label
  return {
    name,
    title: projects ? `${layerTitle(name)} projection` : layerTitle(name),
    label: `${layerTitle(name)} · ${what} ${rows}×${columns}`,
    kind: kind === 'conv2d' ? 'filter' : 'unit',
    rows,
    columns,
    inputs,
    filters,
    weight: weight.offset,
    bias: bias.offset,
  }
}

/** The picture's channel of a filter's slice for one input. */
export const sliceOf = ({ filters }: FilterLayer, filter: number, input: number): number =>
  input * filters + filter

/** "Layer 3, filter 2, input 4"; of one input the filter alone. */
export function sliceName(layer: FilterLayer, filter: number, input: number): string {
  const own = `${layer.title}, ${layer.kind} ${filter + 1}`
  return layer.inputs > 1 ? `${own}, input ${input + 1}` : own
}
