import type { Dataset } from '../model/dataset'
import type { Experiment } from '../model/experiment'
import { networkShape } from '../model/network-shape'
import { isImage } from '../model/shapes'
import { type Compiled, compile } from '../plan/compile'
import { initialParameters } from '../plan/initialize'
import type { Backend } from './backend'
import { Trainer } from './trainer'

/** Milliseconds of updates between two looks at whether something else wants its turn. */
const SLICE_MS = 8

/** How far pre-training has come. */
export interface PretrainingProgress {
  /** The layer that is being trained, from 1, of those with weights. */
  readonly layer: number
  readonly layers: number
  /** Share of all updates, 0…1. */
  readonly done: number
}

/** Called between updates, every few milliseconds or every update; to reject ends pre-training. */
export type PretrainingWatch = (progress: PretrainingProgress) => Promise<void>

/** A hidden layer with weights and what follows it: pooling, normalization, dropout, flattening. */
interface Stage {
  /** Layers before it, which are held still. */
  readonly held: number
  /** Layers up to its end. */
  readonly depth: number
}

/**
 * Greedy layer-by-layer training (Bengio et al. 2007, "Greedy layer-wise training of deep networks",
 * its supervised form). Each hidden layer with weights is trained, together with the normalization
 * that follows it, for `pretraining.steps` updates on top of those before it, which are held still,
 * under an output layer of its own; that is thrown away, so that the whole network starts with the
 * output layer of the seed.
 *
 * @param parameters what the seed draws; changed in place, of no use if it rejects
 */
export async function pretrain(
  parameters: Float32Array<ArrayBuffer>,
  experiment: Experiment,
  dataset: Dataset,
  compiled: Compiled,
  backend: Backend,
  watch: PretrainingWatch,
): Promise<void> {
  const stages = stagesOf(experiment, compiled)
  for (const [i, stage] of stages.entries()) {
    await trainStage(experiment, dataset, stage, parameters, backend, (share) =>
      watch({ layer: i + 1, layers: stages.length, done: (i + share) / stages.length }),
    )
  }
}

function stagesOf({ layers }: Experiment, { plan }: Compiled): Stage[] {
  const weights = plan.parameters.filter(({ role }) => role === 'weight')
  const starts = layers.flatMap((_, i) =>
    weights.some(({ name }) => layerOf(name) === i) ? i : [],
  )
  return starts.map((held, i) => ({ held: i && held, depth: starts[i + 1] ?? layers.length }))
}

/** The index of the hidden layer that a parameter belongs to; NaN of the output layer. */
function layerOf(name: string): number {
  return Number(name.split('/')[1])
}

/** Trains a stage on top of those before it, in place in `parameters`, and touches nothing else. */
async function trainStage(
  experiment: Experiment,
  dataset: Dataset,
  { held, depth }: Stage,
  parameters: Float32Array<ArrayBuffer>,
  backend: Backend,
  watch: (share: number) => Promise<void>,
): Promise<void> {
  const part = firstLayers(experiment, depth)
  const { plan, data } = compile(part, dataset, { held })
  const start = initialParameters(part, plan)
  const offsetOf = (layers: number) =>
    plan.parameters.find(({ name }) => !(layerOf(name) < layers))?.offset
  const [from, end] = [offsetOf(held), offsetOf(depth)]
  start.set(parameters.subarray(0, end))
  const engine = await backend.load(plan, data, {
    parameters: start,
    optimizer: new Float32Array(plan.sizes.state),
  })
  try {
    const trainer = new Trainer(part, plan, engine)
    const { steps } = experiment.pretraining
    for (let made = 0; made < steps; ) {
      const endMs = performance.now() + SLICE_MS
      do trainer.advance(1)
      while (++made < steps && performance.now() < endMs)
      await engine.ready()
      await watch(made / steps)
    }
    const trained = (await engine.snapshot()).parameters
    parameters.set(trained.subarray(from, end), from)
  } finally {
    engine.dispose()
  }
}

/** Ends where an output layer can stand. */
function firstLayers(experiment: Experiment, depth: number): Experiment {
  const layers = experiment.layers.slice(0, depth)
  const part = { ...experiment, layers, initialParameters: undefined }
  const { shapes } = networkShape(part)
  return isImage(shapes[depth - 1]) ? { ...part, layers: [...layers, { kind: 'flatten' }] } : part
}
