import { useState } from 'react'
import type { Experiment } from '../../model/experiment'
import { optimizers } from '../../model/optimizers'
import { sizeOf } from '../../model/shapes'
import type { Phase } from '../../store/phase'
import { type Frame, type Loaded, type ProbeRequest, probeKey } from '../../worker/protocol'
import { allLayers, layerOf } from '../shared/layers'
import { nameBelow } from '../shared/place'
import { useExperiment, useProbes, useRun, useWorkbench } from '../shared/workbench'
import { type Numbers, numbersIn, requestOf } from './numbers'
import { consumerOf } from './wiring'

/** Floats of one update that are asked for all at once, so that no phase has to wait for its own. */
const FEW_FLOATS = 30_000

/** What the numbers are of. */
export interface Place {
  readonly layer: string
  /** Of the batch; null for its mean. */
  readonly row: number | null
}

interface Shown {
  readonly numbers: Numbers
  /** The example that they are of: until another one is there, the one before it. */
  readonly row: number | null
}

/** Null until the engine has sent the batch; single tensors may come later. */
export function useNumbers(loaded: Loaded, phase: Phase, place: Place): Shown | null {
  const { frames } = useWorkbench()
  const experiment = useExperiment((e) => e)
  const requests = requestsFor(experiment, loaded, phase, place)
  useProbes(requests)
  // A frame that answers brings another state of the run along.
  useRun((state) => state.run)
  const { latest } = frames
  const of = `${phase.kind} ${place.layer}`
  const parts = requests.filter(({ row }) => row !== undefined).map(probeKey)
  const isThere = parts.length === 0 || parts.some((key) => latest && key in latest.probes)
  const [held, setHeld] = useState<Held | null>(null)
  const isHeld = held?.of === of && held.loaded === loaded
  if (latest && isThere && !(isHeld && held.frame === latest && held.row === place.row)) {
    setHeld({ of, loaded, frame: latest, row: place.row })
  }
  const frame = isThere || !isHeld ? latest : held.frame
  const row = isThere || !isHeld ? place.row : held.row
  const numbers = frame && numbersIn(frame, { experiment, loaded, row })
  // The last batch of an epoch may be smaller.
  return numbers && { numbers, row: row === null ? null : Math.min(row, numbers.rows - 1) }
}

/** The last frame that had all that was asked, so that nothing flickers from one row to the next. */
interface Held {
  readonly of: string
  readonly loaded: Loaded
  readonly frame: Frame
  readonly row: number | null
}

/**
 * What has to be asked of the engine for a phase: of a small network everything, of others what the
 * chosen layer is explained by, of the chosen example alone.
 */
export function requestsFor(
  experiment: Experiment,
  loaded: Loaded,
  phase: Phase,
  { layer, row }: Place,
): readonly ProbeRequest[] {
  const { whole, rows } = tensorsFor(experiment, loaded, phase, layer)
  const always = ['batch/examples', 'batch/metrics', 'inputs/targets']
  return [
    ...[...always, ...whole].map((tensor) => requestOf(tensor)),
    ...[...new Set(rows)].map((tensor) => requestOf(tensor, row)),
  ]
}

interface Tensors {
  readonly whole: readonly string[]
  /** Of which an example has its part. */
  readonly rows: readonly string[]
}

function tensorsFor(experiment: Experiment, loaded: Loaded, phase: Phase, layer: string): Tensors {
  const layers = allLayers(loaded)
  const batch = Math.min(experiment.batchSize, loaded.train.count)
  const floats =
    batch *
    (sizeOf(loaded.inputShape) + 3 * layers.reduce((sum, each) => sum + sizeOf(each.shape), 0))
  const parameters = loaded.parameters.reduce(
    (sum, { shape }) => sum + shape.reduce((product, side) => product * side, 1),
    0,
  )
  if (floats + 6 * parameters <= FEW_FLOATS) {
    const whole = [
      'inputs/output',
      ...layers.flatMap(({ name }) => [...outputsOf(loaded, name), `${name}/delta`]),
      ...loaded.parameters.flatMap(({ name }) => changes(experiment, name)),
    ]
    return { whole, rows: [] }
  }
  const below = `${nameBelow(loaded, layer)}/output`
  const own = loaded.parameters.filter(({ name }) => name.startsWith(`${layer}/`))
  switch (phase.kind) {
    case 'batch':
      return { whole: [], rows: [] }
    case 'forward':
      return { whole: [], rows: [below, ...outputsOf(loaded, layer)] }
    case 'loss':
      return { whole: ['output/output'], rows: [] }
    case 'backward': {
      const consumer = consumerOf(experiment, loaded, layer)
      const above =
        consumer?.kind === 'weights'
          ? consumer.layer.info
          : consumer && 'info' in consumer
            ? consumer.info
            : null
      return {
        whole: own.map(({ name }) => `${name}/gradient`),
        rows: [
          below,
          ...outputsOf(loaded, layer),
          `${layer}/delta`,
          ...(above ? [...outputsOf(loaded, above.name), `${above.name}/delta`] : []),
        ],
      }
    }
    case 'update':
      return { whole: own.flatMap(({ name }) => changes(experiment, name)), rows: [] }
  }
}

function outputsOf(loaded: Loaded, layer: string): string[] {
  const winners = layerOf(loaded, layer)?.kind === 'maxPool2d' ? [`${layer}/index`] : []
  return [`${layer}/output`, `${layer}/preActivation`, ...winners]
}

function changes({ optimizer }: Experiment, parameter: string): string[] {
  const { slots } = optimizers[optimizer.kind]
  return [
    `${parameter}/gradient`,
    `${parameter}/update`,
    ...Array.from({ length: slots }, (_, slot) => [
      `${parameter}/state/${slot}`,
      `${parameter}/nextState/${slot}`,
    ]).flat(),
  ]
}
