import { expect, it } from 'vitest'
import { optimizers } from '../../model/optimizers'
import { schedules } from '../../model/schedules'
import { settingStep } from './setting-step'

it('goes by 1, 2, 5 on a logarithmic scale', () => {
  const { epsilon } = optimizers.adam.settings
  expect(settingStep(epsilon, 1e-8, 1)).toBe(2e-8)
  expect(settingStep(epsilon, 1e-8, -1)).toBe(5e-9)
  expect(settingStep(schedules.step.settings.every, 1000, 1)).toBe(2000)
})
it('adds and takes nines of a share close to 1', () => {
  const { beta2 } = optimizers.adam.settings
  expect(settingStep(beta2, 0.99, 1)).toBeCloseTo(0.999, 10)
  expect(settingStep(beta2, 0.999, -1)).toBeCloseTo(0.99, 10)
})
it('goes by a twentieth of the range else', () => {
  expect(settingStep(schedules.step.settings.factor, 0.5, -1)).toBeCloseTo(0.45, 10)
})
