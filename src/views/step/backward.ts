import { activations } from '../../model/activations'
import { lossParts, lossShare } from '../../model/loss-arithmetic'
import { type UpdateTerm, updateTerms } from '../../model/optimizer-arithmetic'
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
import {
  type Connection,
  type Consumer,
  consumerOf,
  fed,
  type Pair,
  places,
  weighted,
  windowsOver,
} from './wiring'

/** ∂L/∂a of one number for one example, whose pre-activation is z. */
export type Arriving = {
  readonly z: number
  readonly value: number
} /** What the loss says of an output, times its share in the mean over the batch. */ & (
  | {
      readonly kind: 'loss'
      readonly o: number
      readonly t: number
      readonly slope: number
      readonly share: number
    }
  /** Σ w·δ over all that the number feeds; above dropout and pooling, w is the share it is given. */
  | {
      readonly kind: Exclude<Consumer['kind'], 'loss' | 'other'>
      readonly above: LayerInfo
      readonly connections: readonly Connection[]
      readonly sum: ProductSum
    }
)

/** δ = ∂L/∂a · σ′(z). */
export interface Delta {
  /** Of the chosen example; null for the batch. */
  readonly arriving: Arriving | null
  /** Of each chosen row: ∂L/∂a times σ′(z). */
  readonly byRow: ProductSum
  /** Of the batch the sum over its rows. */
  readonly delta: Result
}

/** Where no sum is shown: below batch normalization and residual blocks. */
export interface PlainDelta {
  readonly above: LayerInfo
  readonly delta: number
}

export function isPlain(delta: Delta | PlainDelta): delta is PlainDelta {
  return 'above' in delta
}

/**
 * Deltas are those of the batch's mean loss, so each example's holds the factor 1/rows, and their
 * sum is the mean over the batch. Null where training makes none, and until all numbers are there.
 *
 * @param index of the number within one example of the layer
 */
export function explainDelta(
  numbers: Numbers,
  info: LayerInfo,
  index: number,
  row: number | null,
): Delta | PlainDelta | null {
  const deltas = examplesOf(numbers, `${info.name}/delta`, row)
  const zs = examplesOf(numbers, `${info.name}/preActivation`, row)
  const consumer = consumerOf(numbers.experiment, numbers.loaded, info.name)
  if (!deltas || !zs || !consumer) return null
  const engine = sumOf(deltas.map((each) => each[index]))
  if (consumer.kind === 'other') return { above: consumer.info, delta: engine }
  const { derivative } = activations[info.activation]
  const arrivals: Arriving[] = []
  const terms: { readonly x: number; readonly weight: number }[] = []
  let magnitude = 0
  for (const [i, r] of chosenRows(numbers, row).entries()) {
    const z = zs[i][index]
    const arriving = arrivingAt(numbers, info, consumer, index, { row: r, z })
    if (!arriving) return null
    const slope = derivative(z)
    arrivals.push(arriving)
    terms.push({ x: arriving.value, weight: slope })
    // A slope made of a rounded activation is off by roundings of 1, not of itself.
    magnitude += roomOf(arriving) * (Math.abs(slope) + 1)
  }
  const most = Math.max(...arrivals.map((each) => ('sum' in each ? each.sum.count : 1)))
  const byRow = productSum(terms)
  return {
    arriving: row === null ? null : arrivals[0],
    byRow,
    delta: result(byRow.sum, engine, most + FUNCTION_ROUNDINGS, magnitude),
  }
}

/** Σ|terms|, and of a loss what its differences are made of. */
function roomOf(arriving: Arriving): number {
  if (arriving.kind !== 'loss') return arriving.sum.magnitude
  const { o, t, share } = arriving
  return share * (Math.abs(o) + Math.abs(t) + 1)
}

function arrivingAt(
  numbers: Numbers,
  info: LayerInfo,
  consumer: Exclude<Consumer, { kind: 'other' }>,
  index: number,
  { row, z }: { readonly row: number; readonly z: number },
): Arriving | null {
  if (consumer.kind === 'loss') return fromLoss(numbers, index, row, z)
  const above = consumer.kind === 'weights' ? consumer.layer.info : consumer.info
  const deltas = numbers.example(`${above.name}/delta`, row)
  const links = deltas && linksTo(numbers, info, consumer, index, row)
  if (!deltas || !links) return null
  const sum = productSum(links.map(({ at, share }) => ({ x: deltas[at], weight: share })))
  return { kind: consumer.kind, above, connections: links, sum, z, value: sum.sum }
}

function fromLoss(
  { experiment: { loss }, rows, example }: Numbers,
  output: number,
  row: number,
  z: number,
): Arriving | null {
  const os = example('output/output', row)
  const ts = example('inputs/targets', row)
  if (!os || !ts) return null
  const { slope } = lossParts(loss, os, ts)[output]
  const share = lossShare(loss, rows, os.length)
  return { kind: 'loss', o: os[output], t: ts[output], slope, share, z, value: share * slope }
}

/** All that a number feeds, and how much of it. */
function linksTo(
  numbers: Numbers,
  info: LayerInfo,
  consumer: Exclude<Consumer, { kind: 'other' | 'loss' }>,
  index: number,
  row: number,
): (Connection & { readonly share: number })[] | null {
  switch (consumer.kind) {
    case 'weights': {
      const { layer } = consumer
      const weights = numbers.parameter(`${layer.info.name}/weight`)
      if (!weights) return null
      return fed(layer, index).map((each) => ({ ...each, share: weights[each.weight] }))
    }
    case 'sum':
      return [{ at: index, weight: -1, share: 1 }]
    case 'dropout': {
      // What was kept came out larger; of a 0 nobody can tell, nor does it matter to what is above.
      const part = (tensor: string) => numbers.example(tensor, row)?.[index]
      const [x, a] = [info, consumer.info].map(({ name }) => part(`${name}/output`))
      const own = part(`${info.name}/delta`)
      if (x === undefined || a === undefined || own === undefined) return null
      const kept = x === 0 ? own !== 0 : a !== 0
      return [{ at: index, weight: -1, share: kept ? 1 / (1 - Math.fround(consumer.rate)) : 0 }]
    }
    case 'pooling': {
      const { pixel, outputs, share } = windowsOver(consumer.info, consumer.window, index)
      if (consumer.info.kind !== 'maxPool2d') {
        return outputs.map((at) => ({ at, weight: -1, share }))
      }
      const winners = numbers.example(`${consumer.info.name}/index`, row)
      const won = (at: number) => Number(winners?.[at] === pixel)
      return winners ? outputs.map((at) => ({ at, weight: -1, share: won(at) })) : null
    }
  }
}

/** ∂L/∂w = Σ δ·a, over examples and, of a filter, positions. */
export interface Gradient {
  /** The engine's, of the whole batch. */
  readonly engine: number
  /** Of the chosen rows: what comes in times δ; of a bias, 1 times δ. */
  readonly sum: ProductSum
  /** Of the terms: which row, which numbers. */
  readonly terms: readonly (Pair & { readonly row: number })[]
  /** Of the whole batch; null while one example is looked at. */
  readonly batch: Result | null
}

/** @param weight place in the layer's weights; of a bias the unit counts alone */
export function explainGradient(
  numbers: Numbers,
  layer: string,
  { weight, unit }: { readonly weight: number | 'bias'; readonly unit: number },
  row: number | null,
): Gradient | null {
  const { experiment, loaded } = numbers
  const own = weighted(experiment, loaded, layer)
  const xs = examplesOf(numbers, `${nameBelow(loaded, layer)}/output`, row)
  const deltas = examplesOf(numbers, `${layer}/delta`, row)
  const gradients = numbers.of(`${layer}/${weight === 'bias' ? 'bias' : 'weight'}/gradient`)
  if (!own || !xs || !deltas || !gradients) return null
  const pairs = places(own, weight, unit)
  const terms = chosenRows(numbers, row).flatMap((r) => pairs.map((pair) => ({ ...pair, row: r })))
  const sum = productSum(
    xs.flatMap((x, i) =>
      pairs.map(({ input, output }) => ({
        x: input < 0 ? 1 : x[input],
        weight: deltas[i][output],
      })),
    ),
  )
  const engine = gradients[weight === 'bias' ? unit : weight]
  return {
    engine,
    sum,
    terms,
    batch: row === null ? result(sum.sum, engine, sum.count, sum.magnitude) : null,
  }
}

/** What the optimizer does to one parameter. */
export interface Update {
  readonly terms: readonly UpdateTerm[]
  readonly before: number
  readonly gradient: number
  readonly learningRate: number
  /** The parameter after the update. */
  readonly after: Result
  /** What the optimizer keeps, by slot: computed here and by the engine. */
  readonly kept: readonly Result[]
}

/** @param name of a parameter, `index` in it; null for running statistics too */
export function explainUpdate(numbers: Numbers, name: string, index: number): Update | null {
  const { experiment } = numbers
  const part = (what: string) => numbers.of(`${name}/${what}`)?.[index]
  const w = numbers.parameter(name)?.[index]
  const [g, change] = [part('gradient'), part('update')]
  const metrics = numbers.of('batch/metrics')
  if (w === undefined || g === undefined || change === undefined || !metrics) return null
  const [, , norm, learningRate, ...corrections] = metrics
  const state = [0, 1].map((slot) => part(`state/${slot}`) ?? 0)
  const terms = updateTerms(experiment, {
    w,
    g,
    state,
    learningRate,
    norm,
    corrections: [corrections[0], corrections[1]],
    role: roleOf(name),
  })
  const last = terms.at(-1)
  if (!last) return null
  const kept = terms.flatMap(({ slot, value, numbers: used }) => {
    if (slot === undefined) return []
    const magnitude = Math.abs(value) + Math.abs(state[slot]) + Math.abs(used['g'] ?? 0)
    return [result(value, part(`nextState/${slot}`) ?? Number.NaN, FUNCTION_ROUNDINGS, magnitude)]
  })
  const moved = Math.abs(last.value - w)
  return {
    terms,
    before: w,
    gradient: g,
    learningRate,
    after: result(last.value, w + change, FUNCTION_ROUNDINGS, Math.abs(w) + moved),
    kept,
  }
}

const ROLES = ['bias', 'gamma', 'beta', 'runningMean', 'runningVariance'] as const

function roleOf(name: string) {
  const last = name.slice(name.lastIndexOf('/') + 1)
  return ROLES.find((role) => role === last) ?? 'weight'
}
