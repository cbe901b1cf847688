import { Pause, Play } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { ImageShape } from '../../../model/shapes'
import { IconButton } from '../../shared/controls/button'
import { formatNumber } from '../../shared/number'
import { type Pixel, type Place, pixelText } from '../../shared/place'
import type { ShownImage } from '../../shared/shown-image'
import { Picture } from './picture'
import styles from './pictures.module.css'
import { useSlide } from './use-slide'

interface PixelMapProps {
  readonly image: ShownImage
  readonly place: Place
  readonly pixel: Pixel
  readonly shape: ImageShape
  /** "Output of layer 1, map 2 of 6". */
  readonly name: string
  /** The engine's value at the pixel; undefined before it has come. */
  readonly value: number | undefined
  readonly onChoose: (pixel: Pixel) => void
  /** Beside the button that slides the window. */
  readonly children?: ReactNode
}

/** The map whose pixel is explained: arrow keys, pointer and the play button move it. */
export function PixelMap(props: PixelMapProps) {
  const { image, place, pixel, shape, name, value, onChoose, children } = props
  const { sliding, stop, toggle } = useSlide(shape, pixel, onChoose)
  const { row, column } = pixel
  const text =
    value === undefined ? pixelText(pixel) : `${pixelText(pixel)}: ${formatNumber(value)}`
  const known = value !== undefined
  // Said when another pixel is chosen, not whenever training changes its value.
  const [said, setSaid] = useState('')
  const newest = useRef(text)
  useEffect(() => {
    newest.current = text
  })
  useEffect(() => {
    if (known && !sliding) setSaid(newest.current)
  }, [place.layer, place.unit, row, column, known, sliding])

  const choose = (to: Pixel) => {
    stop()
    onChoose(to)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const to = moved(event, shape, pixel)
    if (!to) return
    // The page's own shortcuts use arrows, too.
    event.preventDefault()
    event.stopPropagation()
    choose(to)
  }
  return (
    <>
      <div
        role="application"
        aria-roledescription="map of pixels"
        aria-label={`${name}, ${shape[0]} by ${shape[1]} pixels; arrow keys move the window`}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        className={styles['pixelMap']}
        onKeyDown={onKeyDown}
      >
        <Picture
          label=""
          image={image}
          layer={place.layer}
          shape={shape}
          channel={place.unit}
          outline={{ top: row, left: column, bottom: row + 1, right: column + 1 }}
          onChoose={choose}
        />
      </div>
      <p role="status" className="visually-hidden">
        {said}
      </p>
      <div className={styles['below']}>
        <IconButton label={sliding ? 'Stop the window' : 'Slide the window'} onClick={toggle}>
          {sliding ? <Pause aria-hidden /> : <Play aria-hidden />}
        </IconButton>
        {children}
      </div>
    </>
  )
}

/** Where a key leads; null for other keys. */
function moved(
  { key, ctrlKey, metaKey, altKey }: KeyboardEvent,
  [height, width]: ImageShape,
  { row, column }: Pixel,
): Pixel | null {
  if (metaKey || altKey) return null
  const to: Readonly<Record<string, Pixel>> = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    Home: { row: ctrlKey ? 0 : row, column: 0 },
    End: { row: ctrlKey ? height - 1 : row, column: width - 1 },
  }
  const at = to[key]
  if (!at) return null
  return {
    row: Math.min(height - 1, Math.max(0, at.row)),
    column: Math.min(width - 1, Math.max(0, at.column)),
  }
}
