import { type CSSProperties, type KeyboardEvent, type MouseEvent, useRef, useState } from 'react'
import type { Frame } from '../../../worker/protocol'
import { type MapPlace, type MapScale, paintMap } from '../map-picture'
import { usePalette } from '../palette'
import { useSlowRun } from '../slow-run'
import { useFrame, useRun } from '../workbench'
import { pixelText } from './layer-title'
import { MapLegend, writeLegend } from './map-legend'
import styles from './maps.module.css'

export interface Pixel {
  readonly row: number
  readonly column: number
}

/** One map at a frame. */
export interface LargePicture {
  readonly values: ArrayLike<number>
  readonly place: MapPlace
  readonly scale: MapScale
}

interface LargeMapProps {
  /** What it shows. */
  readonly label: string
  readonly rows: number
  readonly columns: number
  readonly picture: (frame: Frame) => LargePicture | null
  /** Whatever `picture` depends on besides the frame. */
  readonly dependencies: readonly unknown[]
  readonly kind: MapScale['kind']
  /** The value at a pixel, for people; null while it is not known. */
  readonly valueText: (pixel: Pixel) => string | null
  readonly chosen: Pixel | null
  readonly onChoose?: ((pixel: Pixel | null) => void) | undefined
}

/** In CSS pixels, of the longer side. */
const SIDE = 208

const ARROWS: Readonly<Record<string, readonly [across: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** A map in large, which pointer and arrow keys ask for its values. Enter or a press chooses a pixel. */
export function LargeMap(props: LargeMapProps) {
  const { label, rows, columns, picture, dependencies, kind, chosen, onChoose } = props
  const palette = usePalette()
  const canvas = useRef<HTMLCanvasElement>(null)
  const legend = useRef<HTMLDivElement>(null)
  const [pointed, setPointed] = useState<Pixel | null>(null)
  // What a screen reader is told is renewed now and then.
  useSlowRun((state) => state.run)
  useFrame(
    (frame) => {
      const context = canvas.current?.getContext('2d')
      const shown = picture(frame)
      if (!context) return
      if (!shown) {
        context.clearRect(0, 0, columns, rows)
        return
      }
      const image = context.createImageData(columns, rows)
      paintMap(image, 0, 0, shown.values, shown.place, shown.scale, palette)
      context.putImageData(image, 0, 0)
      writeLegend(legend.current, kind, [shown.scale.limit, shown.scale.limit])
    },
    [rows, columns, palette, kind, ...dependencies],
  )

  const inside = ({ row, column }: Pixel): Pixel => ({
    row: Math.min(rows - 1, Math.max(0, row)),
    column: Math.min(columns - 1, Math.max(0, column)),
  })
  const under = ({ currentTarget, clientX, clientY }: MouseEvent<HTMLElement>) => {
    const box = currentTarget.getBoundingClientRect()
    return inside({
      row: Math.floor(((clientY - box.top) / box.height) * rows),
      column: Math.floor(((clientX - box.left) / box.width) * columns),
    })
  }
  const at = inside(pointed ?? chosen ?? { row: 0, column: 0 })
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const arrow = ARROWS[event.key]
    if (arrow) {
      const far = event.shiftKey ? 4 : 1
      setPointed(inside({ row: at.row + far * arrow[1], column: at.column + far * arrow[0] }))
    } else if (event.key === 'Enter') onChoose?.(at)
    else if (event.key === 'Escape' && (pointed ?? chosen)) {
      setPointed(null)
      onChoose?.(null)
    } else return
    // The page's own shortcuts use arrows, too.
    event.preventDefault()
    event.stopPropagation()
  }
  const zoom = Math.max(1, Math.floor(SIDE / Math.max(rows, columns)))
  const mark = ({ row, column }: Pixel): CSSProperties => ({
    top: `${(100 * row) / rows}%`,
    left: `${(100 * column) / columns}%`,
    height: `${100 / rows}%`,
    width: `${100 / columns}%`,
  })
  return (
    <div className={styles['large']}>
      <div
        className={styles['largePicture']}
        style={{ width: zoom * columns, aspectRatio: columns / rows }}
        role="slider"
        aria-roledescription="crosshair"
        aria-label={label}
        aria-valuemin={1}
        aria-valuemax={rows * columns}
        aria-valuenow={at.row * columns + at.column + 1}
        aria-valuetext={`${pixelText(at.row, at.column)}: ${props.valueText(at) ?? 'not known yet'}`}
        tabIndex={0}
        onPointerMove={(event) => event.pointerType === 'mouse' && setPointed(under(event))}
        onPointerLeave={(event) => event.pointerType === 'mouse' && setPointed(null)}
        onClick={(event) => {
          setPointed(under(event))
          onChoose?.(under(event))
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setPointed(null)}
      >
        <canvas ref={canvas} width={columns} height={rows} aria-hidden="true" />
        {chosen && <i className={styles['chosenPixel']} style={mark(chosen)} />}
        {pointed && <i className={styles['pointedPixel']} style={mark(at)} />}
      </div>
      <MapLegend ref={legend} kind={kind} />
      <Readout pixel={pointed ?? chosen} valueText={props.valueText} />
    </div>
  )
}

/** Renewed ten times a second, which is often enough for digits to be read. */
function Readout({
  pixel,
  valueText,
}: {
  readonly pixel: Pixel | null
  readonly valueText: (pixel: Pixel) => string | null
}) {
  useRun((state) => state.run)
  if (!pixel)
    return <p className={styles['readout']}>Point at it or touch it to read its numbers.</p>
  return (
    <p className={styles['readout']}>
      <span>{pixelText(pixel.row, pixel.column)}</span>
      <strong>{valueText(pixel) ?? '…'}</strong>
    </p>
  )
}
