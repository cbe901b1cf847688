import { lossParts, lossShare } from '../../model/loss-arithmetic'
import type { LossName } from '../../model/losses'
import { joined, type Name, type Rich } from './rich'

/** A loss of one output and its slope spelled out, with names or numbers for output and target. */
interface LossRule {
  readonly valueText: (o: Rich, t: Rich) => Rich
  readonly slopeText: (o: Rich, t: Rich) => Rich
}

const elementwise: Readonly<Record<Exclude<LossName, 'softmaxCrossEntropy'>, LossRule>> = {
  meanSquaredError: {
    valueText: (o, t) => ['(', ...o, ' − ', ...t, ')²'],
    slopeText: (o, t) => ['2·(', ...o, ' − ', ...t, ')'],
  },
  meanAbsoluteError: {
    valueText: (o, t) => ['|', ...o, ' − ', ...t, '|'],
    slopeText: (o, t) => ['sign(', ...o, ' − ', ...t, ')'],
  },
  huber: {
    valueText: (o, t) => ['huber(', ...o, ' − ', ...t, ')'],
    slopeText: (o, t) => ['(', ...o, ' − ', ...t, ' kept within ±1)'],
  },
  binaryCrossEntropy: {
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
    valueText: (o, t) => ['max(0, 1 − ', ...t, '·', ...o, ')'],
    slopeText: (o, t) => ['(−', ...t, ' if ', ...t, '·', ...o, ' < 1, else 0)'],
  },
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
  const parts = lossParts(loss, outputs, perOutput(loss, outputs, targets))
  return parts.reduce((sum, { value }) => sum + value, 0) * lossShare(loss, 1, outputs.length)
}

/** ∂L/∂o of output `index`. */
export function lossSlope(
  loss: LossName,
  outputs: readonly number[],
  targets: readonly number[],
  index: number,
): number {
  const parts = lossParts(loss, outputs, perOutput(loss, outputs, targets))
  return parts[index].slope * lossShare(loss, 1, outputs.length)
}

function perOutput(
  loss: LossName,
  outputs: readonly number[],
  targets: readonly number[],
): readonly number[] {
  return loss === 'softmaxCrossEntropy' ? outputs.map((_, i) => Number(i === targets[0])) : targets
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
