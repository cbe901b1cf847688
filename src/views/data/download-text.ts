import { formatCount } from '../shared/number'

/** "MNIST, 430 of 975 kB". */
export function downloadText({
  label,
  bytes,
  total,
}: {
  readonly label: string
  readonly bytes: number
  readonly total: number
}): string {
  return `${label}, ${formatCount(bytes / 1000)} of ${formatCount(total / 1000)} kB`
}
