import { useEffect, useRef, useState } from 'react'
import type { ImageShape } from '../../../model/shapes'
import { useMedia } from '../../shared/media'
import type { Pixel } from '../../shared/place'

const STEP_MS = 300
const CALM_STEP_MS = 1200

/** The next pixel along the rows; null after the last. */
export function nextPixel([height, width]: ImageShape, { row, column }: Pixel): Pixel | null {
  if (column + 1 < width) return { row, column: column + 1 }
  return row + 1 < height ? { row: row + 1, column: 0 } : null
}

/** Moves a window along the rows until the last pixel, or until it is stopped. */
export function useSlide(shape: ImageShape, pixel: Pixel, move: (pixel: Pixel) => void) {
  const [sliding, setSliding] = useState(false)
  const calm = useMedia('(prefers-reduced-motion: reduce)')
  const newest = useRef({ shape, pixel, move })
  useEffect(() => {
    newest.current = { shape, pixel, move }
  })
  useEffect(() => {
    if (!sliding) return
    const timer = setInterval(
      () => {
        const { shape: size, pixel: from, move: go } = newest.current
        const next = nextPixel(size, from)
        if (next) go(next)
        else setSliding(false)
      },
      calm ? CALM_STEP_MS : STEP_MS,
    )
    return () => clearInterval(timer)
  }, [sliding, calm])
  return {
    sliding,
    stop: () => setSliding(false),
    toggle() {
      // From the last pixel it starts again at the first.
      if (!sliding && nextPixel(shape, pixel) === null) move({ row: 0, column: 0 })
      setSliding(!sliding)
    },
  }
}
