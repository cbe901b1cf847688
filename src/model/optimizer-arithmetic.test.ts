import { describe, expect, it } from 'vitest'
import golden from '../../golden/optimizers.json'
import type { OptimizerSettings } from './experiment'
import { type UpdateInputs, updateTerms } from './optimizer-arithmetic'

const none = { regularization: { l1: 0, l2: 0 }, clipping: { norm: 0, value: 0 } }
const plain: UpdateInputs = {
  w: 0.5,
  g: 0.2,
  state: [],
  learningRate: 0.1,
  norm: 0,
  corrections: [1, 1],
  role: 'weight',
}
const sgd = { kind: 'sgd', learningRate: 0.1 } as const

describe.each(golden.cases)('$optimizer', ({ optimizer: kind, attrs, trajectory }) => {
  const { l2 = 0, note: _, form: __, ...others } = attrs as Readonly<Record<string, unknown>>
  const settings = others as Readonly<Record<string, number>>
  const optimizer = { kind, ...settings } as OptimizerSettings

  it('follows the golden parameters line by line', () => {
    for (let i = 0; i < golden.initial.length; i++) {
      let w = golden.initial[i]
      const state = [0, 0]
      for (const [step, gradients] of golden.gradients.entries()) {
        const corrected = (beta = 0) => 1 / (1 - beta ** (step + 1))
        const terms = updateTerms(
          { ...none, regularization: { l1: 0, l2: Number(l2) }, optimizer },
          {
            ...plain,
            w,
            g: gradients[i],
            state,
            learningRate: optimizer.learningRate,
            corrections: [corrected(settings['beta1']), corrected(settings['beta2'])],
          },
        )
        for (const { slot, value } of terms) if (slot !== undefined) state[slot] = value
        w = terms.at(-1)?.value ?? Number.NaN
        expect(w).toBeCloseTo(trajectory[step][i], 5)
      }
    }
  })

  it('names every number of its formulas', () => {
    const terms = updateTerms({ ...none, optimizer }, { ...plain, state: [0.1, 0.2] })
    for (const { formula, numbers } of terms) {
      let rest = formula
      for (const symbol of Object.keys(numbers).toSorted((a, b) => b.length - a.length)) {
        expect(formula).toContain(symbol)
        rest = rest.replaceAll(symbol, '')
      }
      expect(rest).not.toMatch(/\p{L}/u)
    }
  })
})

it('clips by value, then by norm, then regularizes weights but not biases', () => {
  const document = {
    optimizer: sgd,
    clipping: { value: 0.15, norm: 2 },
    regularization: { l1: 0.01, l2: 0.1 },
  }
  const inputs = { ...plain, w: -0.5, g: -0.2, norm: 4 }
  const weight = updateTerms(document, inputs)
  const values = weight.map(({ value }) => value)
  expect(values).toHaveLength(4)
  for (const [i, value] of [-0.15, -0.075, -0.135, -0.4865].entries()) {
    expect(values[i]).toBeCloseTo(value, 6)
  }
  const bias = updateTerms(document, { ...inputs, role: 'bias' })
  expect(bias.map(({ value }) => Number(value.toFixed(6)))).toEqual([-0.15, -0.075, -0.4925])
})

it('leaves a gradient within the bound as it is, and running statistics out', () => {
  const document = { ...none, optimizer: sgd, clipping: { value: 0, norm: 2 } }
  const [first] = updateTerms(document, { ...plain, norm: 1 })
  expect(first).toMatchObject({ value: 0.2, formula: 'g, as ‖g‖ ≤ c' })
  expect(updateTerms(document, { ...plain, role: 'runningMean' })).toEqual([])
})
