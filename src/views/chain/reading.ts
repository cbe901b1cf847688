import type { Experiment } from '../../model/experiment'
import { sizeOf } from '../../model/shapes'
import {
  type Frame,
  type LayerInfo,
  type Loaded,
  type ProbeRequest,
  probeKey,
} from '../../worker/protocol'
import { layerParameters } from '../shared/parameters'
import { lossSlopes } from './loss-slopes'
import type { Path } from './path'
import { type DenseNumbers, strongestPath } from './strongest-path'

export interface ExampleRef {
  readonly set: 'train' | 'test'
  readonly index: number
}

/** For one example these hand on what comes in; dropout is for training steps alone. */
const HANDS_ON = ['flatten', 'dropout']

/**
 * The dense layers at the end of the network, each fed by the one before. A weight between two units
 * is only found there: a filter serves many, and a block adds two ways up.
 */
export function denseRun(loaded: Loaded): LayerInfo[] {
  const from = loaded.layers.findLastIndex(
    ({ kind }) => kind !== 'dense' && !HANDS_ON.includes(kind),
  )
  return loaded.layers.slice(from + 1).filter(({ kind }) => kind === 'dense')
}

/** Whether there is one way through: one number comes in, and every layer is one unit. */
export function isChain({ layers, inputShape }: Loaded): boolean {
  return (
    sizeOf(inputShape) === 1 &&
    layers.every(({ kind, shape }) => kind === 'dense' && sizeOf(shape) === 1)
  )
}

/** What a path needs to know of one example. */
export function pathProbes(loaded: Loaded, { set, index }: ExampleRef): ProbeRequest[] {
  const tensors = denseRun(loaded).flatMap(({ name }) =>
    ['preActivation', 'output', 'delta'].map((part) => `${name}/${part}`),
  )
  return [...tensors, 'inputs/output'].map((tensor) => ({ tensor, over: set, example: index }))
}

/** A path and the engine's deltas of its units. */
export interface PathReading {
  readonly path: Path
  /** ∂C/∂z of each unit, as the engine computed it. */
  readonly measured: readonly number[]
  /** The layers that it goes through; of a chain each has one unit. */
  readonly layers: readonly DenseNumbers[]
}

/** The strongest path for one example; null until a frame holds all that `pathProbes` asks for. */
export function readPath(
  experiment: Experiment,
  loaded: Loaded,
  frame: Frame | null,
  example: ExampleRef,
): PathReading | null {
  if (!frame) return null
  const probe = (tensor: string) =>
    frame.probes[probeKey({ tensor, over: example.set, example: example.index })]
  const layers: DenseNumbers[] = []
  const deltas: Float32Array[] = []
  for (const { name, activation } of denseRun(loaded)) {
    const place = layerParameters(loaded, name)
    const [z, a, delta] = ['preActivation', 'output', 'delta'].map((part) =>
      probe(`${name}/${part}`),
    )
    if (!place || !z || !a || !delta || z.length !== place.units) return null
    const { inputs, units, weight } = place
    const weights = frame.parameters.subarray(weight, weight + inputs * units)
    layers.push({ name, activation, inputs, units, weights, z, a })
    deltas.push(delta)
  }
  const input = probe('inputs/output')
  const output = layers.at(-1)
  if (!input || !output) return null
  const { targets } = loaded[example.set]
  const { targetWidth } = loaded
  const own = targets.subarray(example.index * targetWidth, (example.index + 1) * targetWidth)
  const slopes = lossSlopes(experiment, output.a, own)
  const way = strongestPath(layers, slopes)
  const single = isChain(loaded)
  const units = way.map((unit, l) => {
    const { name, activation, weights, units: width, z, a } = layers[l]
    const from = l === 0 ? (single ? 0 : null) : way[l - 1]
    return {
      layer: name,
      unit,
      activation,
      weight: from === null ? null : weights[from * width + unit],
      z: z[unit],
      a: a[unit],
    }
  })
  return {
    path: { input: single ? input[0] : null, units, lossSlope: slopes[way[way.length - 1]] },
    measured: way.map((unit, l) => deltas[l][unit]),
    layers,
  }
}
