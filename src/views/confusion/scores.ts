import type { Examples } from '../../model/dataset'
import { classShares, type OutputMeaning, predictedClass } from '../shared/outputs'

export interface Confusion {
  /** [actual][predicted] examples. */
  readonly counts: readonly (readonly number[])[]
  readonly total: number
  readonly accuracy: number
  /** Of those predicted as a class, the share that is of it; NaN where none was predicted. */
  readonly precision: readonly number[]
  /** Of those of a class, the share predicted as it; NaN where there is none. */
  readonly recall: readonly number[]
}

/** @param outputs [count, width] of the output layer for these examples */
export function confusion(
  outputs: Float32Array,
  width: number,
  { count, targets }: Examples,
  classes: number,
): Confusion {
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0))
  for (let i = 0; i < count; i++) counts[targets[i]][predictedClass(outputs, i * width, width)] += 1
  const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0)
  const correct = counts.map((row, i) => row[i])
  return {
    counts,
    total: count,
    accuracy: sum(correct) / count,
    precision: correct.map((hits, i) => hits / sum(counts.map((row) => row[i]))),
    recall: correct.map((hits, i) => hits / sum(counts[i])),
  }
}

/** An example and what the network takes it for. */
export interface Judged {
  readonly index: number
  readonly actual: number
  readonly predicted: number
  /** Of the predicted class. */
  readonly share: number
}

/** All examples of a set that pass, the surest answer first. */
export function judge(
  meaning: OutputMeaning,
  { outputs, width }: { readonly outputs: Float32Array; readonly width: number },
  { count, targets }: Examples,
  passes: (actual: number, predicted: number) => boolean,
): Judged[] {
  const list: Judged[] = []
  for (let index = 0; index < count; index++) {
    const predicted = predictedClass(outputs, index * width, width)
    const actual = targets[index]
    if (!passes(actual, predicted)) continue
    const share = classShares(meaning, outputs, index * width, width)[predicted]
    list.push({ index, actual, predicted, share })
  }
  return list.sort((a, b) => (b.share || 0) - (a.share || 0))
}

export interface Fit {
  /** Share of the targets' variance that is explained; NaN where they do not vary. */
  readonly rSquared: number
  /** Root of the mean squared error, in units of the target. */
  readonly deviation: number
  readonly meanAbsolute: number
}

/** Of one column of outputs and targets, both [count, width]. */
export function fit(outputs: Float32Array, targets: Float32Array, width: number, column = 0): Fit {
  const count = targets.length / width
  let mean = 0
  for (let i = 0; i < count; i++) mean += targets[i * width + column] / count
  let squares = 0
  let spread = 0
  let absolute = 0
  for (let i = 0; i < count; i++) {
    const target = targets[i * width + column]
    const error = outputs[i * width + column] - target
    squares += error * error
    spread += (target - mean) ** 2
    absolute += Math.abs(error)
  }
  return {
    rSquared: spread > 0 ? 1 - squares / spread : Number.NaN,
    deviation: Math.sqrt(squares / count),
    meanAbsolute: absolute / count,
  }
}
