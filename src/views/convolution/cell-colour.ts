import { css, type Palette, type Rgb, signedColour } from '../shared/palette'

export interface CellColours {
  readonly background: string
  /** For numbers on it. */
  readonly text: string
}

const WHITE: Rgb = [255, 255, 255]
const BLACK: Rgb = [0, 0, 0]

/** Of small text on its background (WCAG 2.2, 1.4.3). */
const ENOUGH = 4.5

/** The signed colour of a value in −1…1, and a text colour that can be read on it. */
export function cellColours(palette: Palette, value: number): CellColours {
  const background = signedColour(palette, value)
  const text =
    [palette.ink, palette.paper, WHITE, BLACK].find(
      (colour) => contrast(colour, background) >= ENOUGH,
    ) ?? palette.ink
  return { background: css(background), text: css(text) }
}

/** Contrast ratio of two colours, 1…21 (WCAG 2.2). */
export function contrast(a: Rgb, b: Rgb): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((byte) => {
    const share = byte / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** One colour per weight of the filter: hues all around, light and dark by turns if there are many. */
export function weightColour(theme: Palette['theme'], index: number, count: number): string {
  const hue = 25 + (360 * index) / Math.max(1, count)
  const turn = count > 9 ? ((index % 3) - 1) * 0.09 : 0
  const lightness = (theme === 'dark' ? 0.74 : 0.58) + turn
  return `oklch(${lightness.toFixed(2)} 0.15 ${hue.toFixed(1)})`
}
