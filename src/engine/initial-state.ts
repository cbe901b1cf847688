import type { Dataset } from '../model/dataset'
import type { Experiment } from '../model/experiment'
import type { Compiled } from '../plan/compile'
import { initialParameters } from '../plan/initialize'
import type { Backend, ParameterState } from './backend'
import { type PretrainingWatch, pretrain } from './pretrain'

const unwatched: PretrainingWatch = () => Promise.resolve()

/**
 * The state before step 0: what the seed draws, or what pre-training makes of it.
 *
 * @param reference WebAssembly, so that every machine starts from the same parameters
 * @param watch of pre-training, which takes minutes for large networks
 */
export async function initialState(
  experiment: Experiment,
  dataset: Dataset,
  compiled: Compiled,
  reference: () => Promise<Backend>,
  watch: PretrainingWatch = unwatched,
): Promise<ParameterState> {
  const parameters = initialParameters(experiment, compiled.plan)
  const { replicas, sizes } = compiled.plan
  if (experiment.pretraining.steps > 0) {
    await pretrain(parameters, experiment, dataset, compiled, await reference(), watch)
  }
  return { parameters, optimizer: new Float32Array(replicas * sizes.state) }
}
