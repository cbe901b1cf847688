import type { ReactNode, Ref } from 'react'
import { formatNumber, formatPercent } from '../shared/number'
import { useSlowRun } from '../shared/slow-run'
import { useRun } from '../shared/workbench'
import styles from './curves.module.css'
import type { Geometry } from './geometry'
import type { Metric } from './series'

/** The chart as one picture to assistive technology; its numbers change at most every two seconds. */
export function Picture({
  ref,
  metric,
  hidden,
  children,
}: {
  ref: Ref<SVGSVGElement>
  metric: Metric
  hidden: boolean
  children: ReactNode
}) {
  const run = useSlowRun((state) => state.run)
  const values =
    metric === 'loss'
      ? [run?.trainLoss, run?.testLoss].map((v) => (v === undefined ? undefined : formatNumber(v)))
      : [run?.trainAccuracy, run?.testAccuracy].map((v) =>
          v === undefined ? undefined : formatPercent(v),
        )
  const parts = ['training', 'test'].flatMap((set, i) => (values[i] ? [`${set} ${values[i]}`] : []))
  const label = `Curves of the ${metric} up to step ${run?.step ?? 0}: ${parts.join(', ')}`
  return (
    <svg ref={ref} role="img" aria-label={label} className={styles['picture']} data-empty={hidden}>
      {children}
    </svg>
  )
}

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

/** Where the loss went out of bounds. */
export function DivergenceMark({ step, x, top, bottom, left, right }: Geometry & { step: number }) {
  const at = Math.min(right, Math.max(left, x.at(step)))
  const onTheLeft = at > (left + right) / 2
  return (
    <g className={styles['divergence']} transform={`translate(${at.toFixed(1)} 0)`}>
      <line y1={top} y2={bottom} />
      {/* What diverges leaves the chart at the top, so the words stand at the bottom. */}
      <text y={bottom - 9} x={onTheLeft ? -6 : 6} textAnchor={onTheLeft ? 'end' : 'start'}>
        diverged at step {step.toLocaleString('en')}
      </text>
    </g>
  )
}
