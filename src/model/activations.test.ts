import { expect, test } from 'vitest'
import golden from '../../golden/activations.json'
import { type ActivationName, activations } from './activations'

const functions: Record<string, { y: number[]; dydx: number[] }> = golden.functions

test.each(Object.keys(functions))('%s and its derivative agree with PyTorch', (name) => {
  const activation = activations[name as ActivationName]
  golden.x.forEach((x, i) => {
    expect(activation.value(x)).toBeCloseTo(functions[name].y[i], 9)
    expect(activation.derivative(x)).toBeCloseTo(functions[name].dydx[i], 9)
  })
})

test('every activation but the binary step has a reference in PyTorch', () => {
  expect(Object.keys(activations).filter((name) => !(name in functions))).toEqual(['binaryStep'])
})

test.each(Object.entries(activations))('%s stays within its stated range', (_, activation) => {
  for (let z = -30; z <= 30; z += 0.01) {
    expect(activation.value(z)).toBeGreaterThanOrEqual(activation.range[0] - 1e-12)
    expect(activation.value(z)).toBeLessThanOrEqual(activation.range[1] + 1e-12)
  }
})
