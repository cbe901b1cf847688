import { lazy, Suspense } from 'react'
import { Curves } from '../views/curves/curves'
import { Data } from '../views/data/data'
import { Network } from '../views/network/network'
import { Result } from '../views/result/result'
import { Training } from '../views/training/training'
import styles from './app.module.css'
import { DivergenceBanner } from './divergence-banner'
import { Dock } from './dock'
import { DropTarget } from './drop-target'
import { ErrorBar, MessageBar } from './message-bars'
import { Notices } from './notices'
import { useCompared, usePage, usePageState } from './page'
import { TimelineStrip } from './timeline-strip'
import { TopBar } from './top-bar'
import { useDocumentTitle } from './use-document-title'
import { ViewBoundary } from './view-boundary'

const ShareDialog = lazy(() =>
  import('./share-dialog').then(({ ShareDialog: C }) => ({ default: C })),
)
const HelpDialog = lazy(() => import('./help-dialog').then(({ HelpDialog: C }) => ({ default: C })))
const ExperimentsDialog = lazy(() =>
  import('./experiments-dialog').then(({ ExperimentsDialog: C }) => ({ default: C })),
)
const CompareDialog = lazy(() =>
  import('../views/compare/compare-dialog').then(({ CompareDialog: C }) => ({ default: C })),
)
const dialogs = {
  share: ShareDialog,
  help: HelpDialog,
  experiments: ExperimentsDialog,
  compare: CompareDialog,
}

// Fetched with the second network.
const SideBySide = lazy(() =>
  import('./side-by-side').then(({ SideBySide: C }) => ({ default: C })),
)
const CompareNote = lazy(() =>
  import('./compare-note').then(({ CompareNote: C }) => ({ default: C })),
)

/** The workspace: everything that a visitor sees. */
export function App() {
  const presentation = usePageState((state) => state.presentation)
  const compared = useCompared()
  useDocumentTitle()
  return (
    <div className={styles['page']} data-presentation={presentation || undefined}>
      <TopBar />
      <MessageBar />
      <ErrorBar />
      <main className={styles['workspace']}>
        {compared ? (
          <ViewBoundary name="The comparison">
            <SideBySide />
          </ViewBoundary>
        ) : (
          <OneNetwork />
        )}
        <TimelineStrip />
        <Dock className={styles['dock']} />
        <div className={styles['side']}>
          <div className={styles['panels']}>
            {compared && (
              <ViewBoundary name="The note">
                <CompareNote />
              </ViewBoundary>
            )}
            <ViewBoundary name="The data panel">
              <Data />
            </ViewBoundary>
            <ViewBoundary name="The training panel">
              <Training />
            </ViewBoundary>
          </div>
        </div>
      </main>
      <Notices />
      <DropTarget />
      <OpenDialog />
    </div>
  )
}

function OneNetwork() {
  return (
    <>
      <section className={styles['result']} aria-label="Result">
        <div className={styles['picture']}>
          <ViewBoundary name="The result">
            <Result />
          </ViewBoundary>
        </div>
        <div className={styles['curves']}>
          <ViewBoundary name="The loss curves">
            <Curves />
          </ViewBoundary>
        </div>
      </section>
      <div className={styles['network']}>
        <DivergenceBanner />
        <ViewBoundary name="The network">
          <Network />
        </ViewBoundary>
      </div>
    </>
  )
}

function OpenDialog() {
  const { store } = usePage()
  const name = usePageState((state) => state.dialog)
  if (!name) return null
  const Chosen = dialogs[name]
  return (
    <Suspense>
      <Chosen onClose={() => store.setState({ dialog: null })} />
    </Suspense>
  )
}
