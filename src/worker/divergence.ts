import { type Experiment } from '../model/experiment'

/** A loss above this, or not a number, counts as divergence. */
export const DIVERGENCE_BOUND = 1e6

export function isDiverged(loss: number): boolean {
  return !(loss <= DIVERGENCE_BOUND)
}

/** The likely cause and what to try, from the settings that most often lead there. */
export function divergenceCause(experiment: Experiment, learningRate: number): string {
  const { optimizer, layers, clipping } = experiment
  const unbounded = layers.some(({ activation }) =>
    ['identity', 'relu', 'leakyRelu', 'elu', 'selu', 'gelu', 'silu', 'mish', 'softplus'].includes(
      activation,
    ),
  )
  const adaptive = !['sgd', 'momentum', 'nesterov'].includes(optimizer.kind)
  const calm = adaptive ? 0.05 : 0.3
  if (learningRate > calm) {
    return `The learning rate of ${learningRate} overshoots: each step lands further from the minimum than the last. Try ${calm / 3 >= 0.1 ? 0.1 : 0.01} or less.`
  }
  if (unbounded && clipping.norm === 0 && clipping.value === 0) {
    return 'Activations without an upper bound let gradients grow from layer to layer. Try a smaller learning rate, or clip the gradient by its norm.'
  }
  return 'Gradients grew without bound. Try a smaller learning rate, or clip the gradient by its norm.'
}
