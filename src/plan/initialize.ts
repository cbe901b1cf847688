import { randomSequence } from '../lib/random'
import type { Experiment, InitializerSettings } from '../model/experiment'
import { initializers } from '../model/initializers'
import type { Initializer } from '../model/initializers/initializer'
import { outputLayer } from './compile'
import type { Parameter, Plan } from './plan'

/**
 * Parameters before the first step: [replicas × parameters].
 *
 * Weights are drawn from `seed.weights` + replica, each layer from its own sequence, so that another
 * width of one layer leaves the draws of the others as they are. Biases are 0. The document's
 * `initialParameters` replace both; `parse` has checked their lengths.
 */
export function initialParameters(experiment: Experiment, plan: Plan): Float32Array<ArrayBuffer> {
  const size = plan.sizes.parameters
  const values = new Float32Array(plan.replicas * size)
  const layers = [...experiment.layers, outputLayer(experiment, plan.outputs)]
  for (let replica = 0; replica < plan.replicas; replica++) {
    plan.parameters.forEach((parameter, index) => {
      const start = replica * size + parameter.offset
      const given = experiment.initialParameters?.[index]
      if (given) {
        values.set(given, start)
      } else if (parameter.role === 'weight') {
        const layer = plan.layers.findIndex(({ name }) => parameter.name.startsWith(`${name}/`))
        const random = randomSequence(experiment.seed.weights + replica, 'weights', layer)
        const length = parameter.shape.reduce((product, side) => product * side, 1)
        const place = values.subarray(start, start + length)
        fill(place, parameter, layers[layer].initializer, random)
      }
    })
  }
  return values
}

function fill(
  place: Float32Array,
  shape: Parameter,
  settings: InitializerSettings,
  random: ReturnType<typeof randomSequence>,
): void {
  const { fill: draw } = initializers[settings.kind] as Initializer
  draw(place, shape, random, settings as Readonly<Record<string, number>>)
}
