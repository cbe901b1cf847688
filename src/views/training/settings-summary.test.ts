import { expect, it } from 'vitest'
import { settingsSummary } from './settings-summary'

it('tells settings by their symbols', () => {
  const entries = [
    { label: 'Decay β₁', value: 0.9 },
    { label: 'Epsilon', value: 1e-8 },
    { label: 'Momentum', value: 0.5 },
  ]
  expect(settingsSummary(entries)).toBe('β₁ 0.9 · ε 1e−8 · momentum 0.5')
})
