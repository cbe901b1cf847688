import { type KeyboardEvent, type PointerEvent, useEffect, useId, useRef, useState } from 'react'
import type { ImageShape } from '../../../model/shapes'
import { Canvas, prepare, useSize } from '../../shared/canvas'
import { css, usePalette } from '../../shared/palette'
import images from './images.module.css'
import styles from './own.module.css'
import {
  beginStroke,
  clearPad,
  extendStroke,
  isEmpty,
  undoOnPad,
  useOwnImage,
  useOwnImageStore,
} from './own-image'
import type { Raster } from './raster'
import { BRUSHES, paintStrokes } from './strokes'

/** An arrow key moves the brush by this share of the pad's width. */
const ARROW_STEP = 1 / 28

const ARROWS: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** The brush that the arrow keys move, on a pad that is 1 wide. */
interface KeyBrush {
  readonly x: number
  readonly y: number
  readonly down: boolean
}

/** A surface to draw on with pointer, finger or keys; a photo that was brought stands on it, too. */
export function Pad({ shape: [rows, columns] }: { shape: ImageShape }) {
  const store = useOwnImageStore()
  const source = useOwnImage((state) => state.source)
  const brush = useOwnImage((state) => state.brush)
  const [keyBrush, setKeyBrush] = useState<KeyBrush | null>(null)
  const helpId = useId()
  const height = rows / columns
  const width = BRUSHES[brush]

  const placeOf = (
    { clientX, clientY }: { clientX: number; clientY: number },
    element: HTMLElement,
  ): readonly [x: number, y: number] => {
    const box = element.getBoundingClientRect()
    return [(clientX - box.left) / box.width, (clientY - box.top) / box.width]
  }
  const press = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0 || !event.isPrimary) return
    event.currentTarget.setPointerCapture(event.pointerId)
    setKeyBrush(null)
    beginStroke(store, { width, points: [...placeOf(event, event.currentTarget)] })
  }
  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    const moves = event.nativeEvent.getCoalescedEvents()
    for (const each of moves.length > 0 ? moves : [event]) {
      extendStroke(store, ...placeOf(each, event.currentTarget))
    }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const arrow = ARROWS[event.key]
    const from = keyBrush ?? { x: 0.5, y: height / 2, down: false }
    if (arrow) {
      const step = event.shiftKey ? 4 * ARROW_STEP : ARROW_STEP
      const x = Math.min(1, Math.max(0, from.x + step * arrow[0]))
      const y = Math.min(height, Math.max(0, from.y + step * arrow[1]))
      setKeyBrush({ ...from, x, y })
      if (from.down) extendStroke(store, x, y)
    } else if (event.key === ' ') {
      if (event.repeat) return event.preventDefault()
      setKeyBrush({ ...from, down: !from.down })
      if (!from.down) beginStroke(store, { width, points: [from.x, from.y] })
    } else if (event.key === 'Backspace') {
      undoOnPad(store)
      setKeyBrush({ ...from, down: false })
    } else if (event.key === 'Delete') {
      clearPad(store)
      setKeyBrush({ ...from, down: false })
    } else return
    // The page's own shortcuts use arrows and Space, too.
    event.preventDefault()
    event.stopPropagation()
  }
  const cell = (value: number) => Math.round(value / ARROW_STEP) + 1
  return (
    <div
      className={`${images['surface']} ${styles['pad']}`}
      style={{ aspectRatio: columns / rows }}
      role="application"
      aria-roledescription="drawing pad"
      aria-label="Pad"
      aria-describedby={helpId}
      // The brush moves by keys, too.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      onPointerDown={press}
      onPointerMove={move}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (!event.currentTarget.matches(':focus-visible')) return
        setKeyBrush((before) => before ?? { x: 0.5, y: height / 2, down: false })
      }}
      onBlur={() => setKeyBrush(null)}
    >
      <PadCanvas />
      {isEmpty(source) && <span className={styles['hint']}>Draw here</span>}
      {keyBrush && (
        <span
          className={styles['brush']}
          data-down={keyBrush.down}
          style={{
            left: `${100 * keyBrush.x}%`,
            top: `${(100 * keyBrush.y) / height}%`,
            width: `${100 * width}%`,
          }}
        />
      )}
      <span id={helpId} className="visually-hidden">
        Arrow keys move the brush, Space sets it down and lifts it, Backspace takes back the last
        stroke, Delete clears the pad.
      </span>
      <span className="visually-hidden" aria-live="polite">
        {keyBrush &&
          `Brush ${keyBrush.down ? 'down' : 'up'}, row ${cell(keyBrush.y)}, column ${cell(keyBrush.x)}`}
      </span>
    </div>
  )
}

function PadCanvas() {
  const source = useOwnImage((state) => state.source)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [frameRef, size] = useSize<HTMLDivElement>()
  const palette = usePalette()
  useEffect(() => {
    const context = prepare(canvas.current, size)
    if (!context) return
    if (source.kind === 'strokes') {
      paintStrokes(context, source.strokes, size.width, css(palette.ink))
    } else paintPhoto(context, source.photo.raster, size)
  }, [source, size, palette])
  const label =
    source.kind === 'photo'
      ? source.photo.name
      : `${source.strokes.length} ${source.strokes.length === 1 ? 'stroke' : 'strokes'}`
  return (
    <div ref={frameRef} className={images['layer']}>
      <Canvas ref={canvas} label={label} className={images['layer']} />
    </div>
  )
}

/** As large as fits, in the middle. */
function paintPhoto(
  context: CanvasRenderingContext2D,
  { width, height, values }: Raster,
  size: { readonly width: number; readonly height: number },
): void {
  const image = new ImageData(width, height)
  for (let pixel = 0; pixel < width * height; pixel++) {
    for (let channel = 0; channel < 3; channel++) {
      image.data[4 * pixel + channel] = 255 * values[3 * pixel + channel]
    }
    image.data[4 * pixel + 3] = 255
  }
  const picture = document.createElement('canvas')
  picture.width = width
  picture.height = height
  picture.getContext('2d')?.putImageData(image, 0, 0)
  const scale = Math.min(size.width / width, size.height / height)
  const [across, down] = [scale * width, scale * height]
  context.drawImage(picture, (size.width - across) / 2, (size.height - down) / 2, across, down)
}
