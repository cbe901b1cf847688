import type { Experiment } from '../src/model/experiment'
import { withDefaults } from '../src/model/parse'

/** The networks that every figure is about: widths from inputs to output, and the batch size. */
export const networks = [
  { name: '2-4-2-1, batch 10', widths: [2, 4, 2, 1], batchSize: 10 },
  { name: '2-16-16-1, batch 32', widths: [2, 16, 16, 1], batchSize: 32 },
] as const

export type Network = (typeof networks)[number]

/** 500 examples of the circle, half for training; plain gradient descent. */
export function experimentOf(
  { widths, batchSize }: Network,
  order: Experiment['order'] = 'shuffled',
): Experiment {
  return withDefaults({
    title: 'Benchmark',
    seed: { data: 1, weights: 1 },
    data: { kind: 'generated', name: 'circle', examples: 500, noise: 0.05, testFraction: 0.5 },
    layers: widths
      .slice(1, -1)
      .map((units) => ({ kind: 'dense' as const, units, activation: 'tanh' as const })),
    optimizer: { kind: 'sgd', learningRate: 0.03 },
    batchSize,
    order,
  })
}
