/** Edits of the network: pure functions of the document, for `workbench.experiment.edit`. */
import type { ActivationName } from '../../model/activations'
import { type Experiment, type Layer, LIMITS, type PlainLayer } from '../../model/experiment'
import { type InitializerName, initializers } from '../../model/initializers'
import { layerEntry } from '../../model/layers'
import type { Padding } from '../../model/window'
import { withFittingParameters } from '../shared/fit-experiment'

export type Edit = (experiment: Experiment) => Experiment

/** Where a layer stands: its index; within a residual block the block's, then its own. */
export type LayerPath = readonly [index: number] | readonly [block: number, inner: number]

export function layerAt({ layers }: Experiment, [index, inner]: LayerPath): Layer | undefined {
  const layer = layers[index]
  if (inner === undefined) return layer
  return layer?.kind === 'residual' ? layer.layers[inner] : undefined
}

/** The list that a layer stands in. */
export function layersBeside({ layers }: Experiment, [index, inner]: LayerPath): readonly Layer[] {
  if (inner === undefined) return layers
  const block = layers[index]
  return block?.kind === 'residual' ? block.layers : []
}

/** Given parameters fit one shape only, so they go when it changes. */
function withLayers(experiment: Experiment, layers: readonly Layer[]): Experiment {
  const { initialParameters: _, ...rest } = experiment
  return { ...rest, layers }
}

function withList(experiment: Experiment, path: LayerPath, list: readonly Layer[]): Experiment {
  const [index, inner] = path
  if (inner === undefined) return withLayers(experiment, list)
  const block = experiment.layers[index]
  if (block?.kind !== 'residual') return experiment
  const layers = list.filter((layer): layer is PlainLayer => layer.kind !== 'residual')
  return withLayers(experiment, experiment.layers.with(index, { ...block, layers }))
}

const own = (path: LayerPath): number => path[1] ?? path[0]

/** Layers that a list may hold. */
export const mostLayers = ([, inner]: LayerPath): number =>
  inner === undefined ? LIMITS.hiddenLayers : LIMITS.blockLayers

/** Puts a layer in so that it stands at `path`. */
export function insertLayer(path: LayerPath, layer: Layer): Edit {
  return (experiment) => {
    const list = layersBeside(experiment, path)
    if (list.length >= mostLayers(path)) return experiment
    return withList(experiment, path, list.toSpliced(own(path), 0, layer))
  }
}

/** Takes a layer out; the last one of a block stays. */
export function removeLayer(path: LayerPath): Edit {
  return (experiment) => {
    const list = layersBeside(experiment, path)
    if (path.length === 2 && list.length < 2) return experiment
    return withList(experiment, path, list.toSpliced(own(path), 1))
  }
}

/** Takes a layer out and puts it back so that it stands at `to` in the same list. */
export function moveLayer(path: LayerPath, to: number): Edit {
  return (experiment) => {
    const list = [...layersBeside(experiment, path)]
    const [layer] = list.splice(own(path), 1)
    if (!layer || own(path) === to || to < 0 || to > list.length) return experiment
    return withList(experiment, path, list.toSpliced(to, 0, layer))
  }
}

/** Puts another layer in its place, which may be of the same shape. */
function changeLayer(path: LayerPath, change: (layer: Layer) => Layer): Edit {
  return (experiment) => {
    const layer = layerAt(experiment, path)
    const changed = layer && change(layer)
    if (!changed || changed === layer) return experiment
    const list = layersBeside(experiment, path).with(own(path), changed)
    const { initialParameters } = experiment
    const after = withList(experiment, path, list)
    return withFittingParameters(
      experiment,
      initialParameters ? { ...after, initialParameters } : after,
    )
  }
}

/** A number from the settings of the layer's kind. */
export function setSetting(path: LayerPath, name: string, value: number): Edit {
  return changeLayer(path, (layer) => {
    const setting = layerEntry(layer).settings[name]
    if (!setting || !Number.isFinite(value)) return layer
    const whole = setting.integer ? Math.round(value) : value
    const within = Math.min(setting.max, Math.max(setting.min, whole))
    const before: unknown = Reflect.get(layer, name)
    if (within === before) return layer
    // Windows of pooling that lie side by side go on doing so.
    const follows = name === 'size' && 'size' in layer && layer.stride === layer.size
    return { ...layer, [name]: within, ...(follows && { stride: within }) }
  })
}

export const setUnits = (index: number, units: number): Edit => setSetting([index], 'units', units)

export function setPadding(path: LayerPath, padding: Padding): Edit {
  return changeLayer(path, (layer) =>
    layer.kind === 'conv2d' && layer.padding !== padding ? { ...layer, padding } : layer,
  )
}

export function setActivation(path: LayerPath, activation: ActivationName): Edit {
  return changeLayer(path, (layer) => ('activation' in layer ? { ...layer, activation } : layer))
}

/** Another initializer with its default settings. */
export function setInitializer(path: LayerPath, kind: InitializerName): Edit {
  const settings = Object.entries(initializers[kind].settings)
  const defaults = Object.fromEntries(settings.map(([name, { default: value }]) => [name, value]))
  return withNewWeights(path, () => ({ ...defaults, kind }))
}

export function setInitializerSetting(path: LayerPath, name: string, value: number): Edit {
  return withNewWeights(path, (initializer) =>
    Number.isFinite(value)
      ? { ...initializer, [name]: value, kind: initializer.kind }
      : initializer,
  )
}

type Initializer = Extract<Layer, { initializer: unknown }>['initializer']

function withNewWeights(path: LayerPath, change: (before: Initializer) => Initializer): Edit {
  const edit = changeLayer(path, (layer) => {
    if (!('initializer' in layer)) return layer
    const initializer = change(layer.initializer)
    return initializer === layer.initializer ? layer : { ...layer, initializer }
  })
  return (experiment) => {
    const after = edit(experiment)
    return after === experiment ? experiment : withLayers(after, after.layers)
  }
}
