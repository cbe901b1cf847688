import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import type { ImageShape } from '../../../model/shapes'
import { niceCeiling } from '../../shared/axis'
import { Canvas } from '../../shared/canvas'
import { paintImage } from '../../shared/image-picture'
import { formatNumber } from '../../shared/number'
import { mix, type Palette, type Rgb, usePalette } from '../../shared/palette'
import type { ShownImage } from '../../shared/shown-image'
import { useFrame, useProbes, useRun } from '../../shared/workbench'
import styles from './images.module.css'
import type { Overlay } from './overlay'

/** How much of the image is left to be seen under an overlay. */
const UNDER = 0.4

const ARROWS: Readonly<Record<string, readonly [columns: number, rows: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

interface PictureProps {
  readonly shape: ImageShape
  readonly shown: ShownImage
  readonly overlay: Overlay | null
  /** What a value of the overlay is called: "gradient". */
  readonly quantity: string
  readonly label: string
  /** The value at full colour, a round one; called when it changes. */
  readonly onLimit: (limit: number) => void
}

/** An image as the network sees it, and over it what is asked about its pixels. */
export function Picture({ shape, shown, overlay, quantity, label, onLimit }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const drawn = useRef<{ image: ImageData; values: Float32Array | null; limit: number }>(null)
  const palette = usePalette()
  useProbes(overlay?.requests ?? [])
  useFrame(
    (frame) => {
      const context = canvas.current?.getContext('2d')
      if (!context) return
      const [height, width] = shape
      const image =
        drawn.current?.image.width === width && drawn.current.image.height === height
          ? drawn.current.image
          : context.createImageData(width, height)
      const values = overlay?.values(frame) ?? null
      const limit = values ? niceCeiling(greatest(values)) : 1
      paintImage(image, shown.pixels, shape, palette)
      if (overlay) paintOverlay(image, values, limit, palette)
      context.putImageData(image, 0, 0)
      if (values && limit !== drawn.current?.limit) onLimit(limit)
      drawn.current = { image, values, limit }
    },
    [shape, shown, overlay, palette],
  )
  return (
    <div className={styles['picture']} style={{ aspectRatio: shape[1] / shape[0] }}>
      <Canvas ref={canvas} label={label} width={shape[1]} height={shape[0]} />
      <PixelReader {...{ shape, shown, quantity }} values={() => drawn.current?.values ?? null} />
    </div>
  )
}

function greatest(values: Float32Array): number {
  let most = 0
  for (const value of values) {
    const size = Math.abs(value)
    if (size > most && size < Number.POSITIVE_INFINITY) most = size
  }
  return most
}

/** Orange below 0, blue above, over a paler picture without colours of its own. */
function paintOverlay(
  { data }: ImageData,
  values: Float32Array | null,
  limit: number,
  palette: Palette,
): void {
  for (let pixel = 0; pixel < data.length / 4; pixel++) {
    const at = 4 * pixel
    const grey = (data[at] + 2 * data[at + 1] + data[at + 2]) / 4
    const under = mix(palette.paper, [grey, grey, grey], UNDER)
    const [red, green, blue] = overlayColour(palette, under, (values?.[pixel] ?? 0) / limit)
    data[at] = red
    data[at + 1] = green
    data[at + 2] = blue
  }
}

/** @param share −1…1 of the greatest value */
export function overlayColour({ negative, positive }: Palette, under: Rgb, share: number): Rgb {
  if (!(Math.abs(share) > 0)) return under
  return mix(under, share < 0 ? negative : positive, Math.min(1, Math.abs(share)))
}

interface PixelReaderProps extends Pick<PictureProps, 'shape' | 'shown' | 'quantity'> {
  readonly values: () => Float32Array | null
}

/** Lets pointer, finger and arrow keys ask for the numbers of a pixel. */
function PixelReader({ shape, shown, quantity, values }: PixelReaderProps) {
  const [height, width, channels] = shape
  const [place, setPlace] = useState<{ row: number; column: number } | null>(null)
  // The numbers follow training at the rate of the top bar's.
  useRun((state) => state.run)
  const inside = (at: number, count: number) => Math.min(count - 1, Math.max(0, at))
  const point = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>) => {
    const box = currentTarget.getBoundingClientRect()
    setPlace({
      row: inside(Math.floor(((clientY - box.top) / box.height) * height), height),
      column: inside(Math.floor(((clientX - box.left) / box.width) * width), width),
    })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key]
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (arrow) {
      const { row, column } = place ?? { row: height >> 1, column: width >> 1 }
      const step = event.shiftKey ? 4 : 1
      setPlace({
        row: inside(row + step * arrow[1], height),
        column: inside(column + step * arrow[0], width),
      })
    } else if (event.key === 'Escape' && place) setPlace(null)
    else return
    // The page's own shortcuts use arrows, too.
    event.preventDefault()
    event.stopPropagation()
  }
  const at = place ?? { row: height >> 1, column: width >> 1 }
  const pixel = at.row * width + at.column
  const numbers = Array.from({ length: channels }, (_, i) => shown.pixels[pixel * channels + i])
  const value = values()?.[pixel]
  const text = [
    `pixel ${numbers.map((number) => formatNumber(number)).join(' ')}`,
    ...(value === undefined ? [] : [`${quantity} ${formatNumber(value)}`]),
  ]
  return (
    <div
      className={styles['reader']}
      role="slider"
      aria-roledescription="crosshair"
      aria-label="Pixel of the image"
      aria-valuemin={0}
      aria-valuemax={height * width - 1}
      aria-valuenow={pixel}
      aria-valuetext={`row ${at.row + 1}, column ${at.column + 1}: ${text.join(', ')}`}
      tabIndex={0}
      onPointerMove={(event) => event.pointerType === 'mouse' && point(event)}
      onPointerLeave={(event) => event.pointerType === 'mouse' && setPlace(null)}
      onPointerUp={point}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (event.currentTarget.matches(':focus-visible')) setPlace((before) => before ?? at)
      }}
      onBlur={() => setPlace(null)}
    >
      {place && (
        <>
          <span
            className={styles['pixel']}
            style={{
              left: `${(100 * at.column) / width}%`,
              top: `${(100 * at.row) / height}%`,
              width: `${100 / width}%`,
              height: `${100 / height}%`,
            }}
          />
          <span className={styles['chip']} data-low={at.row < height / 2 || undefined}>
            <span>
              row {at.row + 1}, column {at.column + 1}
            </span>
            {text.map((line) => (
              <span key={line}>{line}</span>
            ))}
          </span>
        </>
      )}
    </div>
  )
}
