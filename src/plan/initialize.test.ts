import { expect, test } from 'vitest'
import type { ExperimentDocument } from '../model/document'
import { generateDataset } from '../model/generate-dataset'
import { withDefaults } from '../model/parse'
import { compile } from './compile'
import { initialParameters } from './initialize'

const initial = (changes: Partial<ExperimentDocument>, replicas = 1) => {
  const experiment = withDefaults(changes)
  if (experiment.data.kind !== 'generated') throw new Error('expected generated data')
  const { plan } = compile(experiment, generateDataset(experiment.data, 1), { replicas })
  const values = initialParameters(experiment, plan)
  const named = Object.fromEntries(
    plan.parameters.map(({ name, offset, shape }) => [
      name,
      [...values.subarray(offset, offset + shape.reduce((a, b) => a * b, 1))],
    ]),
  )
  return { values, named, plan }
}
const layers = (...units: number[]) => units.map((n) => ({ kind: 'dense', units: n }) as const)

test('biases are 0 and weights are drawn', () => {
  const { named } = initial({ layers: layers(4, 2) })
  for (const [name, values] of Object.entries(named)) {
    const isBias = name.endsWith('/bias')
    expect(new Set(values).size).toBe(isBias ? 1 : values.length)
    expect(values.includes(0)).toBe(isBias)
  }
})

test('the seed of the weights decides, the seed of the data does not', () => {
  const { values } = initial({ seed: { weights: 5 } })
  expect(initial({ seed: { weights: 5, data: 9 } }).values).toEqual(values)
  expect(initial({ seed: { weights: 6 } }).values).not.toEqual(values)
})

test('each layer has its own draws', () => {
  const narrow = initial({ layers: layers(4, 3, 3) }).named
  const wide = initial({ layers: layers(8, 3, 3) }).named
  expect(wide['layers/2/weight']).toEqual(narrow['layers/2/weight'])
  expect(wide['output/weight']).toEqual(narrow['output/weight'])
})

test('each layer has its own initializer, and the output that of the last', () => {
  const { named } = initial({
    layers: [
      { kind: 'dense', units: 2, initializer: 'zeros' },
      { kind: 'dense', units: 2, initializer: { kind: 'constant', value: 0.5 } },
    ],
  })
  expect(named['layers/0/weight']).toEqual([0, 0, 0, 0])
  expect(named['layers/1/weight']).toEqual([0.5, 0.5, 0.5, 0.5])
  expect(named['output/weight']).toEqual([0.5, 0.5])
})

test('replica k starts as the seed k further on', () => {
  const { values, plan } = initial({ seed: { weights: 5 } }, 3)
  const size = plan.sizes.parameters
  expect(values).toHaveLength(3 * size)
  for (let k = 0; k < 3; k++) {
    const own = values.slice(k * size, (k + 1) * size)
    expect(own).toEqual(initial({ seed: { weights: 5 + k } }).values)
  }
})

test('parameters of the document replace what would be drawn', () => {
  const given = [[1, 2, 3, 4], [5, 6], [7, 8], [9]]
  const { values } = initial({ layers: layers(2), initialParameters: given })
  expect([...values]).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
})
