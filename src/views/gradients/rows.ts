import { type ActivationName, activations } from '../../model/activations'
import { layerKinds } from '../../model/layers'
import { sizeOf, unitsOf } from '../../model/shapes'
import type { LayerInfo, Loaded } from '../../worker/protocol'
import { allLayers } from '../shared/layers'
import { layerTitle } from '../shared/maps/layer-title'

/** A layer as this view lists it. */
export interface LayerRow {
  /** As in probes: `layers/0`, `layers/2/layers/0`, `output`. */
  readonly name: string
  /** "Layer 1", "Layer 3.2", "Layer 3 projection", "Output". */
  readonly title: string
  /** "tanh" of a dense layer, "Convolution", "Max pooling". */
  readonly detail: string
  readonly inner: boolean
  readonly kind: LayerInfo['kind']
  /** The parameter whose gradient stands for the layer's; null of layers without parameters. */
  readonly parameter: 'weight' | 'gamma' | null
  /** Whether it has a pre-activation of its own. */
  readonly activates: boolean
  readonly activation: ActivationName
  /** Values of one example. */
  readonly size: number
  /** Units of a vector, maps of an image. */
  readonly units: number
}

/** In the order of the computation: the layers of a block, then the block. */
export function layerRows(loaded: Loaded): LayerRow[] {
  return allLayers(loaded).map((layer) => {
    const { name, kind, activation, shape } = layer
    const projects = name.endsWith('/projection')
    return {
      name,
      title: projects ? `${layerTitle(name)} projection` : layerTitle(name),
      detail: detailOf(layer),
      kind,
      inner: name.split('/').length > 2,
      parameter: parameterOf(loaded, name),
      activates:
        kind === 'dense' || kind === 'conv2d' || kind === 'batchNorm' || kind === 'residual',
      activation,
      size: sizeOf(shape),
      units: unitsOf(shape),
    }
  })
}

function detailOf({ kind, activation }: LayerInfo): string {
  if (kind === 'residual') return 'Residual'
  if (kind !== 'dense') return layerKinds[kind].label
  return activation === 'identity' ? 'linear' : activations[activation].label
}

function parameterOf({ parameters }: Loaded, layer: string): LayerRow['parameter'] {
  const has = (role: string) => parameters.some(({ name }) => name === `${layer}/${role}`)
  return has('weight') ? 'weight' : has('gamma') ? 'gamma' : null
}

/**
 * Whether half of an activation's input has slope 0 by design, as ReLU's has: flat there is no
 * saturation.
 */
export function rectifies(name: ActivationName): boolean {
  const { value, derivative } = activations[name]
  return value(-1) === 0 && derivative(-1) === 0 && derivative(1) !== 0
}

/** Whether a unit can be stuck where both its output and its slope are 0, for good. */
export function canDie(name: ActivationName): boolean {
  const { value, derivative } = activations[name]
  return [-40, 40].some((z) => Math.abs(value(z)) < 1e-30 && Math.abs(derivative(z)) < 1e-30)
}
