import type { Experiment } from '../model/experiment'
import type { HistoryEntry } from './protocol'

/** A loss above this, or not a number, counts as divergence. */
export const DIVERGENCE_BOUND = 1e6

export function isDiverged(loss: number): boolean {
  return !(loss <= DIVERGENCE_BOUND)
}

/** How long a run is watched before it is said to overshoot. */
const WATCHED_EPOCHS = 20
const LEAST_WATCHED_STEPS = 200

/**
 * Whether a run with a large learning rate gets nowhere: over the last 20 epochs (200 steps at
 * least) nine of ten recorded training losses were worse than the best constant answer's, their
 * mean by 2 %, and it did not fall. A finite loss hides this: dead or saturated units give a picture
 * of one colour.
 *
 * @param history entries in order of steps
 * @param guess the loss of the best constant answer
 * @returns where it began: the first entry after the last good one; null where all is well
 */
export function overshoot(
  history: readonly HistoryEntry[],
  guess: number,
  stepsPerEpoch: number,
): { step: number; loss: number } | null {
  const last = history.at(-1)
  if (!last) return null
  const watched = Math.max(LEAST_WATCHED_STEPS, WATCHED_EPOCHS * stepsPerEpoch)
  const begin = last.step - watched
  if (begin < history[0].step) return null
  const recent = history.slice(history.findLastIndex(({ step }) => step <= begin))
  const losses = recent.map(({ trainLoss }) => trainLoss)
  const bad = losses.filter((loss) => loss > guess)
  if (bad.length < 0.9 * losses.length || mean(losses) < 1.02 * guess) return null
  const half = losses.length >> 1
  if (mean(losses.slice(half)) < 0.95 * mean(losses.slice(0, half))) return null
  const good = history.findLastIndex(({ step, trainLoss }) => step < begin && trainLoss <= guess)
  const first = history[Math.min(Math.max(good, 0) + 1, history.length - 1)]
  return { step: first.step, loss: mean(losses) }
}

const mean = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length

const UNBOUNDED = [
  'identity',
  'relu',
  'leakyRelu',
  'elu',
  'selu',
  'gelu',
  'silu',
  'mish',
  'softplus',
]

/** Learning rates above it overshoot more often than not. */
export function calmLearningRate({ optimizer }: Experiment): number {
  return ['sgd', 'momentum', 'nesterov'].includes(optimizer.kind) ? 0.5 : 0.1
}

/** One to go on with: a calm one where it was far too large, else half of it. */
export function nextLearningRate(experiment: Experiment): number {
  const calm = calmLearningRate(experiment)
  const { learningRate } = experiment.optimizer
  return learningRate > calm ? calm / 5 : Number((learningRate / 2).toPrecision(6))
}

/** The likely cause and what to try, from the settings that most often lead there. */
export function divergenceCause(
  experiment: Experiment,
  learningRate: number,
  loss: number,
  guess: number,
): string {
  const { layers, clipping } = experiment
  const calm = calmLearningRate(experiment)
  const advice = `Try ${calm / 5} or less.`
  if (!isDiverged(loss)) {
    return `Since then it has been worse than that of always giving the same answer (${guess.toPrecision(3)}): the learning rate of ${learningRate} overshoots, and units saturate or die. ${advice}`
  }
  if (learningRate > calm) {
    return `The learning rate of ${learningRate} overshoots: each step lands further from the minimum than the last. ${advice}`
  }
  const unbounded = layers
    .flatMap((layer) => (layer.kind === 'residual' ? [layer, ...layer.layers] : [layer]))
    .some((layer) => 'activation' in layer && UNBOUNDED.includes(layer.activation))
  if (unbounded && clipping.norm === 0 && clipping.value === 0) {
    return 'Activations without an upper bound let gradients grow from layer to layer. Try a smaller learning rate, or clip the gradient by its norm.'
  }
  return 'Gradients grew without bound. Try a smaller learning rate, or clip the gradient by its norm.'
}
