import type { WindowSettings } from '../../model/window'
import type { Operation } from './compute'
import type { Size } from './grid'
import { fits, sweep } from './sweep'

/** Ends of the sliders. */
export const RANGE = {
  size: { min: 3, max: 12 },
  kernel: { min: 1, max: 7 },
  stride: { min: 1, max: 4 },
  padding: { min: 0, max: 6 },
  dilation: { min: 1, max: 3 },
} as const

/** As much padding as the layers of the same kind may have. */
export const mostPadding = (operation: Operation, kernel: number): number =>
  operation === 'convolution' ? RANGE.padding.max : Math.floor(kernel / 2)

/** One slider set so that the window fits. */
export interface Fix {
  readonly kind: 'padding' | 'kernel' | 'dilation' | 'size'
  readonly value: number
  readonly label: string
  /** How far the slider moves. */
  readonly steps: number
}

export interface Misfit {
  readonly message: string
  /** The nearest first. */
  readonly fixes: readonly Fix[]
}

/** Why the window does not fit the image, and what would help; null where it fits. */
export function misfit(operation: Operation, input: Size, window: WindowSettings): Misfit | null {
  const over = sweep(input, window)
  if (fits(over)) return null
  const { kernel, dilation, padding } = window
  const zeros = typeof padding === 'number' ? padding : 0
  const side = Math.min(input.height, input.width)
  const missing = over.reach - side - 2 * zeros
  const works = (change: Partial<WindowSettings>) => fits(sweep(input, { ...window, ...change }))
  const below = (from: number, change: (value: number) => Partial<WindowSettings>) => {
    for (let value = from - 1; value >= 1; value--) if (works(change(value))) return value
    return 0
  }
  const more = zeros + Math.ceil(missing / 2)
  const smaller = below(kernel, (value) => ({ kernel: value }))
  const denser = below(dilation, (value) => ({ dilation: value }))
  const larger = side + missing
  const candidates: (Fix | false)[] = [
    more <= mostPadding(operation, kernel) && {
      kind: 'padding',
      value: more,
      label: `Padding ${more}`,
      steps: more - zeros,
    },
    smaller > 0 && {
      kind: 'kernel',
      value: smaller,
      label: `Kernel ${smaller}×${smaller}`,
      steps: kernel - smaller,
    },
    denser > 0 && {
      kind: 'dilation',
      value: denser,
      label: `Dilation ${denser}`,
      steps: dilation - denser,
    },
    larger <= RANGE.size.max && {
      kind: 'size',
      value: larger,
      label: `Input ${Math.max(larger, input.height)}×${Math.max(larger, input.width)}`,
      steps: missing,
    },
  ]
  const fixes = candidates.filter((fix) => fix !== false).sort((a, b) => a.steps - b.steps)
  return { message: message(over.reach, window, input, zeros), fixes }
}

function message(
  reach: number,
  { kernel, dilation }: WindowSettings,
  { height, width }: Size,
  zeros: number,
): string {
  const spread = dilation > 1 ? ` (${dilation}·(${kernel} − 1) + 1 = ${reach})` : ''
  const padded = zeros > 0 ? `, with padding ${height + 2 * zeros}×${width + 2 * zeros}` : ''
  return `The window spans ${reach}×${reach} pixels${spread}; the input has only ${height}×${width}${padded}. It fits nowhere, so there is no output.`
}
