import { describe, expect, it } from 'vitest'
import type { Palette, Rgb } from '../shared/palette'
import { cellColours, contrast } from './cell-colour'

const shared = { classes: [] }
/** As in app/theme.css. */
const themes: readonly Palette[] = [
  {
    ...shared,
    theme: 'light',
    negative: [0xd9, 0x78, 0x0f],
    zero: [0xf1, 0xf1, 0xef],
    positive: [0x2b, 0x6c, 0xb3],
    paper: [254, 253, 250],
    ink: [24, 28, 38],
  },
  {
    ...shared,
    theme: 'dark',
    negative: [0xf2, 0xa2, 0x4c],
    zero: [0x23, 0x26, 0x2c],
    positive: [0x62, 0xa5, 0xea],
    paper: [16, 18, 22],
    ink: [238, 239, 242],
  },
]

const rgb = (text: string): Rgb => {
  const [red, green, blue] = text.match(/\d+/g)?.map(Number) ?? []
  return [red, green, blue]
}

describe('the number in a cell', () => {
  it('can be read on every colour of both themes', () => {
    for (const palette of themes) {
      for (let value = -1; value <= 1; value += 0.01) {
        const { background, text } = cellColours(palette, value)
        expect(contrast(rgb(background), rgb(text))).toBeGreaterThan(4.4)
      }
    }
  })

  it('stands on the neutral colour where it is zero', () => {
    expect(cellColours(themes[0], 0).background).toBe('rgb(241 241 239)')
  })
})
