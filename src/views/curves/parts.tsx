import type { ReactNode } from 'react'
import { formatCount } from '../shared/number'
import { useRun } from '../shared/workbench'
import styles from './curves.module.css'
import type { Geometry } from './geometry'

export function ChartAxes({ x, y, xTicks, yTicks, left, right, bottom }: Geometry) {
  return (
    <g className={styles['axes']}>
      {yTicks.map(({ value, label }) => (
        <g key={value} transform={`translate(0 ${y.at(value).toFixed(1)})`}>
          <line x1={left} x2={right} />
          <text x={left - 7} dy="0.35em" textAnchor="end">
            {label}
          </text>
        </g>
      ))}
      <line x1={left} x2={right} y1={bottom} y2={bottom} className={styles['base']} />
      {xTicks.map(({ value, label }) => (
        <g key={value} transform={`translate(${x.at(value).toFixed(1)} ${bottom})`}>
          <line y2="4" className={styles['base']} />
          <text y="9" dy="0.71em" textAnchor="middle">
            {label}
          </text>
        </g>
      ))}
    </g>
  )
}

/** Where the run stands, after going back. */
export function PresentMark({ x, top, bottom }: Geometry) {
  const step = useRun(({ run }) => (run && run.step < run.lastStep ? run.step : null))
  if (step === null) return null
  const at = x.at(step).toFixed(1)
  return <line className={styles['present']} x1={at} x2={at} y1={top} y2={bottom} />
}

interface DivergenceMarkProps extends Geometry {
  readonly step: number
  /** Counted from the bottom, where several may stand. */
  readonly row?: number
  /** What happened there. */
  readonly children: ReactNode
}

/** Where the loss went out of bounds. */
export function DivergenceMark({ step, row = 0, children, ...geometry }: DivergenceMarkProps) {
  const { x, top, bottom, left, right } = geometry
  const at = Math.min(right, Math.max(left, x.at(step)))
  const onTheLeft = at > (left + right) / 2
  return (
    <g className={styles['divergence']} transform={`translate(${at.toFixed(1)} 0)`}>
      <line y1={top} y2={bottom} />
      {/* What diverges leaves the chart at the top, so the words stand at the bottom. */}
      <text
        y={bottom - 9 - 15 * row}
        x={onTheLeft ? -6 : 6}
        textAnchor={onTheLeft ? 'end' : 'start'}
      >
        {children} at step {formatCount(step)}
      </text>
    </g>
  )
}
