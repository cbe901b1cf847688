import { activations } from '../../model/activations'
import { layerKinds } from '../../model/layers'
import { isImage, type Shape, shapeText, sizeOf } from '../../model/shapes'
import type { LayerInfo, Loaded } from '../../worker/protocol'
import { allLayers } from '../shared/layers'
import { layerTitle } from '../shared/maps/layer-title'

/** What the maps show. */
export type Mode = 'activation' | 'gradient' | 'difference'

/** Maps of one tensor. A vector counts as so many maps of one pixel. */
export interface Sheet {
  /** As probes name it. */
  readonly tensor: string
  readonly rows: number
  readonly columns: number
  readonly maps: number
  /** Said where a layer has two sheets: "before ReLU". */
  readonly caption?: string
}

/** One layer's maps. */
export interface MapColumn {
  readonly layer: string
  /** "Layer 2", see `layerTitle`. */
  readonly title: string
  /** "Convolution 5×5". */
  readonly kind: string
  /** "28×28×6", "120". */
  readonly size: string
  readonly sheets: readonly Sheet[]
}

/** These hand on what came in: their maps are those of the layer before. */
const PASSING = new Set<LayerInfo['kind']>(['flatten', 'dropout'])

/**
 * From the input to the output.
 *
 * @param pairs whether what a layer gives stands beside what it has before its activation
 */
export function mapColumns(loaded: Loaded, mode: Mode, pairs: boolean): MapColumn[] {
  const input: MapColumn = {
    layer: 'inputs',
    title: 'Input',
    kind: mode === 'gradient' ? '∂L/∂x' : 'Image',
    size: shapeText(loaded.inputShape),
    sheets: [
      {
        tensor: mode === 'gradient' ? 'inputs/delta' : 'inputs/output',
        ...sides(loaded.inputShape),
      },
    ],
  }
  const layers = allLayers(loaded).filter(({ kind }) => !PASSING.has(kind))
  return [input, ...layers.map((layer) => columnOf(loaded, layer, mode, pairs))]
}

function columnOf(loaded: Loaded, layer: LayerInfo, mode: Mode, pairs: boolean): MapColumn {
  const { name, kind, shape, activation } = layer
  const size = sides(shape)
  const { label } = activations[activation]
  const weight = loaded.parameters.find((parameter) => parameter.name === `${name}/weight`)
  const window = kind === 'conv2d' && weight ? ` ${weight.shape[0]}×${weight.shape[1]}` : ''
  const own = { tensor: `${name}/${mode === 'gradient' ? 'delta' : 'output'}`, ...size }
  return {
    layer: name,
    title: layerTitle(name),
    kind: `${name.endsWith('/projection') ? 'Projection' : layerKinds[kind].label}${window}`,
    size: shapeText(shape),
    sheets:
      pairs && mode !== 'gradient' && activation !== 'identity'
        ? [
            { tensor: `${name}/preActivation`, ...size, caption: `before ${label}` },
            { ...own, caption: `after ${label}` },
          ]
        : [own],
  }
}

function sides(shape: Shape): Pick<Sheet, 'rows' | 'columns' | 'maps'> {
  return isImage(shape)
    ? { rows: shape[0], columns: shape[1], maps: shape[2] }
    : { rows: 1, columns: 1, maps: sizeOf(shape) }
}
