import { activations } from '../../model/activations'
import { lossParts, lossShare } from '../../model/loss-arithmetic'
import type { LayerInfo } from '../../worker/protocol'
import { type ProductSum, productSum } from '../shared/formulas/contributions'
import { nameBelow } from '../shared/place'
import {
  chosenRows,
  examplesOf,
  FUNCTION_ROUNDINGS,
  type Numbers,
  type Result,
  result,
  sumOf,
} from './numbers'
import { type Connection, feeding, weighted } from './wiring'

/** z = Σ w·a + b and a = σ(z); of the batch the means of a, z and what comes in. */
export interface Forward {
  readonly info: LayerInfo
  /** Of the terms of `sum`. */
  readonly connections: readonly Connection[]
  readonly sum: ProductSum
  readonly bias: number
  readonly z: Result
  readonly a: Result
}

/**
 * Null for layers without weights, and until the engine has sent all numbers.
 *
 * @param index of the number within one example of the layer
 */
export function explainForward(
  numbers: Numbers,
  layer: string,
  index: number,
  row: number | null,
): Forward | null {
  const { experiment, loaded } = numbers
  const own = weighted(experiment, loaded, layer)
  const xs = examplesOf(numbers, `${nameBelow(loaded, layer)}/output`, row)
  const zs = examplesOf(numbers, `${layer}/preActivation`, row)
  const as = examplesOf(numbers, `${layer}/output`, row)
  const weights = numbers.parameter(`${layer}/weight`)
  const biases = numbers.parameter(`${layer}/bias`)
  if (!own || !xs || !zs || !as || !weights || !biases) return null
  const mean = <T>(each: readonly T[], value: (one: T) => number) =>
    sumOf(each.map(value)) / each.length
  const connections = feeding(own, index)
  const sum = productSum(
    connections.map(({ at, weight }) => ({
      x: mean(xs, (x) => x[at]),
      weight: weights[weight],
    })),
  )
  const bias = biases[index % biases.length]
  const magnitude = mean(xs, (x) =>
    sumOf(connections.map(({ at, weight }) => Math.abs(x[at] * weights[weight]))),
  )
  const { value } = activations[own.info.activation]
  const z = mean(zs, (each) => each[index])
  const a = mean(as, (each) => each[index])
  return {
    info: own.info,
    connections,
    sum,
    bias,
    z: result(sum.sum + bias, z, connections.length + 1, magnitude + Math.abs(bias)),
    // Functions are within a few roundings of 1, or of their own size beyond it.
    a: result(
      mean(zs, (each) => value(each[index])),
      a,
      FUNCTION_ROUNDINGS,
      mean(zs, (each) => Math.max(1, Math.abs(each[index]))),
    ),
  }
}

/** One output of one example. */
export interface LossPart {
  readonly row: number
  readonly output: number
  readonly o: number
  readonly t: number
  /** Before it is shared out. */
  readonly value: number
}

/** What the loss says of the batch or of one of its examples. */
export interface Loss {
  readonly parts: readonly LossPart[]
  /** What a part counts in the loss of the batch. */
  readonly share: number
  /** Of the example by itself; of the batch its mean. */
  readonly own: number
  /** Of the whole batch. */
  readonly batch: Result
}

export function explainLoss(numbers: Numbers, row: number | null): Loss | null {
  const { experiment, rows } = numbers
  const outputs = numbers.of('output/output')
  const targets = numbers.of('inputs/targets')
  const metrics = numbers.of('batch/metrics')
  if (!outputs || !targets || !metrics) return null
  const width = outputs.length / rows
  const share = lossShare(experiment.loss, rows, width)
  const all = Array.from({ length: rows }, (_, r): LossPart[] => {
    const [o, t] = [outputs, targets].map((values) => values.subarray(r * width, (r + 1) * width))
    return lossParts(experiment.loss, o, t).map(({ value }, output) => ({
      row: r,
      output,
      o: o[output],
      t: t[output],
      value,
    }))
  })
  const lossOf = (parts: readonly LossPart[]) => share * sumOf(parts.map(({ value }) => value))
  const parts = chosenRows(numbers, row).flatMap((r) => all[r])
  const total = lossOf(all.flat())
  const room = share * sumOf(all.flat().map(({ o, t }) => Math.abs(o) + Math.abs(t) + 1))
  return {
    parts,
    share,
    own: lossOf(parts) * (row === null ? 1 : rows),
    batch: result(total, metrics[0], FUNCTION_ROUNDINGS, total + room),
  }
}
