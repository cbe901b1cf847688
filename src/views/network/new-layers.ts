import {
  type DenseLayer,
  type Experiment,
  type Layer,
  type LayerKind,
  LIMITS,
  type PlainLayer,
} from '../../model/experiment'
import { fitLayers, innerShapes, layerKindNames, layerKinds, layerShapes } from '../../model/layers'
import { inputShape } from '../../model/network-shape'
import { isImage, type Shape, sizeOf } from '../../model/shapes'
import { insertLayer, type LayerPath, layersBeside } from './edits'

/** One kind of layer that a visitor may put in a place. */
export interface Choice {
  readonly kind: LayerKind
  readonly label: string
  readonly help: string
  readonly layer: Layer
  /** Why it cannot stand there, as a sentence; null where it can. */
  readonly obstacle: string | null
}

/** All kinds, in the order of menus, as they would stand at `path`. */
export function choices(experiment: Experiment, path: LayerPath): Choice[] {
  const below = shapeBelow(experiment, path)
  const beside = layersBeside(experiment, path)
  const kinds =
    path.length === 2 ? layerKindNames.filter((kind) => kind !== 'residual') : layerKindNames
  return kinds.map((kind) => {
    const layer = newLayer(kind, below, beside.slice(0, path.at(-1)), experiment.layers)
    const { label, help } = layerKinds[kind]
    return { kind, label, help, layer, obstacle: obstacle(experiment, path, layer, below) }
  })
}

/** What comes in at a place. */
function shapeBelow(experiment: Experiment, [index, inner]: LayerPath): Shape {
  const input = inputShape(experiment)
  const { shapes } = layerShapes(input, experiment.layers)
  const below = shapes[index - 1] ?? input
  const block = experiment.layers[index]
  if (inner === undefined || block?.kind !== 'residual') return below
  const within = innerShapes(block, below)
  return ('message' in within ? undefined : within[inner - 1]) ?? below
}

function obstacle(
  experiment: Experiment,
  path: LayerPath,
  layer: Layer,
  below: Shape,
): string | null {
  if (layer.kind === 'flatten' && !isImage(below)) return 'One row of numbers comes in already.'
  const input = inputShape(experiment)
  const { layers } = insertLayer(path, layer)(experiment)
  const { shapes, misfit } = layerShapes(input, layers)
  if (!misfit) return null
  const { index, misfit: own } = misfit
  const isItself = index === path[0] && own.inner === path[1]
  if (isItself) return isImage(below) ? own.message : 'Needs an image; one row of numbers comes in.'
  // What follows may shrink to fit, which is asked later; but it shall not go.
  if (countLayers(fitLayers(input, layers)) >= countLayers(layers)) return null
  const name = `Layer ${index + 1}, which follows,`
  const missesImage = isImage(below) && !isImage(shapes[index - 1] ?? input)
  return missesImage ? `${name} needs an image.` : `${name} would not fit. ${own.message}`
}

const countLayers = (layers: readonly Layer[]): number =>
  layers.reduce((sum, layer) => sum + (layer.kind === 'residual' ? layer.layers.length : 1), 0)

const USUAL: DenseLayer = {
  kind: 'dense',
  units: 4,
  activation: 'tanh',
  initializer: { kind: 'glorotUniform' },
}
const IMAGE_USUAL = { activation: 'relu', initializer: { kind: 'heNormal' } } as const

/** A sensible layer of a kind: like its nearest neighbour of that kind, so that it fits in. */
export function newLayer(
  kind: LayerKind,
  below: Shape,
  before: readonly Layer[],
  all: readonly Layer[],
): Layer {
  switch (kind) {
    case 'dense':
      return (
        before.findLast((layer) => layer.kind === 'dense') ??
        all.find((layer) => layer.kind === 'dense') ??
        (sizeOf(below) > LIMITS.tableColumns ? { ...USUAL, ...IMAGE_USUAL, units: 32 } : USUAL)
      )
    case 'conv2d': {
      const like = before.findLast((layer) => layer.kind === 'conv2d')
      const { filters, kernel } = layerKinds.conv2d.settings
      const size = { filters: filters.default, kernel: kernel.default, ...IMAGE_USUAL }
      return { kind, ...size, ...like, stride: 1, dilation: 1, padding: 'same' }
    }
    case 'maxPool2d':
    case 'averagePool2d':
      return { kind, size: 2, stride: 2, padding: 0 }
    case 'globalAveragePool2d':
    case 'flatten':
      return { kind }
    case 'dropout':
      return { kind, rate: layerKinds.dropout.settings.rate.default }
    case 'batchNorm': {
      const { momentum, epsilon } = layerKinds.batchNorm.settings
      return { kind, momentum: momentum.default, epsilon: epsilon.default, activation: 'identity' }
    }
    case 'residual':
      return newBlock(below, before)
  }
}

/** Two layers that keep the shape, so that the block's input can be added as it is. */
function newBlock(below: Shape, before: readonly Layer[]): Layer {
  const dense = before.findLast((layer) => layer.kind === 'dense')
  const activation = isImage(below) ? 'relu' : (dense?.activation ?? 'relu')
  const initializer = (!isImage(below) && dense?.initializer) || IMAGE_USUAL.initializer
  const layer = (own: DenseLayer['activation']): PlainLayer =>
    isImage(below)
      ? {
          kind: 'conv2d',
          filters: Math.min(LIMITS.filters, below[2]),
          kernel: 3,
          stride: 1,
          dilation: 1,
          padding: 'same',
          activation: own,
          initializer,
        }
      : { kind: 'dense', units: Math.min(LIMITS.units, below[0]), activation: own, initializer }
  return { kind: 'residual', layers: [layer(activation), layer('identity')], activation }
}
