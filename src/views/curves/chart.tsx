import { useMemo, useRef, useState } from 'react'
import { useSize } from '../shared/canvas'
import { useExperiment, useFrame, useRun, useWorkbench } from '../shared/workbench'
import styles from './curves.module.css'
import { drawLines } from './draw-lines'
import { Explorer } from './explorer'
import { type Axes, layOut } from './geometry'
import { ChartAxes, DivergenceMark, Picture, PresentMark } from './parts'
import { accuracyInterval, lossInterval, type Metric, SETS, seriesOf, stepInterval } from './series'

interface ChartProps {
  readonly metric: Metric
  readonly scale: 'linear' | 'logarithmic'
  /** What the vertical axis measures. */
  readonly label: string
}

const sameAxes = (a: Axes, b: Axes) =>
  [0, 1].every((i) => a.steps[i] === b.steps[i] && a.values[i] === b.values[i])

/** Lines are drawn for every frame outside of React; axes only when their ends move. */
export function Chart({ metric, scale, label }: ChartProps) {
  const { curves } = useWorkbench()
  const smoothing = useExperiment(({ view }) => view.smoothing)
  const loaded = useRun((state) => state.loaded)
  const divergence = useRun((state) => state.run?.divergence)
  const [frameRef, size] = useSize<HTMLDivElement>()
  const svg = useRef<SVGSVGElement>(null)
  const [axes, setAxes] = useState<Axes>({ steps: [0, 10], values: [0, 1] })
  const [drawn, setDrawn] = useState({ earlier: 0, empty: true })
  const geometry = useMemo(() => layOut(size, axes, scale, metric), [size, axes, scale, metric])

  useFrame(() => {
    const { current, earlier } = curves
    if (!current || !svg.current || size.width === 0) return
    const lines = SETS.map((set) => seriesOf(current, metric, set, smoothing))
    const raw = SETS.map((set) => (smoothing > 0 ? seriesOf(current, metric, set, 0) : null))
    const before = earlier.flatMap((run) =>
      SETS.map((set) => seriesOf(run, metric, set, smoothing)),
    )
    const all = [...lines, ...raw.filter((line) => line !== null), ...before]
    const next: Axes = {
      steps: stepInterval([...earlier, current]),
      values: metric === 'accuracy' ? accuracyInterval(all) : lossInterval(all, scale),
    }
    if (!sameAxes(next, axes)) setAxes(next)
    const empty = current.entries.length < 2 && earlier.length === 0
    if (drawn.earlier !== before.length || drawn.empty !== empty) {
      setDrawn({ earlier: before.length, empty })
    }
    drawLines(svg.current, geometry, { lines, raw, before })
  }, [metric, scale, smoothing, size, geometry, drawn, axes])

  return (
    <div className={styles['chart']}>
      <div className={styles['yLabel']}>{label}</div>
      <div ref={frameRef} className={styles['plot']}>
        <Picture ref={svg} metric={metric} hidden={drawn.empty}>
          <ChartAxes {...geometry} />
          <PresentMark {...geometry} />
          <svg
            x={geometry.left}
            y={geometry.top - 2}
            width={Math.max(0, size.width - geometry.left)}
            height={Math.max(0, geometry.bottom - geometry.top + 4)}
            viewBox={`${geometry.left} ${geometry.top - 2} ${Math.max(1, size.width - geometry.left)} ${Math.max(1, geometry.bottom - geometry.top + 4)}`}
          >
            {Array.from({ length: drawn.earlier }, (_, i) => (
              <path key={i} data-line={`before ${i}`} className={styles['earlier']} />
            ))}
            {SETS.map((set) => (
              <path
                key={set}
                data-line={`raw ${set}`}
                className={`${styles['raw']} ${styles[set]}`}
              />
            ))}
            {SETS.map((set) => (
              <path key={set} data-line={set} className={`${styles['line']} ${styles[set]}`} />
            ))}
          </svg>
          {divergence && <DivergenceMark step={divergence.step} {...geometry} />}
          {SETS.map((set) => (
            <text
              key={set}
              data-label={set}
              className={`${styles['end']} ${styles[set]}`}
              dy="0.35em"
            >
              {set}
            </text>
          ))}
        </Picture>
        {drawn.empty ? <Empty metric={metric} /> : <Explorer geometry={geometry} metric={metric} />}
      </div>
      <div className={styles['xLabel']}>
        step{loaded && loaded.stepsPerEpoch > 1 && ` · ${loaded.stepsPerEpoch} per epoch`}
      </div>
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
