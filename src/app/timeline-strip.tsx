import { lazy, Suspense } from 'react'
import { useExperiment, useRun } from '../views/shared/workbench'
import styles from './app.module.css'
import { ViewBoundary } from './view-boundary'

const Timeline = lazy(() =>
  import('../views/timeline/timeline').then(({ Timeline: C }) => ({ default: C })),
)

/** The time line; before the first step there is nothing to go back to, and nothing to load. */
export function TimelineStrip() {
  const hasPast = useRun(({ run }) => (run?.lastStep ?? 0) > 0)
  const hasBookmarks = useExperiment(({ view }) => view.bookmarks.length > 0)
  const rest = <p>Time line: once there are steps, drag here to go back to any of them.</p>
  return (
    <section className={styles['timeline']} aria-label="Time line">
      {hasPast || hasBookmarks ? (
        <ViewBoundary name="The time line">
          <Suspense fallback={rest}>
            <Timeline />
          </Suspense>
        </ViewBoundary>
      ) : (
        rest
      )}
    </section>
  )
}
