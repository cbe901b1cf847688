import { expect, test } from 'vitest'
import { pcg, randomSequence } from '../../lib/random'
import { activations } from '../../model/activations'
import type { Batch, Op } from '../../plan/plan'
import {
  batchOf,
  type CreateBackend,
  planOfOps,
  randomRows,
  relativeError,
  stateOf,
  unitRows,
} from './fixtures.test-support'
import { uniform } from './image-reference.test-support'

/** The random number of an element, by the formula of `DropoutOp`. */
const uniformOf = (i: number, salt: number, noise: number) => uniform(i + pcg((salt + noise) >>> 0))

/** 1 where element i is kept, else 0. */
const isKept = (i: number, salt: number, noise: number, rate: number): number =>
  uniformOf(i, salt, noise) < Math.fround(rate) ? 0 : 1

export function testDropout(create: CreateBackend): void {
  const [rows, width] = [7, 91]
  const cells = rows * width

  /**
   * What a training program leaves in one tensor: over rows of a unit matrix, a weight gradient is
   * its delta, and one step of gradient descent shows it.
   */
  async function trained(rate: number, salt: number, batches: readonly Partial<Batch>[]) {
    const x = randomRows(rows, width, randomSequence(9, 'points'))
    const at = rows * rows
    const [z, a, kept, gradient] = [1, 2, 3, 4].map((i) => at + i * cells)
    const dropout = { rows, width, salt, rate }
    const below = { z, a, activation: 'tanh' as const }
    const unit = { rows, inputWidth: rows, units: width, x: 0 }
    const shown = (delta: number, weight: number): Op => {
      return { kind: 'denseWeightGradient', ...unit, delta, weight, bias: weight + cells }
    }
    const options = {
      inputs: unitRows(rows),
      targets: x,
      parameters: 2 * (cells + width),
      activations: at + 5 * cells,
    }
    const { optimizer } = planOfOps({ ...options, programs: {} }).plan
    const { plan, data } = planOfOps({
      ...options,
      programs: {
        train: [
          { kind: 'add', rows, width, x: at, y: at, ...below },
          { kind: 'dropout', ...dropout, x: a, a: kept },
          { kind: 'dropoutGradient', ...dropout, delta: at, ...below, inputDelta: gradient },
          shown(kept, 0),
          shown(gradient, cells + width),
          optimizer,
        ],
      },
    })
    const backend = await create()
    const zeros = new Float32Array(plan.sizes.parameters)
    const engine = await backend.load(plan, data, stateOf(plan, zeros))
    const results = []
    for (const [step, values] of batches.entries()) {
      engine.restore(stateOf(plan, zeros))
      engine.train([batchOf(plan, step, values)])
      const { parameters } = await engine.snapshot()
      const negated = Array.from(parameters, (value) => 0 - value)
      results.push({
        values: negated.slice(0, cells),
        gradient: negated.slice(cells + width, 2 * cells + width),
      })
    }
    backend.dispose()
    return { x: x.flat(), results }
  }

  test('dropout is the formula of image-ops.ts, forward and backward', async () => {
    const noises = [1, 2, 0xfffffff0]
    for (const [rate, salt] of [
      [0.5, 1],
      [0.1, 77],
      [0, 3],
      [0.9, 0xffffffff],
      // An element whose number is the rate itself is kept.
      [uniformOf(5, 4, 1), 4],
    ]) {
      const { x, results } = await trained(
        rate,
        salt,
        noises.map((noise) => ({ noise })),
      )
      results.forEach(({ values, gradient }, step) => {
        const mask = x.map((_, i) => isKept(i, salt, noises[step], rate))
        const factors = mask.map((value) => value / (1 - rate))
        const kept = x.map((value, i) => activations.tanh.value(2 * value) * factors[i])
        const passed = x.map((value, i) => {
          return value * activations.tanh.derivative(2 * value) * factors[i]
        })
        expect(values.map((value) => Number(value !== 0))).toEqual(mask)
        expect(gradient.map((value) => Number(value !== 0))).toEqual(mask)
        expect(relativeError(values, kept)).toBeLessThan(1e-6)
        expect(relativeError(gradient, passed)).toBeLessThan(1e-5)
        const share = mask.reduce((sum, value) => sum + value, 0) / cells
        expect(Math.abs(share - (1 - rate))).toBeLessThan(0.06)
      })
      // Another step draws another mask, which without a rate keeps everything all the same.
      const same = results[0].values.every((value, i) => value === results[1].values[i])
      expect(same).toBe(rate === 0)
    }
  })

  test('dropout of the same step is the same, and rows beyond the valid ones take no part', async () => {
    const { results } = await trained(0.4, 5, [{ noise: 8 }, { noise: 8 }, { noise: 8, rows: 3 }])
    expect(results[0]).toEqual(results[1])
    const valid = results[0].values.map((value, i) => (i < 3 * width ? value : 0))
    expect(results[2].values).toEqual(valid)
  })
}
