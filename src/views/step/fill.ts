import { formatNumber } from '../shared/number'

/**
 * A formula with its numbers in place of its symbols: "μ·v + g" becomes "0.900·0.500 + (−0.100)".
 *
 * @param numbers by symbol; a symbol may be several characters, such as "(1 − β₁ᵗ)"
 */
export function fill(formula: string, numbers: Readonly<Record<string, number>>): string {
  const symbols = Object.keys(numbers).toSorted((a, b) => b.length - a.length)
  if (symbols.length === 0) return formula
  const escaped = symbols.map((symbol) => symbol.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'))
  const token = new RegExp(`(?<![\\p{L}\\p{M}])(?:${escaped.join('|')})(?![\\p{L}\\p{M}])`, 'gu')
  return formula.replace(token, (symbol: string, offset: number) => {
    const value = numbers[symbol]
    const bare = value >= 0 && formula[offset + symbol.length] !== '²'
    // Nothing that a minus sign could be taken for an operation of.
    const alone = offset === 0 && value < 0 && formula[symbol.length] !== '²'
    // A power of ten is a product of its own.
    const text = formatNumber(value)
    return (bare && !text.includes('·')) || alone ? text : `(${text})`
  })
}
