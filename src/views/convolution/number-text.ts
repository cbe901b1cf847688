import { formatNumber } from '../shared/number'

/** What float64 leaves of a sum that is zero. */
const ALMOST_ZERO = 1e-12

const trimmed = (text: string) => text.replace(/(\.\d*?)0+(?=·|$)/, '$1').replace(/\.(?=·|$)/, '')

/** Three significant digits at most: −0.0625, 12, 0.333. */
export function numberText(value: number): string {
  return Math.abs(value) < ALMOST_ZERO ? '0' : trimmed(formatNumber(value))
}

/** Short enough for a cell: two decimals at most where that leaves something. */
export function cellText(value: number): string {
  const size = Math.abs(value)
  if (size < 0.005 || size >= 100 || !Number.isFinite(value)) return numberText(value)
  return String(Math.round(size * 100) / 100).replace(/^/, value < 0 ? '−' : '')
}

/** One decimal, where there is no room for two; what is not quite 0 keeps its decimal. */
export function shortText(value: number): string {
  const size = Math.abs(value)
  if (size >= 10 || Number.isInteger(value)) return cellText(Math.round(value))
  return size < ALMOST_ZERO ? '0' : size.toFixed(1).replace(/^/, value < 0 ? '−' : '')
}

/** Whether `numberText` tells the number in full. */
export function isExact(value: number): boolean {
  return Math.abs(value - Number(value.toPrecision(3))) < ALMOST_ZERO * Math.max(1, Math.abs(value))
}

/** Rows and columns are counted from 1 for people. */
export const placeText = ({ row, column }: { row: number; column: number }): string =>
  `row ${row + 1}, column ${column + 1}`
