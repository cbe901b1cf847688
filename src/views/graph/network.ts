import type { Experiment } from '../../model/experiment'
import { layerKinds } from '../../model/layers'
import { losses } from '../../model/losses'
import { sizeOf } from '../../model/shapes'
import type { UnitRef } from '../../store/selection'
import type { Loaded } from '../../worker/protocol'
import { layerParameters, shortUnitName, unitName } from '../shared/parameters'
import { layerNumber, nameBelow } from '../shared/place'
import { countOperations, type GraphInput, type GraphLayer, type GraphSpec } from './build-graph'

/** More than these cannot be read. */
export const MOST_OPERATIONS = 60

/** What a graph leads to, and how much of the network it shows. */
export interface Choice {
  /** `loss`, `output 0`, `unit layers/0 3` or `alone layers/0 3`. */
  readonly value: string
  /** "loss L", "what leads to layer 2, unit 3". */
  readonly label: string
  readonly operations: number
  /** Null where layers are in the way that it has no operations for. */
  readonly spec: GraphSpec | null
  /** The probe whose deltas are derivatives of its end; null where the engine has none. */
  readonly deltas: { readonly of: 'loss' | 'score'; readonly target?: number } | null
}

/** What there is to choose from, and why not all of the network where that is so. */
export interface Choices {
  readonly choices: readonly Choice[]
  /** The first layer that the graph has no operations for: "Layer 1 (convolution)". */
  readonly obstacle: string | null
  /** The fewest inputs that a unit of a dense layer has; Infinity where there is no such layer. */
  readonly fewestInputs: number
}

/** @param selected the unit whose part of the graph is offered */
export function graphChoices(
  { loss }: Pick<Experiment, 'loss'>,
  loaded: Loaded,
  selected: UnitRef | null,
): Choices {
  const { layers, obstacle } = denseLayers(loaded)
  const inputs = inputNames(loaded)
  const named = { loss, output: outputLetter(inputs) }
  const choices: Choice[] = []
  const add = (
    value: string,
    label: string,
    spec: Omit<GraphSpec, 'loss' | 'output'>,
    deltas: Choice['deltas'],
  ) =>
    choices.push({
      value,
      label,
      operations: countOperations(spec),
      spec: { ...spec, ...named },
      deltas,
    })

  const output = layers.at(-1)
  if (!obstacle && output) {
    add('loss', 'loss L', { inputs, layers, end: 'loss' }, { of: 'loss' })
    for (let unit = 0; unit < output.units; unit++) {
      const target = output.units === 1 ? 1 : unit
      const deltas = output.activation === 'identity' ? ({ of: 'score', target } as const) : null
      const label = `${named.output}${output.units === 1 ? '' : ` ${unit + 1}`}`
      const name = shortUnitName(loaded, 'output', unit)
      const what = name === 'output' ? `output ${label}` : `output ${label} (${name})`
      add(`output ${unit}`, what, { inputs, layers, end: { unit } }, deltas)
    }
  }

  // Before anything is selected, the first unit of the last hidden layer.
  const hidden = loaded.layers.filter(({ kind }) => kind === 'dense').at(-2)
  const unit = selected ?? { layer: hidden?.name ?? 'output', unit: 0 }
  const name = unitName(loaded, unit.layer, unit.unit).replace(/^L/, 'l').replace(/^O/, 'o')
  const until = layers.findIndex((layer) => layer.name === unit.layer)
  if (until >= 0 && unit.layer !== 'output' && unit.unit < layers[until].units) {
    const part = { inputs, layers: layers.slice(0, until + 1), end: { unit: unit.unit } }
    if (until > 0) add(`unit ${unit.layer} ${unit.unit}`, `all that leads to ${name}`, part, null)
  }
  const own = denseLayer(loaded, unit.layer)
  if (own && unit.unit < own.units) {
    const part = { inputs: given(loaded, own), layers: [own], end: { unit: unit.unit } }
    add(`alone ${unit.layer} ${unit.unit}`, `${name} alone`, part, null)
  }
  const dense = loaded.layers.flatMap((layer) => denseLayer(loaded, layer.name)?.inputs ?? [])
  return { choices, obstacle, fewestInputs: Math.min(...dense) }
}

/** Dense layers from the inputs on, as far as there are no others but those that hand numbers on. */
function denseLayers(loaded: Loaded): { layers: GraphLayer[]; obstacle: string | null } {
  const layers: GraphLayer[] = []
  for (const { name, kind } of loaded.layers) {
    if (kind === 'dropout' || kind === 'flatten') continue
    const layer = kind === 'dense' ? denseLayer(loaded, name) : null
    if (!layer) {
      const label = layerKinds[kind].label.toLowerCase()
      return { layers, obstacle: `${layerNumber(name)} (${label})` }
    }
    layers.push(layer)
  }
  return { layers, obstacle: null }
}

function denseLayer(loaded: Loaded, name: string): GraphLayer | null {
  const info = loaded.layers.find((layer) => layer.name === name)
  const place = layerParameters(loaded, name)
  if (info?.kind !== 'dense' || !place) return null
  return {
    ...place,
    name,
    number: loaded.layers.indexOf(info) + 1,
    isOutput: name === 'output',
    activation: info.activation,
  }
}

/** x and y as they are; longer names would not fit between operations. */
function inputNames(loaded: Loaded): GraphInput[] {
  const labels = loaded.inputs.map(({ label }) => label)
  const count = sizeOf(loaded.inputShape)
  const short = labels.length === count && labels.every((label) => /^[xy]$/.test(label))
  return Array.from({ length: count }, (_, index) => ({
    name: short
      ? { base: labels[index], sub: '' }
      : { base: 'x', sub: count === 1 ? '' : String(index + 1) },
    title: `input ${labels[index] ?? index + 1}`,
    source: { tensor: 'inputs/output', index },
    delta: { tensor: 'inputs/delta', index },
  }))
}

/** The outputs of whatever is below a layer, as if they were given. */
function given(loaded: Loaded, { name, inputs }: GraphLayer): GraphInput[] {
  const below = nameBelow(loaded, name)
  if (below === 'inputs') return inputNames(loaded)
  const number = loaded.layers.findIndex((layer) => layer.name === below) + 1
  return Array.from({ length: inputs }, (_, index) => ({
    name: { base: 'a', sub: inputs === 1 ? String(number) : `${number},${index + 1}` },
    title: `output ${index + 1} of layer ${number}`,
    source: { tensor: `${below}/output`, index },
  }))
}

const outputLetter = (inputs: readonly GraphInput[]) =>
  inputs.some(({ name }) => name.base === 'y') ? 'o' : 'y'

/** Targets of an example as the loss takes them; of softmax cross-entropy the index of the class. */
export function codedTargets(
  { task, loss }: Pick<Experiment, 'task' | 'loss'>,
  own: ArrayLike<number>,
  outputs: number,
): number[] {
  if (task === 'regression' || loss === 'softmaxCrossEntropy') return Array.from(own)
  const other = losses[loss].classification.targets === 'plusMinusOne' ? -1 : 0
  return Array.from({ length: outputs }, (_, i) => (own[0] === (outputs === 1 ? 1 : i) ? 1 : other))
}
