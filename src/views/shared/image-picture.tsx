import { type ComponentProps, useEffect, useRef } from 'react'
import type { ImageShape } from '../../model/shapes'
import { Canvas } from './canvas'
import { paintMap } from './map-picture'
import { type Palette, usePalette } from './palette'

/**
 * Writes a whole image: one channel from paper to ink, three as red, green and blue.
 *
 * @param pixels 0…1, [row, column, channel] from `start` on
 */
export function paintImage(
  target: ImageData,
  pixels: ArrayLike<number>,
  [height, width, channels]: ImageShape,
  palette: Palette,
  start = 0,
): void {
  if (channels < 3) {
    const place = { height, width, channels, channel: 0, start }
    paintMap(target, 0, 0, pixels, place, { kind: 'ink', limit: 1 }, palette)
    return
  }
  for (let i = 0; i < height * width; i++) {
    for (let channel = 0; channel < 3; channel++) {
      target.data[4 * i + channel] = 255 * pixels[start + 3 * i + channel]
    }
    target.data[4 * i + 3] = 255
  }
}

interface ImagePictureProps extends ComponentProps<'canvas'> {
  /** Says what it shows; empty for one that a text beside it describes. */
  readonly label: string
  readonly pixels: ArrayLike<number>
  readonly shape: ImageShape
  /** First number of the image among `pixels`. */
  readonly start?: number
}

/** A small image that does not change while training, one pixel of the canvas for each of its own. */
export function ImagePicture({ label, pixels, shape, start = 0, ...props }: ImagePictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const palette = usePalette()
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    if (!context) return
    const image = context.createImageData(shape[1], shape[0])
    paintImage(image, pixels, shape, palette, start)
    context.putImageData(image, 0, 0)
  }, [pixels, start, shape, palette])
  return (
    <Canvas
      ref={canvas}
      label={label}
      width={shape[1]}
      height={shape[0]}
      {...(label === '' && { role: undefined, 'aria-label': undefined, 'aria-hidden': true })}
      {...props}
    />
  )
}
