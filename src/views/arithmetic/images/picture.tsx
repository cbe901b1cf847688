import { type CSSProperties, type PointerEvent, type ReactNode, useRef } from 'react'
import type { Region } from '../../../model/receptive-field'
import type { ImageShape } from '../../../model/shapes'
import type { Frame } from '../../../worker/protocol'
import { Canvas } from '../../shared/canvas'
import type { Padding, WindowCell } from '../../shared/formulas/window-sum'
import { type MapScale, paintMap } from '../../shared/map-picture'
import { type Palette, usePalette } from '../../shared/palette'
import type { Pixel } from '../../shared/place'
import type { ShownImage } from '../../shared/shown-image'
import { useFrame, useWorkbench } from '../../shared/workbench'
import { requestFor } from './look'
import styles from './pictures.module.css'

/** One map of `inputs` or of a layer. */
export interface MapOf {
  readonly layer: string
  readonly shape: ImageShape
  /** `mean` of all maps where no single one is meant. */
  readonly channel: number | 'mean'
}

interface PictureProps extends MapOf {
  /** What it shows, in words; empty where the surroundings say it. */
  readonly label: string
  readonly image: ShownImage
  /** Other numbers of the same shape, in place of what the layer gives. */
  readonly read?: ((frame: Frame) => ArrayLike<number> | undefined) | undefined
  /** Zeros to show around it. */
  readonly padding?: Padding
  /** Framed; may reach into the padding. */
  readonly outline?: Region | undefined
  /** Marked one by one: what a window with gaps touches. */
  readonly cells?: readonly WindowCell[] | undefined
  readonly onChoose?: ((pixel: Pixel) => void) | undefined
  readonly children?: ReactNode
}

const NO_PADDING: Padding = { top: 0, left: 0, bottom: 0, right: 0 }

/** A map as it is now, with what matters of it outlined; a press chooses a pixel. */
export function Picture(props: PictureProps) {
  const { label, image, layer, shape, channel, padding = NO_PADDING, outline, cells } = props
  const { read, onChoose, children } = props
  const [height, width, channels] = shape
  const { frames } = useWorkbench()
  const palette = usePalette()
  const canvas = useRef<HTMLCanvasElement>(null)
  const isInput = layer === 'inputs' && !read
  useFrame(
    (frame) => {
      const context = canvas.current?.getContext('2d')
      const own = isInput ? image.pixels : frames.probe(requestFor(`${layer}/output`, image))
      const values = read ? read(frame) : own
      if (!context || values?.length !== height * width * channels) return
      context.putImageData(mapImage(values, shape, channel, isInput, palette), 0, 0)
    },
    [layer, channel, height, width, image, read, palette],
  )

  const rows = padding.top + height + padding.bottom
  const columns = padding.left + width + padding.right
  const place = ({ top, left, bottom, right }: Region): CSSProperties => ({
    top: `${(100 * (top + padding.top)) / rows}%`,
    left: `${(100 * (left + padding.left)) / columns}%`,
    height: `${(100 * (bottom - top)) / rows}%`,
    width: `${(100 * (right - left)) / columns}%`,
  })
  const choose = ({ clientX, clientY, currentTarget }: PointerEvent) => {
    const box = currentTarget.getBoundingClientRect()
    const row = Math.floor(((clientY - box.top) / box.height) * rows) - padding.top
    const column = Math.floor(((clientX - box.left) / box.width) * columns) - padding.left
    onChoose?.({
      row: Math.min(height - 1, Math.max(0, row)),
      column: Math.min(width - 1, Math.max(0, column)),
    })
  }
  return (
    <div
      className={styles['picture']}
      data-choosable={onChoose ? '' : undefined}
      style={{ '--rows': rows, '--columns': columns } as CSSProperties}
      onPointerDown={onChoose && choose}
      onPointerMove={onChoose && ((event) => event.buttons === 1 && choose(event))}
    >
      <Canvas
        ref={canvas}
        label={label}
        aria-hidden={label === '' ? true : undefined}
        width={width}
        height={height}
        style={place({ top: 0, left: 0, bottom: height, right: width })}
      />
      {cells?.map(({ row, column }) => (
        <i
          key={`${row} ${column}`}
          className={styles['touched']}
          style={place({ top: row, left: column, bottom: row + 1, right: column + 1 })}
        />
      ))}
      {outline && <i className={styles['outline']} style={place(outline)} />}
      {children}
    </div>
  )
}

function mapImage(
  values: ArrayLike<number>,
  [height, width, channels]: ImageShape,
  channel: MapOf['channel'],
  isInput: boolean,
  palette: Palette,
): ImageData {
  const target = new ImageData(width, height)
  if (isInput && channels === 3) return colourImage(target, values)
  const single = channel === 'mean' ? meanOf(values, channels) : values
  const scale: MapScale = isInput
    ? { kind: 'ink', limit: 1 }
    : { kind: 'signed', limit: largestOf(single) }
  const place = channel === 'mean' ? { channels: 1, channel: 0 } : { channels, channel }
  paintMap(target, 0, 0, single, { height, width, start: 0, ...place }, scale, palette)
  return target
}

function colourImage(target: ImageData, values: ArrayLike<number>): ImageData {
  for (let pixel = 0; pixel < target.width * target.height; pixel++) {
    for (let part = 0; part < 3; part++)
      target.data[4 * pixel + part] = 255 * values[3 * pixel + part]
    target.data[4 * pixel + 3] = 255
  }
  return target
}

function meanOf(values: ArrayLike<number>, channels: number): Float32Array {
  return Float32Array.from({ length: values.length / channels }, (_, pixel) => {
    let sum = 0
    for (let channel = 0; channel < channels; channel++) sum += values[pixel * channels + channel]
    return sum / channels
  })
}

/** What stands at full colour in all maps of a layer. */
export function largestOf(values: ArrayLike<number>): number {
  let most = 0
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]))
  return most
}
