/**
 * What a network computes, written as plainly as possible in float64. Gradients are central
 * differences, so that they share nothing with the engines' backward passes.
 */
import { exp, log } from '../../lib/math'
import { activations } from '../../model/activations'
import type { LossName } from '../../model/losses'
import { sizeOf } from '../../model/shapes'
import type { Plan } from '../../plan/plan'

type Rows = readonly (readonly number[])[]

/** Outputs of the last of dense layers, [examples][outputs]. */
export function forward(plan: Plan, parameters: ArrayLike<number>, inputs: Rows): number[][] {
  let offset = 0
  let values = inputs.map((row) => [...row])
  for (const { inputShape, shape, activation } of plan.layers) {
    const [width, units] = [sizeOf(inputShape), sizeOf(shape)]
    const weight = offset
    const bias = weight + width * units
    offset = bias + units
    values = values.map((row) =>
      Array.from({ length: units }, (_, j) => {
        let z = parameters[bias + j]
        for (let i = 0; i < width; i++) z += row[i] * parameters[weight + i * units + j]
        return activations[activation].value(z)
      }),
    )
  }
  return values
}

/** Mean loss over the examples. */
export function meanLoss(
  plan: Plan,
  parameters: ArrayLike<number>,
  inputs: Rows,
  targets: Rows,
): number {
  const outputs = forward(plan, parameters, inputs)
  const sum = outputs.reduce((total, row, r) => total + rowLoss(plan.loss, row, targets[r]), 0)
  return sum / inputs.length
}

export function numericalGradient(
  plan: Plan,
  parameters: ArrayLike<number>,
  inputs: Rows,
  targets: Rows,
): number[] {
  const shifted = Float64Array.from(parameters)
  return Array.from(parameters, (value, i) => {
    const step = 1e-6
    shifted[i] = value + step
    const above = meanLoss(plan, shifted, inputs, targets)
    shifted[i] = value - step
    const below = meanLoss(plan, shifted, inputs, targets)
    shifted[i] = value
    return (above - below) / (2 * step)
  })
}

/** Encoded targets of a set of the plan, [examples][outputs]. */
export function rowsOf(data: Float32Array, offset: number, count: number, width: number) {
  return Array.from({ length: count }, (_, r) =>
    Array.from(data.subarray(offset + r * width, offset + (r + 1) * width)),
  )
}

function rowLoss(loss: LossName, outputs: readonly number[], targets: readonly number[]): number {
  if (loss === 'softmaxCrossEntropy') {
    const most = Math.max(...outputs)
    const sum = outputs.reduce((total, o) => total + exp(o - most), 0)
    return targets.reduce((total, t, j) => total - t * (outputs[j] - most - log(sum)), 0)
  }
  const losses = outputs.map((o, j) => elementLoss(loss, o, targets[j]))
  return losses.reduce((total, value) => total + value, 0) / outputs.length
}

function elementLoss(loss: Exclude<LossName, 'softmaxCrossEntropy'>, o: number, t: number): number {
  const distance = Math.abs(o - t)
  switch (loss) {
    case 'meanSquaredError':
      return distance ** 2
    case 'meanAbsoluteError':
      return distance
    case 'huber':
      return distance <= 1 ? distance ** 2 / 2 : distance - 0.5
    case 'hinge':
      return Math.max(0, 1 - t * o)
    case 'binaryCrossEntropy':
      return Math.max(o, 0) - o * t + log(1 + exp(-Math.abs(o)))
  }
}
