import { lazy, Suspense, useMemo } from 'react'
import type { Loaded } from '../../worker/protocol'
import { ExamplePicker } from '../shared/example-picker'
import { showsImages } from '../shared/layers'
import { formatCount } from '../shared/number'
import {
  useExperiment,
  useNetworkLabel,
  useProbes,
  useRun,
  useSelection,
  useWorkbench,
} from '../shared/workbench'
import styles from './arithmetic.module.css'
import { Equations } from './equations'
import { examplePoint, explain, explainedUnit, probesFor } from './explained'
import { InputUnit } from './input-unit'
import { SumTable } from './sum-table'
import { UnitPicker } from './unit-picker'

/** Networks for images have pictures and windows to explain. */
const ImageArithmetic = lazy(() =>
  import('./images/image-arithmetic').then(({ ImageArithmetic: C }) => ({ default: C })),
)

/** How the selected unit arrives at its output for the selected example, in the engine's numbers. */
export function Arithmetic() {
  const loaded = useRun((state) => state.loaded)
  if (!loaded) return <p className={styles['waiting']}>The network is being made.</p>
  if (!showsImages(loaded)) return <LoadedArithmetic loaded={loaded} />
  return (
    <Suspense fallback={<p className={styles['waiting']}>One moment.</p>}>
      <ImageArithmetic loaded={loaded} />
    </Suspense>
  )
}

function LoadedArithmetic({ loaded }: { readonly loaded: Loaded }) {
  const landmark = useNetworkLabel('Arithmetic of a unit')
  const { frames } = useWorkbench()
  const experiment = useExperiment((e) => e)
  const selected = useSelection(({ unit }) => unit)
  const edge = useSelection((state) => state.edge)
  const wanted = useSelection((state) => state.example)
  // The run's numbers come ten times a second, which is often enough for digits to be read.
  useRun((state) => state.run)

  const unit = explainedUnit(loaded, selected, edge)
  const set = loaded[wanted.set].count > 0 ? wanted.set : 'train'
  const index = Math.min(wanted.index, Math.max(0, loaded[set].count - 1))
  const point = useMemo(() => examplePoint(loaded, { set, index }), [loaded, set, index])
  useProbes(unit ? probesFor(loaded, unit, point) : [])
  if (!unit) return null
  const explained = explain(experiment, loaded, frames.latest, unit, point)
  const step = explained?.step ?? frames.latest?.state.step ?? 0
  return (
    <section className={styles['arithmetic']} aria-label={landmark}>
      <header className={styles['pickers']}>
        <UnitPicker loaded={loaded} unit={unit} />
        <ExamplePicker loaded={loaded} set={set} index={index} />
        <span className={styles['step']}>step {formatCount(step)}</span>
      </header>
      {unit.layer === 'inputs' ? (
        <InputUnit loaded={loaded} index={unit.unit} point={point} />
      ) : explained ? (
        <div className={styles['body']}>
          <SumTable loaded={loaded} explained={explained} point={point} edge={edge} />
          <Equations loaded={loaded} explained={explained} />
        </div>
      ) : (
        <p className={styles['waiting']}>The engine is computing this unit.</p>
      )}
    </section>
  )
}
