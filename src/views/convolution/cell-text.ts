import { cellText, shortText } from './number-text'

/** Below this, in CSS pixels, numbers are left out. */
const SMALLEST_TYPE = 8

/** Numbers as they fit in cells of that side: with fewer decimals if need be, or empty. */
export function fittingTexts(values: readonly number[], side: number) {
  for (const write of [cellText, shortText]) {
    const texts = values.map(write)
    const fontSize = fontFor(texts, side)
    if (fontSize > 0) return { texts, fontSize }
  }
  return { texts: values.map(() => ''), fontSize: 0 }
}

/** The size at which the longest text fits a cell, in CSS pixels; 0 if none does. */
export function fontFor(texts: readonly string[], side: number): number {
  const width = Math.max(...texts.map(textWidth), 0.6)
  const size = Math.min(side * 0.42, (side - 4) / width)
  return size < SMALLEST_TYPE ? 0 : Math.round(size * 10) / 10
}

/** In em, for figures of one width. */
function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += character === '.' ? 0.3 : 0.63
  return width
}
