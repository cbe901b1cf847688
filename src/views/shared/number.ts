const superscripts: Readonly<Record<string, string>> = {
  '-': '⁻',
  '0': '⁰',
  '1': '¹',
  '2': '²',
  '3': '³',
  '4': '⁴',
  '5': '⁵',
  '6': '⁶',
  '7': '⁷',
  '8': '⁸',
  '9': '⁹',
}

/**
 * Three significant digits with a real minus sign; powers of ten outside 10⁻³…10⁵. NaN and the
 * infinities are named.
 */
export function formatNumber(value: number, digits = 3): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞'
  if (value === 0) return '0'
  const size = Math.abs(value)
  if (size >= 1e-3 && size < 1e5) {
    const text =
      size >= 10 ** digits ? Math.round(value).toLocaleString('en') : value.toPrecision(digits)
    return text.replace('-', '−')
  }
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e')
  return `${mantissa.replace('-', '−')}·${powerOfTen(Number(exponent))}`
}

/** 10⁻⁷ */
export function powerOfTen(exponent: number): string {
  return `10${[...String(exponent)].map((c) => superscripts[c]).join('')}`
}

/** A count with separators: 12,000. */
export const formatCount = (value: number): string => Math.round(value).toLocaleString('en')

/** A share as per cent with one decimal: 93.2 %. */
export const formatPercent = (share: number): string => `${(share * 100).toFixed(1)} %`
