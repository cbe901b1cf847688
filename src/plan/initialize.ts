import { randomSequence } from '../lib/random'
import type { Experiment, InitializerSettings } from '../model/experiment'
import { initializers } from '../model/initializers'
import type { Initializer } from '../model/initializers/initializer'
import type { ParameterRole } from '../model/layers'
import type { Parameter, Plan } from './plan'

/**
 * Parameters before the first step: [replicas × parameters].
 *
 * Weights are drawn from `seed.weights` + replica, each layer from its own sequence, so that another
 * width of one layer leaves the draws of the others as they are; the rest starts at 0 or 1, see
 * `ParameterRole`. The document's `initialParameters` replace all of it; `parse` has checked their
 * lengths.
 */
export function initialParameters(experiment: Experiment, plan: Plan): Float32Array<ArrayBuffer> {
  const size = plan.sizes.parameters
  const values = new Float32Array(plan.replicas * size)
  for (let replica = 0; replica < plan.replicas; replica++) {
    const sequences = plan.layers.map((_, layer) =>
      randomSequence(experiment.seed.weights + replica, 'weights', layer),
    )
    plan.parameters.forEach((parameter, index) => {
      const start = replica * size + parameter.offset
      const length = parameter.shape.reduce((product, side) => product * side, 1)
      const place = values.subarray(start, start + length)
      const given = experiment.initialParameters?.[index]
      if (given) place.set(given)
      else if (parameter.initializer) {
        const layer = plan.layers.findIndex(({ name }) => parameter.name.startsWith(`${name}/`))
        fill(place, parameter, parameter.initializer, sequences[layer])
      } else place.fill(STARTS_AT_ONE.has(parameter.role) ? 1 : 0)
    })
  }
  return values
}

const STARTS_AT_ONE: ReadonlySet<ParameterRole> = new Set(['gamma', 'runningVariance'])

function fill(
  place: Float32Array,
  shape: Parameter,
  settings: InitializerSettings,
  random: ReturnType<typeof randomSequence>,
): void {
  const { fill: draw } = initializers[settings.kind] as Initializer
  draw(place, shape, random, settings as Readonly<Record<string, number>>)
}
