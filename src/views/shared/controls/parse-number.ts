/** What a visitor typed as a number: comma or point, real minus sign, 3·10⁻⁴ or 3e-4; null if none. */
export function parseNumber(text: string): number | null {
  const plain = text
    .trim()
    .replace(/\s/g, '')
    .replace(/^−/, '-')
    .replace(/·?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)$/, (_, power: string) => `e${fromSuperscript(power)}`)
    .replace(/e−/i, 'e-')
    .replace(/^(-?\d+),(\d+)$/, '$1.$2')
    .replace(/^e/, '1e')
  if (plain === '' || !/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain)) return null
  const value = Number(plain)
  return Number.isFinite(value) ? value : null
}

/** A number as it stands in a field: plain digits, with an exponent where that is shorter. */
export function fieldText(value: number): string {
  if (value === 0) return '0'
  const size = Math.abs(value)
  const text = size < 1e-4 || size >= 1e7 ? value.toExponential() : String(value)
  return text.replace('e+', 'e').replace(/-/g, '−')
}

const fromSuperscript = (text: string): string =>
  [...text].map((c) => (c === '⁻' ? '-' : '⁰¹²³⁴⁵⁶⁷⁸⁹'.indexOf(c))).join('')
