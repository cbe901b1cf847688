import { useEffect, useRef } from 'react'
import type { ImageShape } from '../../model/shapes'
import { paintMap } from '../shared/map-picture'
import { type Palette, usePalette } from '../shared/palette'
import styles from './data.module.css'

/** Images up to this size are drawn as squares; larger ones are smoothed where they are scaled. */
const COARSE = 9

interface MosaicProps {
  /** Each [height, width, channels], from 0 to 1. The same array is not drawn again. */
  readonly images: readonly ArrayLike<number>[]
  readonly shape: ImageShape
  /** Images side by side. */
  readonly columns: number
  /** What it shows, for assistive technology; left out where something else says it. */
  readonly label?: string
}

/** Images of data, as ink on paper, in rows. */
export function Mosaic({ images, shape, columns, label }: MosaicProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const palette = usePalette()
  const [height, width, channels] = shape
  useEffect(() => {
    if (canvas.current) paint(canvas.current, images, [height, width, channels], columns, palette)
  }, [images, height, width, channels, columns, palette])
  return (
    <canvas
      ref={canvas}
      className={styles['mosaic']}
      data-coarse={width <= COARSE || undefined}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    />
  )
}

function paint(
  canvas: HTMLCanvasElement,
  images: readonly ArrayLike<number>[],
  shape: ImageShape,
  columns: number,
  palette: Palette,
): void {
  const [height, width] = shape
  const gap = Math.max(1, Math.round(width / 14))
  const rows = Math.ceil(images.length / columns)
  canvas.width = columns * (width + gap) - gap
  canvas.height = rows * (height + gap) - gap
  const picture = new ImageData(canvas.width, canvas.height)
  images.forEach((pixels, i) => {
    const left = (i % columns) * (width + gap)
    const top = Math.floor(i / columns) * (height + gap)
    paintImage(picture, left, top, pixels, shape, palette)
  })
  canvas.getContext('2d')?.putImageData(picture, 0, 0)
}

/** Of three channels, in their own colours. */
function paintImage(
  picture: ImageData,
  left: number,
  top: number,
  pixels: ArrayLike<number>,
  [height, width, channels]: ImageShape,
  palette: Palette,
): void {
  if (channels !== 3) {
    const place = { height, width, channels, channel: 0, start: 0 }
    paintMap(picture, left, top, pixels, place, { kind: 'ink', limit: 1 }, palette)
    return
  }
  for (let i = 0; i < height * width; i++) {
    const to = 4 * ((top + Math.floor(i / width)) * picture.width + left + (i % width))
    for (let channel = 0; channel < 3; channel++) {
      picture.data[to + channel] = 255 * pixels[3 * i + channel]
    }
    picture.data[to + 3] = 255
  }
}
