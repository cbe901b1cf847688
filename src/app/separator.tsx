import type { KeyboardEvent, PointerEvent } from 'react'
import styles from './separator.module.css'

interface SeparatorProps {
  readonly label: string
  readonly height: number
  readonly min: number
  readonly max: number
  readonly setHeight: (height: number) => void
}

const STEP = 24

/** The upper edge of a panel: dragged, or moved by arrow keys, Home and End. */
export function Separator({ label, height, min, max, setHeight }: SeparatorProps) {
  const resize = (wanted: number) => setHeight(Math.round(Math.min(max, Math.max(min, wanted))))
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    const element = event.currentTarget
    element.setPointerCapture(event.pointerId)
    const from = event.clientY
    const onMove = (moved: globalThis.PointerEvent) => resize(height + from - moved.clientY)
    element.addEventListener('pointermove', onMove)
    const stop = () => element.removeEventListener('pointermove', onMove)
    element.addEventListener('lostpointercapture', stop, { once: true })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const heights: Readonly<Record<string, number>> = {
      ArrowUp: height + STEP,
      ArrowDown: height - STEP,
      Home: min,
      End: max,
    }
    const wanted = heights[event.key]
    if (wanted === undefined) return
    event.preventDefault()
    resize(wanted)
  }
  return (
    <div
      className={styles['separator']}
      role="separator"
      aria-orientation="horizontal"
      aria-label={label}
      aria-valuenow={height}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  )
}
