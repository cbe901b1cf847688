import { expect, it } from 'vitest'
import { fill } from './fill'

it('puts numbers in the place of symbols', () => {
  expect(fill('w − η·g', { w: 0.5, η: 0.1, g: -0.25 })).toBe('0.500 − 0.100·(−0.250)')
  expect(fill('w − η·g', { w: -0.5, η: 0.1, g: 0 })).toBe('−0.500 − 0.100·0')
})

it('tells symbols from the words and longer symbols that hold them', () => {
  expect(fill('g + λ₁·sign(w)', { g: 1, w: 2, 'λ₁': 3, s: 9, n: 9 })).toBe('1.00 + 3.00·sign(2.00)')
  expect(fill('m̂ / (√ŝ + ε)', { m: 1, s: 2, m̂: 3, ŝ: 4, ε: 5 })).toBe('3.00 / (√4.00 + 5.00)')
  expect(fill('m / (1 − β₁ᵗ)', { m: 1, '(1 − β₁ᵗ)': 0.5 })).toBe('1.00 / 0.500')
})

it('brackets what an operation would tear apart', () => {
  expect(fill('ρ·s + (1−ρ)·g²', { ρ: 0.9, s: 2e-7, g: -0.1 })).toBe(
    '0.900·(2.00·10⁻⁷) + (1−0.900)·(−0.100)²',
  )
  expect(fill('(1−ρ)·g²', { ρ: 0.9, g: 3 })).toBe('(1−0.900)·(3.00)²')
})
