import { lazy, Suspense } from 'react'
import { showsImages } from '../shared/layers'
import { PlaneFrame } from '../shared/plane-frame'
import { useRun } from '../shared/workbench'
import { Plane } from './plane'
import styles from './result.module.css'

// A first visit shows a plane.
const ImageResult = lazy(() =>
  import('./images/image-result').then(({ ImageResult: C }) => ({ default: C })),
)
const Line = lazy(() => import('./line').then(({ Line: C }) => ({ default: C })))

/**
 * What the network has learned: a picture over the plane, a curve for data of one variable, or what
 * it makes of an image.
 */
export function Result() {
  const loaded = useRun((state) => state.loaded)
  if (!loaded) return <Waiting />
  const isImage = showsImages(loaded)
  if (loaded.columns.length > 1 && !isImage) return <Plane loaded={loaded} />
  return (
    <Suspense fallback={<Waiting plane={!isImage} />}>
      {isImage ? <ImageResult loaded={loaded} /> : <Line loaded={loaded} />}
    </Suspense>
  )
}

const EMPTY = { label: '\u00a0', interval: [-6, 6] } as const

/** Holds the place until there is something to draw, so that nothing jumps. */
function Waiting({ plane = true }: { readonly plane?: boolean }) {
  return (
    <section className={styles['result']} aria-busy="true">
      <header className={styles['head']}>
        <h2>Result</h2>
      </header>
      {plane && (
        <PlaneFrame x={EMPTY} y={EMPTY}>
          <div className={styles['waiting']} />
        </PlaneFrame>
      )}
    </section>
  )
}
