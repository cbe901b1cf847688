import { type ReactNode, useMemo, useRef, useState } from 'react'
import type { Curve } from '../../store/curves'
import { useSize } from '../shared/canvas'
import { useFrame } from '../shared/workbench'
import styles from './curves.module.css'
import { drawLines, type Line } from './draw-lines'
import { type Axes, type Geometry, layOut } from './geometry'
import { ChartAxes, PresentMark } from './parts'
import { accuracyInterval, lossInterval, type Metric, stepInterval } from './series'

interface PlotProps {
  readonly metric: Metric
  readonly scale: 'linear' | 'logarithmic'
  /** What the vertical axis measures. */
  readonly axis: string
  /** What stands below the axis of steps. */
  readonly below?: ReactNode
  /** The chart in words. */
  readonly label: string
  /** What there is to draw at this moment; null before there is anything. */
  readonly read: () => { curves: readonly Curve[]; lines: readonly Line[] } | null
  /** What `read` depends on besides the curves. */
  readonly watched: readonly unknown[]
  /** The paths, in order from back to front. */
  readonly paths: ReactNode
  /** What stands above them: marks, labels at the line ends. */
  readonly marks: (geometry: Geometry) => ReactNode
  readonly explorer: (geometry: Geometry) => ReactNode
}

const sameAxes = (a: Axes, b: Axes) =>
  [0, 1].every((i) => a.steps[i] === b.steps[i] && a.values[i] === b.values[i])

/** Lines are drawn for every frame outside of React; axes only when their ends move. */
export function Plot({ metric, scale, axis, below, label, ...own }: PlotProps) {
  const { read, watched, paths, marks, explorer } = own
  const [frameRef, size] = useSize<HTMLDivElement>()
  const svg = useRef<SVGSVGElement>(null)
  const [axes, setAxes] = useState<Axes>({ steps: [0, 10], values: [0, 1] })
  const [empty, setEmpty] = useState(true)
  const geometry = useMemo(() => layOut(size, axes, scale, metric), [size, axes, scale, metric])

  useFrame(() => {
    const content = svg.current && size.width > 0 ? read() : null
    if (!content || !svg.current) return
    const { curves, lines } = content
    const series = lines.map((line) => line.series)
    const next: Axes = {
      steps: stepInterval(curves),
      values: metric === 'accuracy' ? accuracyInterval(series) : lossInterval(series, scale),
    }
    if (!sameAxes(next, axes)) setAxes(next)
    setEmpty(curves.every(({ entries }) => entries.length < 2))
    drawLines(svg.current, geometry, lines)
  }, [metric, scale, geometry, size, empty, ...watched])

  const { left, top, bottom } = geometry
  const [width, height] = [Math.max(1, size.width - left), Math.max(1, bottom - top + 4)]
  return (
    <div className={styles['chart']}>
      <div className={styles['yLabel']}>{axis}</div>
      <div ref={frameRef} className={styles['plot']}>
        <svg
          ref={svg}
          role="img"
          aria-label={label}
          className={styles['picture']}
          data-empty={empty}
        >
          <ChartAxes {...geometry} />
          <PresentMark {...geometry} />
          {/* What leaves the axes is cut off. */}
          <svg
            x={left}
            y={top - 2}
            width={width}
            height={height}
            viewBox={`${left} ${top - 2} ${width} ${height}`}
          >
            {paths}
          </svg>
          {marks(geometry)}
        </svg>
        {empty ? <Empty metric={metric} /> : explorer(geometry)}
      </div>
      {below && <div className={styles['xLabel']}>{below}</div>}
    </div>
  )
}

function Empty({ metric }: { metric: Metric }) {
  return (
    <p className={styles['empty']}>
      <span>
        Press <kbd>Space</kbd> to train
      </span>
      <span className={styles['hint']}>
        {metric === 'loss' ? 'The loss' : 'The accuracy'} of every step will be drawn here.
      </span>
    </p>
  )
}
