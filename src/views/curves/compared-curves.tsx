import { useMemo, useRef, useState } from 'react'
import { losses } from '../../model/losses'
import type { Bench } from '../../store/variant-bench'
import { spread } from '../shared/axis'
import { useSize } from '../shared/canvas'
import { Segments } from '../shared/controls/segments'
import { NetworkMark, networkLine, networkText } from '../shared/network-mark'
import { formatNumber, formatPercent } from '../shared/number'
import { useSlowRun } from '../shared/slow-run'
import { letterOf, networkName, useDocument, useNetworks } from '../shared/variants'
import { useExperiment, useFrame, useRun } from '../shared/workbench'
import { MetricChoice, ScaleChoice } from './choices'
import own from './compared-curves.module.css'
import styles from './curves.module.css'
import { type Axes, layOut } from './geometry'
import { ChartAxes, PresentMark } from './parts'
import {
  accuracyInterval,
  lineEnd,
  lossInterval,
  type Metric,
  type SetName,
  seriesOf,
  seriesPath,
  stepInterval,
} from './series'

/** Pixels between the letters at the line ends. */
const LABEL_GAP = 14

/** The curves of all networks that train side by side, in one chart. */
export function ComparedCurves() {
  const classification = useExperiment(({ task }) => task === 'classification')
  const scale = useExperiment(({ view }) => view.lossScale)
  const hasTest = useRun(({ loaded }) => (loaded?.test.count ?? 0) > 0)
  const [chosenMetric, setMetric] = useState<Metric>('loss')
  const [chosenSet, setSet] = useState<SetName>('test')
  const metric = classification ? chosenMetric : 'loss'
  const set = hasTest ? chosenSet : 'train'
  return (
    <section className={styles['curves']} aria-label="Curves of all networks">
      <header className={own['head']}>
        <h2 className="visually-hidden">Curves of all networks</h2>
        {classification && <MetricChoice value={metric} onChange={setMetric} />}
        {hasTest && (
          <Segments<SetName>
            label="Examples"
            value={set}
            options={[
              { value: 'train', label: 'Training' },
              { value: 'test', label: 'Test' },
            ]}
            onChange={setSet}
          />
        )}
        {metric === 'loss' && <ScaleChoice />}
        <Key />
      </header>
      <ComparedChart metric={metric} set={set} scale={metric === 'loss' ? scale : 'linear'} />
    </section>
  )
}

/** Which line is which network. */
function Key() {
  const networks = useNetworks()
  const document = useDocument()
  return (
    <ul className={own['key']}>
      {networks.map(({ experiment }, i) => (
        <li key={letterOf(i)}>
          <NetworkMark index={i} />
          <span>{networkName(document, experiment.get(), i)}</span>
        </li>
      ))}
    </ul>
  )
}

interface ComparedChartProps {
  readonly metric: Metric
  readonly set: SetName
  readonly scale: 'linear' | 'logarithmic'
}

const sameAxes = (a: Axes, b: Axes) =>
  [0, 1].every((i) => a.steps[i] === b.steps[i] && a.values[i] === b.values[i])

function ComparedChart({ metric, set, scale }: ComparedChartProps) {
  const networks = useNetworks()
  const loss = useExperiment((e) => e.loss)
  const smoothing = useExperiment(({ view }) => view.smoothing)
  const [frameRef, size] = useSize<HTMLDivElement>()
  const svg = useRef<SVGSVGElement>(null)
  const [axes, setAxes] = useState<Axes>({ steps: [0, 10], values: [0, 1] })
  const geometry = useMemo(() => layOut(size, axes, scale, metric), [size, axes, scale, metric])
  const label = useDescription(networks, metric, set)

  useFrame(() => {
    if (!svg.current || size.width === 0) return
    const curves = networks.flatMap(({ curves: { current } }) => current ?? [])
    if (curves.length < networks.length) return
    const lines = curves.map((curve) => seriesOf(curve, metric, set, smoothing))
    const next: Axes = {
      steps: stepInterval(curves),
      values: metric === 'accuracy' ? accuracyInterval(lines) : lossInterval(lines, scale),
    }
    if (!sameAxes(next, axes)) setAxes(next)
    const { x, y, top, bottom } = geometry
    const ends = lines.map(lineEnd)
    const at = spread(
      ends.map((end) => Math.min(bottom, Math.max(top, end ? y.at(end.value) : top))),
      LABEL_GAP,
      [top, bottom - 2],
    )
    lines.forEach((line, i) => {
      const end = ends[i]
      svg.current
        ?.querySelector(`path[data-network="${i}"]`)
        ?.setAttribute('d', seriesPath(line, x, y))
      const text = svg.current?.querySelector(`text[data-network="${i}"]`)
      text?.setAttribute('visibility', end ? 'visible' : 'hidden')
      text?.setAttribute('x', ((end ? x.at(end.step) : 0) + 6).toFixed(1))
      text?.setAttribute('y', at[i].toFixed(1))
    })
  }, [metric, set, scale, smoothing, size, geometry, axes, networks])

  return (
    <div className={styles['chart']}>
      <div className={styles['yLabel']}>
        {metric === 'loss' ? losses[loss].label : 'classified correctly'} by step
      </div>
      <div ref={frameRef} className={styles['plot']}>
        <svg ref={svg} role="img" aria-label={label} className={styles['picture']}>
          <ChartAxes {...geometry} />
          <PresentMark {...geometry} />
          <svg
            x={geometry.left}
            y={geometry.top - 2}
            width={Math.max(0, size.width - geometry.left)}
            height={Math.max(0, geometry.bottom - geometry.top + 4)}
            viewBox={`${geometry.left} ${geometry.top - 2} ${Math.max(1, size.width - geometry.left)} ${Math.max(1, geometry.bottom - geometry.top + 4)}`}
          >
            {networks.map((_, i) => (
              <path key={letterOf(i)} data-network={i} className={networkLine} />
            ))}
          </svg>
          {networks.map((_, i) => (
            <text
              key={letterOf(i)}
              data-network={i}
              className={`${own['letter']} ${networkText}`}
              dy="0.35em"
            >
              {letterOf(i)}
            </text>
          ))}
        </svg>
      </div>
    </div>
  )
}

/** The chart in words; its numbers change at most every two seconds. */
function useDescription(networks: readonly Bench[], metric: Metric, set: SetName): string {
  const document = useDocument()
  const step = useSlowRun(({ run }) => run?.step ?? 0)
  const values = networks.map(({ experiment, curves }, i) => {
    const entry = curves.current?.entries.at(-1)
    const line = curves.current && seriesOf(curves.current, metric, set, 0).values.at(-1)
    const text = metric === 'loss' ? formatNumber : formatPercent
    const value = entry && line !== undefined ? text(line) : 'nothing yet'
    return `${letterOf(i)} (${networkName(document, experiment.get(), i)}) ${value}`
  })
  const what = `${set === 'test' ? 'test' : 'training'} ${metric}`
  return `Curves of the ${what} up to step ${step}: ${values.join(', ')}`
}
