import type { Dataset } from '../model/dataset'
import type { Experiment, Layer } from '../model/experiment'
import { networkShape } from '../model/network-shape'
import { isImage } from '../model/shapes'
import { type Compiled, compile } from '../plan/compile'
import { initialParameters } from '../plan/initialize'
import type { Backend } from './backend'
import { Trainer } from './trainer'

/** Updates between two looks at whether something else wants its turn. */
const SLICE = 256

/**
 * Greedy layer-by-layer training (Bengio et al. 2007, "Greedy layer-wise training of deep networks",
 * its supervised form). Each hidden layer with parameters is trained for `pretraining.steps` updates
 * on top of those before it, which are held still, under an output layer of its own; that is thrown
 * away, so that the whole network starts with the output layer of the seed.
 *
 * @param parameters what the seed draws; changed in place
 */
export async function pretrain(
  parameters: Float32Array<ArrayBuffer>,
  experiment: Experiment,
  dataset: Dataset,
  compiled: Compiled,
  backend: Backend,
): Promise<void> {
  for (const depth of depths(experiment.layers, compiled)) {
    await trainLayer(experiment, dataset, depth, parameters, backend)
  }
}

/** Of hidden layers with parameters: how many there are up to each. */
function depths(layers: readonly Layer[], { plan }: Compiled): number[] {
  return layers.flatMap((_, index) =>
    plan.parameters.some(({ name }) => name.startsWith(`layers/${index}/`)) ? [index + 1] : [],
  )
}

/** Trains the last of the first `depth` layers, in place at the start of `parameters`. */
async function trainLayer(
  experiment: Experiment,
  dataset: Dataset,
  depth: number,
  parameters: Float32Array<ArrayBuffer>,
  backend: Backend,
): Promise<void> {
  const part = firstLayers(experiment, depth)
  const { plan, data } = compile(part, dataset, { held: depth - 1 })
  const start = initialParameters(part, plan)
  const own = (path: string) => path.startsWith('layers/')
  const size = plan.parameters.findIndex(({ name }) => !own(name))
  const end = plan.parameters[size].offset
  start.set(parameters.subarray(0, end))
  const engine = await backend.load(plan, data, {
    parameters: start,
    optimizer: new Float32Array(plan.sizes.state),
  })
  try {
    const trainer = new Trainer(part, plan, engine)
    for (let left = experiment.pretraining.steps; left > 0; left -= SLICE) {
      trainer.advance(Math.min(SLICE, left))
      await engine.ready()
    }
    parameters.set((await engine.snapshot()).parameters.subarray(0, end))
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
