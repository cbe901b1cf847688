/** Edits of the network: pure functions of the document, for `workbench.experiment.edit`. */
import type { ActivationName } from '../../model/activations'
import { type DenseLayer, type Experiment, type Layer, LIMITS } from '../../model/experiment'
import { type InitializerName, initializers } from '../../model/initializers'

type Edit = (experiment: Experiment) => Experiment

const FIRST_LAYER: DenseLayer = {
  kind: 'dense',
  units: 4,
  activation: 'tanh',
  initializer: { kind: 'glorotUniform' },
}

/** Given parameters fit one shape only, so they go when it changes. */
function withLayers(experiment: Experiment, layers: readonly Layer[]): Experiment {
  const { initialParameters: _, ...rest } = experiment
  return { ...rest, layers }
}

function denseLayer({ layers }: Experiment, index: number): DenseLayer | undefined {
  const layer = layers[index]
  return layer?.kind === 'dense' ? layer : undefined
}

/** A dense layer like its neighbour, to stand at `index`. */
export function addLayer(index: number): Edit {
  return (experiment) => {
    const { layers } = experiment
    if (layers.length >= LIMITS.hiddenLayers) return experiment
    const layer = layers[index - 1] ?? layers[index] ?? FIRST_LAYER
    return withLayers(experiment, [...layers.slice(0, index), layer, ...layers.slice(index)])
  }
}

export function removeLayer(index: number): Edit {
  return (experiment) =>
    withLayers(
      experiment,
      experiment.layers.filter((_, i) => i !== index),
    )
}

/** Takes a layer out and puts it back so that it stands at `to`. */
export function moveLayer(from: number, to: number): Edit {
  return (experiment) => {
    const layers = [...experiment.layers]
    const [layer] = layers.splice(from, 1)
    if (!layer || from === to || to < 0 || to > layers.length) return experiment
    layers.splice(to, 0, layer)
    return withLayers(experiment, layers)
  }
}

export function setUnits(index: number, units: number): Edit {
  return (experiment) => {
    const layer = denseLayer(experiment, index)
    const count = Math.min(LIMITS.units, Math.max(1, Math.round(units)))
    if (!layer || !Number.isFinite(count) || count === layer.units) return experiment
    return withLayers(experiment, experiment.layers.with(index, { ...layer, units: count }))
  }
}

export function setActivation(index: number, activation: ActivationName): Edit {
  return (experiment) => {
    const layer = denseLayer(experiment, index)
    if (!layer) return experiment
    return { ...experiment, layers: experiment.layers.with(index, { ...layer, activation }) }
  }
}

/** Another initializer with its default settings. */
export function setInitializer(index: number, kind: InitializerName): Edit {
  const settings = Object.entries(initializers[kind].settings)
  const defaults = Object.fromEntries(settings.map(([name, { default: value }]) => [name, value]))
  return (experiment) => {
    const layer = denseLayer(experiment, index)
    if (!layer) return experiment
    const initializer = { ...defaults, kind }
    return withLayers(experiment, experiment.layers.with(index, { ...layer, initializer }))
  }
}

export function setInitializerSetting(index: number, name: string, value: number): Edit {
  return (experiment) => {
    const layer = denseLayer(experiment, index)
    if (!layer || !Number.isFinite(value)) return experiment
    const initializer = { ...layer.initializer, [name]: value, kind: layer.initializer.kind }
    return withLayers(experiment, experiment.layers.with(index, { ...layer, initializer }))
  }
}
