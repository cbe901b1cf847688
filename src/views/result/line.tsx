import { useMemo, useState } from 'react'
import type { Loaded } from '../../worker/protocol'
import type { Interval } from '../shared/axis'
import { ClassMark } from '../shared/class-mark'
import { outputMeaning } from '../shared/outputs'
import { axisLabel, PlaneFrame } from '../shared/plane-frame'
import { useExperiment, useProbe } from '../shared/workbench'
import { LINE_REQUEST, LineCurves } from './line-curves'
import { LineExplorer } from './line-explorer'
import { LinePoints } from './line-points'
import { targetInterval } from './line-scale'
import { planeAxis } from './plane'
import styles from './result.module.css'
import { ResultToggles } from './toggles'

/** Data of one variable: examples and the curve that the network draws through them. */
export function Line({ loaded }: { loaded: Loaded }) {
  const task = useExperiment((experiment) => experiment.task)
  const loss = useExperiment((experiment) => experiment.loss)
  const wanted = useExperiment(({ view }) => view.contributions)
  const classes = loaded.classes.length
  const meaning = useMemo(() => outputMeaning({ task, loss }, classes), [task, loss, classes])
  const targets = useMemo(() => targetInterval(loaded), [loaded])
  // Shares of the units may reach further than the data.
  const [wide, setWide] = useState<Interval | null>(null)
  const additive = meaning.kind === 'value' && loaded.layers.length > 1
  const shares = additive && wanted
  const interval = (shares && wide) || targets
  useProbe(LINE_REQUEST)

  const yLabel =
    classes === 0 ? 'output' : classes === 2 ? `share of ${loaded.classes[1]}` : 'share'
  return (
    <section className={styles['result']}>
      <header className={styles['head']}>
        <h2>{classes === 0 ? 'Fitted curve' : 'Class shares'}</h2>
        {shares && <span className={styles['aside']}>curve = bias + sum of all units</span>}
      </header>
      <PlaneFrame
        x={{ ...planeAxis(loaded.columns[0]), label: axisLabel(loaded.columns[0]) }}
        y={{ label: yLabel, interval }}
        aspect={shares ? 1.06 : 1.18}
        end={shares ? '3.25rem' : '0.5rem'}
      >
        <LinePoints loaded={loaded} interval={interval} />
        <LineCurves {...{ loaded, meaning, targets, interval, shares, onWide: setWide }} />
        <LineExplorer {...{ loaded, meaning, interval }} />
      </PlaneFrame>
      {classes > 0 && (
        <ul className={styles['classes']}>
          {loaded.classes.map((name, index) => (
            <li key={name} className={styles['className']}>
              <ClassMark index={index} />
              <span>{name}</span>
            </li>
          ))}
        </ul>
      )}
      <ResultToggles
        names={['training', 'test', ...(additive ? (['contributions'] as const) : [])]}
        loaded={loaded}
      />
    </section>
  )
}
