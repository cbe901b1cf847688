import { lazy, Suspense } from 'react'
import { PlaneFrame } from '../shared/plane-frame'
import { useRun } from '../shared/workbench'
import { Plane } from './plane'
import styles from './result.module.css'

// A first visit shows a plane.
const Line = lazy(() => import('./line').then(({ Line: C }) => ({ default: C })))

/** What the network has learned: a picture over the plane, or a curve for data of one variable. */
export function Result() {
  const loaded = useRun((state) => state.loaded)
  if (!loaded) return <Waiting />
  if (loaded.columns.length > 1) return <Plane loaded={loaded} />
  return (
    <Suspense fallback={<Waiting />}>
      <Line loaded={loaded} />
    </Suspense>
  )
}

const EMPTY = { label: '\u00a0', interval: [-6, 6] } as const

/** Holds the place until the first experiment is loaded, so that nothing jumps. */
function Waiting() {
  return (
    <section className={styles['result']} aria-busy="true">
      <header className={styles['head']}>
        <h2>Result</h2>
      </header>
      <PlaneFrame x={EMPTY} y={EMPTY}>
        <div className={styles['waiting']} />
      </PlaneFrame>
    </section>
  )
}
