import type { CSSProperties, ReactNode } from 'react'
import { type Interval, linearTicks, type Tick } from './axis'
import styles from './plane-frame.module.css'

export interface Axis {
  readonly label: string
  readonly interval: Interval
}

interface PlaneFrameProps {
  readonly x: Axis
  readonly y: Axis
  /** Width over height of the plot. */
  readonly aspect?: number
  /** Room to the right of the plot, as a CSS length. */
  readonly end?: string
  readonly children: ReactNode
}

/** Axes with ticks, labels and units around a plot that fills the width. */
export function PlaneFrame({ x, y, aspect = 1, end = '0.5rem', children }: PlaneFrameProps) {
  const yTicks = linearTicks(y.interval, 5)
  const gutter = Math.max(...yTicks.map(({ label }) => label.length)) + 1
  return (
    <div
      className={styles['frame']}
      style={{ '--gutter': `${gutter}ch`, '--end': end, '--aspect': aspect } as CSSProperties}
    >
      <div className={styles['yLabel']}>{y.label}</div>
      <div className={styles['yTicks']} aria-hidden="true">
        {yTicks.map((tick) => (
          <span key={tick.value} style={{ bottom: percent(tick, y.interval) }}>
            {tick.label}
          </span>
        ))}
      </div>
      <div className={styles['plot']} style={{ aspectRatio: aspect }}>
        {children}
      </div>
      <div className={styles['xTicks']} aria-hidden="true">
        {linearTicks(x.interval, 5).map((tick) => (
          <span key={tick.value} style={{ left: percent(tick, x.interval) }}>
            {tick.label}
          </span>
        ))}
      </div>
      <div className={styles['xLabel']}>{x.label}</div>
    </div>
  )
}

const percent = ({ value }: Tick, [from, to]: Interval): string =>
  `${(100 * (value - from)) / (to - from)}%`

export const axisLabel = ({ label, unit }: { label: string; unit: string }): string =>
  unit ? `${label} (${unit})` : label
