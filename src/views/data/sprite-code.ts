/** Greys of a sprite's pixel, one hexadecimal digit each. */
const GREYS = 16

export interface Sprite {
  /** Height and width. */
  readonly side: number
  /** Four images, one after the other, row by row, from 0 to 1. */
  readonly pixels: Float32Array
}

/** Four square images as text; those of more than 16 pixels at half their size. */
export function encodeSprite(images: readonly ArrayLike<number>[], side: number): string {
  const step = side > 16 ? 2 : 1
  return images
    .flatMap((image) =>
      Array.from({ length: (side / step) ** 2 }, (_, i) => {
        const row = step * Math.floor((i * step) / side)
        const column = (i * step) % side
        let sum = 0
        for (let y = 0; y < step; y++) {
          for (let x = 0; x < step; x++) sum += image[(row + y) * side + column + x]
        }
        return Math.round(((GREYS - 1) * sum) / (step * step)).toString(GREYS)
      }),
    )
    .join('')
}

export function decodeSprite(code: string): Sprite {
  const pixels = Float32Array.from(code, (digit) => Number.parseInt(digit, GREYS) / (GREYS - 1))
  return { side: Math.sqrt(code.length / 4), pixels }
}
