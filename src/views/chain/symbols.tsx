import type { Factor, Place, Start } from './path'

const SUBSCRIPTS = '₀₁₂₃₄₅₆₇₈₉'

/** 12 as ₁₂. */
export const subscript = (number: number): string =>
  [...String(number)].map((digit) => SUBSCRIPTS[Number(digit)]).join('')

/** "σ′(z₂)", "w₂", "a₁", "x", "∂C/∂a₇": a factor by its place; units are numbered by `number`. */
export function symbolOf(
  { kind }: Pick<Factor, 'kind'>,
  { unit }: Place,
  number: (unit: number) => number,
): string {
  switch (kind) {
    case 'slope':
      return `σ′(z${subscript(number(unit))})`
    case 'weight':
      return `w${subscript(number(unit))}`
    case 'value':
      return unit < 0 ? 'x' : `a${subscript(number(unit))}`
    case 'loss':
      return `∂C/∂a${subscript(number(unit))}`
  }
}

/** "b₁" or "w₃". */
export const startSymbol = ({ of, unit }: Start, number: (unit: number) => number): string =>
  `${of === 'bias' ? 'b' : 'w'}${subscript(number(unit))}`
