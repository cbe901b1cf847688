import type { LossName } from '../../model/losses'
import { joined, type Name, type Rich } from './rich'

/** A loss of one example, as the last operation of the graph. */
interface LossRule {
  /** Of one output against its target. */
  readonly value: (o: number, t: number) => number
  /** Its derivative by the output. */
  readonly slope: (o: number, t: number) => number
  /** Both spelled out, with names or numbers in the places of output and target. */
  readonly valueText: (o: Rich, t: Rich) => Rich
  readonly slopeText: (o: Rich, t: Rich) => Rich
}

const logistic = (x: number): number => 1 / (1 + Math.exp(-x))
const softplus = (x: number): number => Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)))
const within = (x: number): number => Math.max(-1, Math.min(1, x))

const elementwise: Readonly<Record<Exclude<LossName, 'softmaxCrossEntropy'>, LossRule>> = {
  meanSquaredError: {
    value: (o, t) => (o - t) ** 2,
    slope: (o, t) => 2 * (o - t),
    valueText: (o, t) => ['(', ...o, ' − ', ...t, ')²'],
    slopeText: (o, t) => ['2·(', ...o, ' − ', ...t, ')'],
  },
  meanAbsoluteError: {
    value: (o, t) => Math.abs(o - t),
    slope: (o, t) => Math.sign(o - t),
    valueText: (o, t) => ['|', ...o, ' − ', ...t, '|'],
    slopeText: (o, t) => ['sign(', ...o, ' − ', ...t, ')'],
  },
  huber: {
    value: (o, t) => within(o - t) * (o - t - within(o - t) / 2),
    slope: (o, t) => within(o - t),
    valueText: (o, t) => ['huber(', ...o, ' − ', ...t, ')'],
    slopeText: (o, t) => ['(', ...o, ' − ', ...t, ' kept within ±1)'],
  },
  binaryCrossEntropy: {
    value: (o, t) => softplus(o) - t * o,
    slope: (o, t) => logistic(o) * (1 - t) - logistic(-o) * t,
    valueText: (o, t) =>
      joined(
        [
          ['−', ...t, '·ln σ(', ...o, ')'],
          ['(1 − ', ...t, ')·ln(1 − σ(', ...o, '))'],
        ],
        ' − ',
      ),
    slopeText: (o, t) => ['(σ(', ...o, ') − ', ...t, ')'],
  },
  hinge: {
    value: (o, t) => Math.max(0, 1 - t * o),
    slope: (o, t) => (1 - t * o > 0 ? -t : 0),
    valueText: (o, t) => ['max(0, 1 − ', ...t, '·', ...o, ')'],
    slopeText: (o, t) => ['(−', ...t, ' if ', ...t, '·', ...o, ' < 1, else 0)'],
  },
}

/** e^(o − greatest) / Σ */
function softmax(outputs: readonly number[]): number[] {
  const greatest = Math.max(...outputs)
  const powers = outputs.map((o) => Math.exp(o - greatest))
  const sum = powers.reduce((a, b) => a + b, 0)
  return powers.map((power) => power / sum)
}

/**
 * The loss of one example as the engine counts it: elementwise losses are means over the outputs.
 *
 * @param targets one per output; for softmax cross-entropy one, the index of the class
 */
export function lossValue(
  loss: LossName,
  outputs: readonly number[],
  targets: readonly number[],
): number {
  if (loss === 'softmaxCrossEntropy') {
    const greatest = Math.max(...outputs)
    const sum = outputs.reduce((to, o) => to + Math.exp(o - greatest), 0)
    return greatest + Math.log(sum) - outputs[targets[0]]
  }
  const { value } = elementwise[loss]
  return outputs.reduce((sum, o, i) => sum + value(o, targets[i]), 0) / outputs.length
}

/** ∂L/∂o of output `index`. */
export function lossSlope(
  loss: LossName,
  outputs: readonly number[],
  targets: readonly number[],
  index: number,
): number {
  if (loss === 'softmaxCrossEntropy') {
    return softmax(outputs)[index] - (targets[0] === index ? 1 : 0)
  }
  return elementwise[loss].slope(outputs[index], targets[index]) / outputs.length
}

/** The loss spelled out; of several outputs in words. */
export function lossValueText(
  loss: LossName,
  outputs: readonly Rich[],
  targets: readonly Rich[],
): Rich {
  if (loss === 'softmaxCrossEntropy') {
    return ['−ln softmax(', ...joined(outputs, ', '), ') of ', ...targets[0]]
  }
  const { valueText } = elementwise[loss]
  if (outputs.length === 1) return valueText(outputs[0], targets[0])
  return [`mean over ${outputs.length} outputs of `, ...valueText(['o'], ['t'])]
}

/**
 * ∂L/∂o of output `index` spelled out.
 *
 * @param isClass whether it is the output of the example's class, for softmax cross-entropy
 */
export function lossSlopeText(
  loss: LossName,
  outputs: readonly Name[],
  targets: readonly Name[],
  { index, isClass }: { readonly index: number; readonly isClass: boolean },
): Rich {
  const output = outputs[index]
  if (loss === 'softmaxCrossEntropy') {
    const share: Name = { base: `softmax(${output.base})`, sub: output.sub }
    return isClass ? ['(', share, ' − 1)'] : [share]
  }
  const own = elementwise[loss].slopeText([output], [targets[index]])
  return outputs.length === 1 ? own : [...own, ` / ${outputs.length}`]
}
