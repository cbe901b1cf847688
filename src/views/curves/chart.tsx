import { useState } from 'react'
import { useSlowRun } from '../shared/slow-run'
import { useExperiment, useRun, useWorkbench } from '../shared/workbench'
import styles from './curves.module.css'
import { Explorer } from './explorer'
import { DivergenceMark } from './parts'
import { Plot } from './plot'
import { type Metric, SETS, seriesOf, textOf, valueOf } from './series'

interface ChartProps {
  readonly metric: Metric
  readonly scale: 'linear' | 'logarithmic'
  /** What the vertical axis measures. */
  readonly label: string
}

/** Both sets of one network, and the runs before this one. */
export function Chart({ metric, scale, label }: ChartProps) {
  const { curves } = useWorkbench()
  const smoothing = useExperiment(({ view }) => view.smoothing)
  const stepsPerEpoch = useRun(({ loaded }) => loaded?.stepsPerEpoch ?? 1)
  const divergence = useRun((state) => state.run?.divergence)
  const [earlier, setEarlier] = useState(0)
  const linesOf = (smooth: number, prefix = '') => {
    const { current } = curves
    if (!current) return []
    return SETS.map((set) => ({
      name: `${prefix}${set}`,
      series: seriesOf(current, metric, set, smooth),
    }))
  }
  const read = () => {
    const { current, earlier: runs } = curves
    if (!current) return null
    if (runs.length !== earlier) setEarlier(runs.length)
    const before = runs.flatMap((run, i) =>
      SETS.map((set) => ({
        name: `before ${i} ${set}`,
        series: seriesOf(run, metric, set, smoothing),
      })),
    )
    const raw = smoothing > 0 ? linesOf(0, 'raw ') : []
    return { curves: [...runs, current], lines: [...before, ...raw, ...linesOf(smoothing)] }
  }
  return (
    <Plot
      {...{ metric, scale, read }}
      axis={label}
      below={stepsPerEpoch > 1 ? `step · ${stepsPerEpoch} per epoch` : 'step'}
      label={useDescription(metric)}
      watched={[curves, smoothing, earlier]}
      paths={
        <>
          {Array.from({ length: earlier }, (_, i) =>
            SETS.map((set) => (
              <path
                key={`${i} ${set}`}
                data-line={`before ${i} ${set}`}
                className={styles['earlier']}
              />
            )),
          )}
          {smoothing > 0 &&
            SETS.map((set) => (
              <path
                key={set}
                data-line={`raw ${set}`}
                className={`${styles['raw']} ${styles[set]}`}
              />
            ))}
          {SETS.map((set) => (
            <path key={set} data-line={set} className={`${styles['line']} ${styles[set]}`} />
          ))}
        </>
      }
      marks={(geometry) => (
        <>
          {divergence && (
            <DivergenceMark {...geometry} step={divergence.step}>
              diverged
            </DivergenceMark>
          )}
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
        </>
      )}
      explorer={(geometry) => (
        <Explorer
          {...{ geometry, stepsPerEpoch }}
          label={`Values of the ${metric}`}
          read={(entry) =>
            SETS.flatMap((set) => {
              const value = valueOf(entry, metric, set)
              if (value === undefined) return []
              const className = styles[set] ?? ''
              return [{ name: set, label: set, value, text: textOf(metric, value), className }]
            })
          }
        />
      )}
    />
  )
}

/** The chart as one picture to assistive technology; its numbers change at most every two seconds. */
function useDescription(metric: Metric): string {
  const run = useSlowRun((state) => state.run)
  const [train, test] =
    metric === 'loss' ? [run?.trainLoss, run?.testLoss] : [run?.trainAccuracy, run?.testAccuracy]
  const parts = Object.entries({ training: train, test }).flatMap(([set, value]) =>
    value === undefined ? [] : [`${set} ${textOf(metric, value)}`],
  )
  return `Curves of the ${metric} up to step ${run?.step ?? 0}: ${parts.join(', ')}`
}
