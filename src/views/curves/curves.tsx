import { useState } from 'react'
import { losses } from '../../model/losses'
import { Button } from '../shared/controls/button'
import { linearScale } from '../shared/controls/scale'
import { Slider } from '../shared/controls/slider'
import { useExperiment, useFrame, useRun, useWorkbench } from '../shared/workbench'
import { Chart } from './chart'
import { MetricChoice, ScaleChoice } from './choices'
import styles from './curves.module.css'
import type { Metric } from './series'

const SMOOTHING = linearScale(0, 0.99, 0.01)

/** Loss and accuracy over the run, with the runs before it. */
export function Curves() {
  const classification = useExperiment(({ task }) => task === 'classification')
  const loss = useExperiment((experiment) => experiment.loss)
  const scale = useExperiment(({ view }) => view.lossScale)
  const [chosen, setChosen] = useState<Metric>('loss')
  const metric = classification ? chosen : 'loss'
  return (
    <section className={styles['curves']}>
      <header className={styles['head']}>
        <h2 className={classification ? 'visually-hidden' : undefined}>
          {classification ? 'Curves' : 'Loss'}
        </h2>
        {classification && <MetricChoice value={metric} onChange={setChosen} />}
        {metric === 'loss' && <ScaleChoice />}
      </header>
      <Chart
        metric={metric}
        scale={metric === 'loss' ? scale : 'linear'}
        label={metric === 'loss' ? losses[loss].label : 'classified correctly'}
      />
      <footer className={styles['foot']}>
        <Smoothing />
        <EarlierRuns />
      </footer>
    </section>
  )
}

function Smoothing() {
  const { experiment } = useWorkbench()
  const smoothing = useExperiment(({ view }) => view.smoothing)
  return (
    <div className={styles['smoothing']}>
      <span aria-hidden="true">Smoothing</span>
      <Slider
        label="Smoothing"
        scale={SMOOTHING}
        value={smoothing}
        format={String}
        onChange={(value) => experiment.show({ smoothing: value })}
      />
      <output>{smoothing === 0 ? 'off' : smoothing.toFixed(2)}</output>
    </div>
  )
}

function EarlierRuns() {
  const { curves } = useWorkbench()
  const [count, setCount] = useState(curves.earlier.length)
  // A run before the first step is not drawn yet, but those before it are.
  useRun((state) => state.run?.step)
  useFrame(() => setCount(curves.earlier.length), [])
  if (count === 0) return null
  const forget = () => {
    curves.forgetEarlier()
    setCount(0)
  }
  return (
    <Button look="quiet" className={styles['forget']} onClick={forget}>
      Forget {count === 1 ? 'earlier run' : `${count} earlier runs`}
    </Button>
  )
}
