import { expect, it } from 'vitest'
import { activationNames, activations } from '../../../model/activations'
import { added, bracketed, substitute } from './substitute'

const plain = (equation: string, z: number) =>
  substitute(equation, z)
    .map(({ text, raised }) => (raised ? `^{${text}}` : text))
    .join('')

it('puts the number in the place of z', () => {
  expect(plain(activations.tanh.equation, 0.25)).toBe('tanh 0.250')
  expect(plain(activations.relu.equation, -1)).toBe('max(0, −1.00)')
  expect(plain(activations.identity.equation, -1)).toBe('−1.00')
  expect(plain(activations.softsign.equation, -2)).toBe('(−2.00) / (1 + |−2.00|)')
})

it('raises exponents', () => {
  expect(plain(activations.sigmoid.equation, 0.5)).toBe('1 / (1 + e^{−0.500})')
  expect(plain(activations.sigmoid.equation, -0.5)).toBe('1 / (1 + e^{0.500})')
  expect(plain(activations.gaussian.equation, 2)).toBe('e^{−4.00}')
})

it.each(activationNames)('leaves no z in %s', (name) => {
  expect(plain(activations[name].equation, 0.5)).not.toMatch(/(?<!\p{L})z(?!\p{L})|ᶻ/u)
})

it('brackets negative numbers only', () => {
  expect(bracketed(-0.5)).toBe('(−0.500)')
  expect(bracketed(0.5)).toBe('0.500')
})

it('writes a number as a summand with its sign before it', () => {
  expect(added(-0.5)).toBe('− 0.500')
  expect(added(0.5)).toBe('+ 0.500')
})
