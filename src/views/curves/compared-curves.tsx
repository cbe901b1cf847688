import { useState } from 'react'
import { losses } from '../../model/losses'
import type { Bench } from '../../store/variant-bench'
import { Segments } from '../shared/controls/segments'
import { NetworkMark, networkLine, networkText } from '../shared/network-mark'
import { formatCount } from '../shared/number'
import { useSlowRun } from '../shared/slow-run'
import { letterOf, networkName, useDocument, useNetworks } from '../shared/variants'
import { useExperiment, useRun, useWorkbench, WorkbenchContext } from '../shared/workbench'
import { MetricChoice, ScaleChoice } from './choices'
import own from './compared-curves.module.css'
import { Explorer, type Reading } from './explorer'
import type { Geometry } from './geometry'
import { DivergenceMark } from './parts'
import { Plot } from './plot'
import { type Metric, nearestEntry, type SetName, seriesOf, textOf, valueOf } from './series'

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
    <section className={own['curves']} aria-label="Curves of all networks">
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

function ComparedChart({ metric, set, scale }: ComparedChartProps) {
  const networks = useNetworks()
  const loss = useExperiment((e) => e.loss)
  const smoothing = useExperiment(({ view }) => view.smoothing)
  const label = useDescription(networks, metric, set)
  const read = () => {
    const curves = networks.flatMap((network) => network.curves.current ?? [])
    if (curves.length < networks.length) return null
    const lines = curves.map((curve, i) => ({
      name: letterOf(i),
      series: seriesOf(curve, metric, set, smoothing),
    }))
    return { curves, lines }
  }
  return (
    <Plot
      {...{ metric, scale, label, read }}
      axis={`${metric === 'loss' ? losses[loss].label : 'classified correctly'} by step`}
      watched={[networks, set, smoothing]}
      paths={networks.map((_, i) => (
        <path key={letterOf(i)} data-line={letterOf(i)} data-network={i} className={networkLine} />
      ))}
      marks={(geometry) => (
        <>
          <Divergences networks={networks} geometry={geometry} />
          {networks.map((_, i) => (
            <text
              key={letterOf(i)}
              data-label={letterOf(i)}
              data-network={i}
              className={`${own['letter']} ${networkText}`}
              dy="0.35em"
            >
              {letterOf(i)}
            </text>
          ))}
        </>
      )}
      explorer={(geometry) => (
        <Explorer
          geometry={geometry}
          label={`Values of the ${setText(set)} ${metric} of all networks`}
          read={({ step }) => networks.map((bench) => readingOf(bench, step, metric, set))}
        />
      )}
    />
  )
}

/** Each network that left the realm of numbers, or gets nowhere; the others go on. */
function Divergences({
  networks,
  geometry,
}: {
  readonly networks: readonly Bench[]
  readonly geometry: Geometry
}) {
  return networks.map((bench, i) => (
    <WorkbenchContext key={letterOf(i)} value={bench}>
      <Divergence geometry={geometry} />
    </WorkbenchContext>
  ))
}

function Divergence({ geometry }: { readonly geometry: Geometry }) {
  const { variant } = useWorkbench()
  const step = useRun(({ run }) => run?.divergence?.step)
  if (step === undefined) return null
  return (
    <DivergenceMark {...geometry} step={step} row={variant}>
      {letterOf(variant)} diverged
    </DivergenceMark>
  )
}

/** Networks record steps of their own: one that has no such step says which it tells of. */
function readingOf(
  { variant, curves, run }: Bench,
  step: number,
  metric: Metric,
  set: SetName,
): Reading {
  const name = letterOf(variant)
  const shared = {
    name,
    label: <NetworkMark index={variant} />,
    className: networkText,
    network: variant,
  }
  const divergence = run.getState().run?.divergence
  if (divergence && step >= divergence.step) return { ...shared, text: 'diverged' }
  const entries = curves.current?.entries ?? []
  const entry = entries[nearestEntry(entries, step)]
  const value = entry && valueOf(entry, metric, set)
  if (!entry || value === undefined) return { ...shared, text: '–' }
  const text = textOf(metric, value)
  return entry.step === step
    ? { ...shared, text, value }
    : { ...shared, text: `${text} at ${formatCount(entry.step)}` }
}

const setText = (set: SetName): string => (set === 'test' ? 'test' : 'training')

/** The chart in words; its numbers change at most every two seconds. */
function useDescription(networks: readonly Bench[], metric: Metric, set: SetName): string {
  const document = useDocument()
  const step = useSlowRun(({ run }) => run?.step ?? 0)
  const values = networks.map(({ experiment, curves }, i) => {
    const entry = curves.current?.entries.at(-1)
    const line = curves.current && seriesOf(curves.current, metric, set, 0).values.at(-1)
    const value = entry && line !== undefined ? textOf(metric, line) : 'nothing yet'
    return `${letterOf(i)} (${networkName(document, experiment.get(), i)}) ${value}`
  })
  return `Curves of the ${setText(set)} ${metric} up to step ${step}: ${values.join(', ')}`
}
