import type { ImageShape } from '../../../model/shapes'
import { type MapScale, paintMap } from '../../shared/map-picture'
import type { Palette } from '../../shared/palette'

const INK: MapScale = { kind: 'ink', limit: 1 }

/** The shown image, one canvas pixel for each of its own: grey as ink on paper, else in colour. */
export function paintImage(
  canvas: HTMLCanvasElement,
  pixels: ArrayLike<number>,
  [height, width, channels]: ImageShape,
  palette: Palette,
): void {
  canvas.width = width
  canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) return
  const target = context.createImageData(width, height)
  if (channels === 1) {
    const place = { height, width, channels, channel: 0, start: 0 }
    paintMap(target, 0, 0, pixels, place, INK, palette)
  } else {
    for (let i = 0; i < height * width; i++) {
      for (let channel = 0; channel < 3; channel++) {
        // With two channels the third stays dark.
        target.data[4 * i + channel] =
          255 * (channel < channels ? pixels[i * channels + channel] : 0)
      }
      target.data[4 * i + 3] = 255
    }
  }
  context.putImageData(target, 0, 0)
}
