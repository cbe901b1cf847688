import type { CSSProperties } from 'react'
import styles from './controls.module.css'
import type { Scale } from './scale'

export interface SliderProps {
  readonly id?: string
  readonly label: string
  readonly scale: Scale
  readonly value: number
  /** What assistive technology reads out for a value. */
  readonly format: (value: number) => string
  readonly onChange: (value: number) => void
}

export function Slider({ id, label, scale, value, format, onChange }: SliderProps) {
  const position = scale.positionOf(value)
  return (
    <input
      id={id}
      className={styles['slider']}
      type="range"
      min={0}
      max={scale.last}
      step={1}
      value={position}
      aria-label={label}
      aria-valuetext={format(value)}
      style={{ '--filled': position / Math.max(1, scale.last) } as CSSProperties}
      onChange={(event) => onChange(scale.valueAt(Number(event.currentTarget.value)))}
    />
  )
}
