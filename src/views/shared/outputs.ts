import type { Experiment } from '../../model/experiment'
import { losses } from '../../model/losses'

/**
 * What the numbers of the output layer say. `value`: the regression's own values. `two`: a score
 * whose sign decides between two classes, made a share by the logistic function or by cutting
 * −1…1. `many`: a score per class, the greatest decides.
 */
export type OutputMeaning =
  | { readonly kind: 'value' }
  | { readonly kind: 'two'; readonly share: 'logistic' | 'cut' }
  | { readonly kind: 'many'; readonly share: 'softmax' | 'logistic' | 'cut' }

export function outputMeaning(
  { task, loss }: Pick<Experiment, 'task' | 'loss'>,
  classes: number,
): OutputMeaning {
  if (task === 'regression') return { kind: 'value' }
  const coding = losses[loss].classification.targets
  const kind = classes > 2 ? 'many' : 'two'
  if (coding === 'plusMinusOne') return { kind, share: 'cut' }
  if (coding === 'oneHot' && kind === 'many') return { kind, share: 'softmax' }
  return { kind, share: 'logistic' }
}

export const logistic = (x: number): number => 1 / (1 + Math.exp(-x))

const cut = (x: number): number => Math.min(1, Math.max(0, (x + 1) / 2))

/** Positive for the second of two classes; softmax over two outputs looks at their difference. */
export function score(outputs: Float32Array, at: number, width: number): number {
  return width === 1 ? outputs[at] : outputs[at + 1] - outputs[at]
}

/** Share of the second of two classes, 0…1. */
export const shareOf = (way: 'logistic' | 'cut', value: number): number =>
  way === 'logistic' ? logistic(value) : cut(value)

/**
 * Shares of all classes for the outputs that begin at `at`; they add up to 1. One-vs-rest outputs
 * are divided by their sum.
 */
export function classShares(
  meaning: OutputMeaning,
  outputs: Float32Array,
  at: number,
  width: number,
  into: number[] = [],
): number[] {
  if (meaning.kind === 'value') return into
  if (meaning.kind === 'two') {
    into[1] = shareOf(meaning.share, score(outputs, at, width))
    into[0] = 1 - into[1]
    return into
  }
  let greatest = Number.NEGATIVE_INFINITY
  for (let i = 0; i < width; i++) greatest = Math.max(greatest, outputs[at + i])
  let sum = 0
  for (let i = 0; i < width; i++) {
    const output = outputs[at + i]
    if (meaning.share === 'softmax') into[i] = Math.exp(output - greatest)
    else if (meaning.share === 'logistic') into[i] = logistic(output)
    // Not cut above 1: the greatest output must keep the greatest share.
    else into[i] = Math.max(0, (output + 1) / 2)
    sum += into[i]
  }
  for (let i = 0; i < width; i++) into[i] = sum === 0 ? 1 / width : into[i] / sum
  return into
}

/** The class decided for, as the engine counts correct examples. */
export function predictedClass(outputs: Float32Array, at: number, width: number): number {
  if (width === 1) return outputs[at] > 0 ? 1 : 0
  let best = 0
  for (let i = 1; i < width; i++) if (outputs[at + i] > outputs[at + best]) best = i
  return best
}
