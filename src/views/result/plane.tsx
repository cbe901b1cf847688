import { useMemo, useState } from 'react'
import { type Column, PLANE_LIMIT } from '../../model/dataset'
import type { Loaded } from '../../worker/protocol'
import { outputMeaning } from '../shared/outputs'
import { type Axis, axisLabel, PlaneFrame } from '../shared/plane-frame'
import { useExperiment, useProbe, useSelection } from '../shared/workbench'
import { PlaneExplorer } from './explorer'
import { PlaneLegend } from './legend'
import { PlanePoints } from './plane-points'
import styles from './result.module.css'
import {
  OUTPUT_REQUEST,
  outsideCount,
  type Shown,
  shownOutput,
  shownUnit,
  targetLimit,
} from './shown'
import { Surface } from './surface-canvas'
import { ResultToggles } from './toggles'

export function planeAxis({ label, unit, centre, scale }: Column): Axis {
  const edge = PLANE_LIMIT * scale
  return { label: axisLabel({ label, unit }), interval: [centre - edge, centre + edge] }
}

/** The surface over the plane with the examples on it. */
export function Plane({ loaded }: { loaded: Loaded }) {
  const task = useExperiment((experiment) => experiment.task)
  const loss = useExperiment((experiment) => experiment.loss)
  const features = useExperiment((experiment) => experiment.features)
  const hovered = useSelection((state) => state.hovered)
  const classes = loaded.classes.length
  const meaning = useMemo(() => outputMeaning({ task, loss }, classes), [task, loss, classes])
  const output = useMemo(() => shownOutput(loaded, meaning), [loaded, meaning])
  const shown: Shown = useMemo(
    () => (hovered && shownUnit(loaded, hovered, features)) || output,
    [loaded, hovered, features, output],
  )
  useProbe(OUTPUT_REQUEST)
  useProbe(shown.request === OUTPUT_REQUEST ? null : shown.request)
  const [limit, setLimit] = useState(1)

  return (
    <section className={styles['result']}>
      <header className={styles['head']}>
        <h2>{shown.title}</h2>
        {shown !== output && (
          <span className={styles['aside']}>
            {shown.request ? 'its output over the plane' : 'as the network sees it'}
          </span>
        )}
      </header>
      <PlaneFrame x={planeAxis(loaded.columns[0])} y={planeAxis(loaded.columns[1])}>
        <Surface {...{ loaded, meaning, shown, onLimit: setLimit }} />
        <PlanePoints loaded={loaded} limit={targetLimit(loaded)} />
        <PlaneExplorer {...{ loaded, meaning, shown }} />
      </PlaneFrame>
      <PlaneLegend {...{ loaded, meaning, shown, limit }} />
      <ResultToggles names={['training', 'test', 'discretize', 'contour']} loaded={loaded} />
      <PlaneNotes loaded={loaded} />
    </section>
  )
}

function PlaneNotes({ loaded }: { loaded: Loaded }) {
  const outside = useMemo(() => outsideCount(loaded), [loaded])
  const more = loaded.columns.length - 2
  if (more <= 0 && outside === 0) return null
  return (
    <p className={styles['note']}>
      {more > 0 &&
        `A slice: ${more === 1 ? 'the other input stands at its mean' : `the ${more} other inputs stand at their means`}. `}
      {outside > 0 && `${outside} ${outside === 1 ? 'example lies' : 'examples lie'} outside.`}
    </p>
  )
}
