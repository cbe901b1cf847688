import { formatNumber } from '../number'

/** A piece of an equation in plain text; `raised` pieces are exponents. */
export interface Piece {
  readonly text: string
  readonly raised: boolean
}

/**
 * The right-hand side of a catalogue's equation with a number in the place of z: "tanh z" becomes
 * "tanh 0.25", "1 / (1 + e⁻ᶻ)" becomes "1 / (1 + e" and, raised, "−0.25" and ")".
 */
export function substitute(equation: string, z: number): Piece[] {
  const right = equation.slice(equation.indexOf('=') + 1).trim()
  const pieces: Piece[] = []
  const add = (text: string, raised = false) => {
    if (text !== '') pieces.push({ text, raised })
  }
  // A z within a word, as in "size", is none; e⁻ᶻ and eᶻ hold their own.
  const token = /e\^\(−z²\)|e⁻ᶻ|eᶻ|(?<!\p{L})z(?!\p{L})/gu
  let end = 0
  for (const match of right.matchAll(token)) {
    const before = right.slice(end, match.index)
    const after = right[match.index + match[0].length] ?? ''
    end = match.index + match[0].length
    add(before)
    if (match[0] === 'e⁻ᶻ') {
      add('e')
      add(formatNumber(-z), true)
    } else if (match[0] === 'eᶻ') {
      add('e')
      add(formatNumber(z), true)
    } else if (match[0] === 'e^(−z²)') {
      add('e')
      add(formatNumber(-z * z), true)
    } else {
      // Nothing that a minus sign could be taken for an operation of.
      const alone = match[0] === right || /([(|]|, )$/.test(before)
      const bare = (z >= 0 || alone) && after !== '²'
      add(bare ? formatNumber(z) : `(${formatNumber(z)})`)
    }
  }
  add(right.slice(end))
  return pieces
}

/** As a factor or summand: negative numbers in brackets. */
export const bracketed = (value: number): string =>
  value < 0 ? `(${formatNumber(value)})` : formatNumber(value)

/** "a + b", "a − b": a number as the second summand. */
export const added = (value: number, digits?: number): string =>
  `${value < 0 ? '−' : '+'} ${formatNumber(Math.abs(value), digits)}`
