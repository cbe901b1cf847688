import { useEffect, useMemo, useRef } from 'react'
import type { Examples } from '../../model/dataset'
import { type Interval, linearScale, linearTicks } from '../shared/axis'
import { Canvas, prepare, useSize } from '../shared/canvas'
import { formatNumber } from '../shared/number'
import { css, mix, usePalette } from '../shared/palette'
import { PlaneFrame } from '../shared/plane-frame'
import { pointRadius } from '../shared/points'
import styles from './confusion.module.css'
import { fit } from './scores'

interface ScatterProps {
  readonly outputs: Float32Array
  readonly width: number
  readonly examples: Examples
}

/** Predicted against actual values of the first output; the diagonal is a perfect fit. */
export function Scatter({ outputs, width, examples }: ScatterProps) {
  const quality = useMemo(() => fit(outputs, examples.targets, width), [outputs, examples, width])
  const interval = useMemo(() => targetInterval(examples.targets, width), [examples, width])
  return (
    <div className={styles['regression']}>
      <div className={styles['scatter']}>
        <PlaneFrame x={{ label: 'actual', interval }} y={{ label: 'predicted', interval }}>
          <Points {...{ outputs, width, examples, interval, rSquared: quality.rSquared }} />
        </PlaneFrame>
      </div>
      <dl className={styles['figures']}>
        <Figure name="R²" value={quality.rSquared} help="share of the variance explained" />
        <Figure name="RMSE" value={quality.deviation} help="root of the mean squared error" />
        <Figure name="MAE" value={quality.meanAbsolute} help="mean absolute error" />
      </dl>
    </div>
  )
}

function targetInterval(targets: Float32Array, width: number): Interval {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let i = 0; i < targets.length; i += width) {
    low = Math.min(low, targets[i])
    high = Math.max(high, targets[i])
  }
  const air = 0.1 * (high - low || 1)
  return [low - air, high + air]
}

function Points({
  outputs,
  width,
  examples,
  interval,
  rSquared,
}: ScatterProps & { interval: Interval; rSquared: number }) {
  const palette = usePalette()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [frameRef, size] = useSize<HTMLDivElement>()
  useEffect(() => {
    const context = prepare(canvas.current, size)
    if (!context) return
    const x = linearScale(interval, [0, size.width])
    const y = linearScale(interval, [size.height, 0])
    context.beginPath()
    for (const { value } of linearTicks(interval, 5)) {
      context.moveTo(x.at(value), 0)
      context.lineTo(x.at(value), size.height)
      context.moveTo(0, y.at(value))
      context.lineTo(size.width, y.at(value))
    }
    context.strokeStyle = css(mix(palette.paper, palette.ink, 0.12))
    context.stroke()
    context.beginPath()
    context.moveTo(0, size.height)
    context.lineTo(size.width, 0)
    context.strokeStyle = css(palette.ink)
    context.stroke()
    context.fillStyle = css(mix(palette.paper, palette.ink, 0.6))
    context.strokeStyle = css(palette.paper)
    const radius = pointRadius(examples.count, size.width)
    for (let i = 0; i < examples.count; i++) {
      context.beginPath()
      context.arc(
        x.at(examples.targets[i * width]),
        y.at(outputs[i * width]),
        radius,
        0,
        2 * Math.PI,
      )
      context.fill()
      context.stroke()
    }
  }, [outputs, width, examples, interval, size, palette])
  return (
    <div ref={frameRef} className={styles['layer']}>
      <Canvas
        ref={canvas}
        label={`Predicted against actual values of ${examples.count} examples: R² ${formatNumber(rSquared)}`}
        className={styles['layer']}
      />
    </div>
  )
}

function Figure({ name, value, help }: { name: string; value: number; help: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{formatNumber(value)}</dd>
      <dd className={styles['help']}>{help}</dd>
    </div>
  )
}
