import type { Experiment } from '../../model/experiment'
import { optimizers } from '../../model/optimizers'
import { sizeOf } from '../../model/shapes'
import type { Phase } from '../../store/phase'
import { type Loaded, type ProbeRequest, probeKey } from '../../worker/protocol'
import { allLayers, layerOf } from '../shared/layers'
import { nameBelow } from '../shared/place'
import { useExperiment, useProbes, useRun, useWorkbench } from '../shared/workbench'
import type { Numbers } from './numbers'
import { consumerOf } from './wiring'

/** Floats of one update that are asked for all at once, so that no phase has to wait for its own. */
const FEW_FLOATS = 30_000

const request = (tensor: string): ProbeRequest => ({ tensor, over: 'batch' })

/** Null until the engine has sent the batch; single tensors may come later. */
export function useNumbers(loaded: Loaded, phase: Phase, layer: string): Numbers | null {
  const { frames } = useWorkbench()
  const experiment = useExperiment((e) => e)
  useProbes(tensorsFor(experiment, loaded, phase, layer).map(request))
  // A frame that answers brings another state of the run along.
  useRun((state) => state.run)
  const frame = frames.latest
  const of = (tensor: string) => frame?.probes[probeKey(request(tensor))]
  const rows = of('batch/examples')?.length ?? 0
  if (!frame || rows === 0) return null
  return {
    experiment,
    loaded,
    rows,
    of,
    parameter(name) {
      const found = loaded.parameters.find((each) => each.name === name)
      if (!found) return undefined
      const size = found.shape.reduce((product, side) => product * side, 1)
      const values = frame.parameters.subarray(found.offset, found.offset + size)
      return values.length === size ? values : undefined
    },
  }
}

/**
 * What has to be asked of the engine for a phase: of a small network everything, of others what the
 * chosen layer is explained by.
 */
export function tensorsFor(
  experiment: Experiment,
  loaded: Loaded,
  phase: Phase,
  layer: string,
): readonly string[] {
  const always = ['batch/examples', 'batch/metrics', 'inputs/targets']
  const layers = allLayers(loaded)
  const rows = Math.min(experiment.batchSize, loaded.train.count)
  const floats =
    rows *
    (sizeOf(loaded.inputShape) + 3 * layers.reduce((sum, each) => sum + sizeOf(each.shape), 0))
  const parameters = loaded.parameters.reduce(
    (sum, { shape }) => sum + shape.reduce((product, side) => product * side, 1),
    0,
  )
  if (floats + 6 * parameters <= FEW_FLOATS) {
    return [
      ...always,
      'inputs/output',
      ...layers.flatMap(({ name }) => [...outputsOf(loaded, name), `${name}/delta`]),
      ...loaded.parameters.flatMap(({ name }) => changes(experiment, name)),
    ]
  }
  const below = `${nameBelow(loaded, layer)}/output`
  const own = loaded.parameters.filter(({ name }) => name.startsWith(`${layer}/`))
  switch (phase.kind) {
    case 'batch':
      return always
    case 'forward':
      return [...always, below, ...outputsOf(loaded, layer)]
    case 'loss':
      return [...always, 'output/output']
    case 'backward': {
      const consumer = consumerOf(experiment, loaded, layer)
      const above =
        consumer?.kind === 'weights'
          ? consumer.layer.info
          : consumer && 'info' in consumer
            ? consumer.info
            : null
      return [
        ...new Set([
          ...always,
          below,
          ...outputsOf(loaded, layer),
          `${layer}/delta`,
          ...(above ? [...outputsOf(loaded, above.name), `${above.name}/delta`] : []),
          ...own.map(({ name }) => `${name}/gradient`),
        ]),
      ]
    }
    case 'update':
      return [...always, ...own.flatMap(({ name }) => changes(experiment, name))]
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
