import { formatNumber } from '../../shared/number'

/** At most five characters for a cell: two decimals, fewer for large numbers. */
export function cellText(value: number): string {
  const size = Math.abs(value)
  if (value === 0) return '0'
  if (!(size < 99.95)) return formatNumber(value)
  if (size < 0.005) return '≈0'
  return value.toFixed(size >= 9.995 ? 1 : 2).replace('-', '−')
}
