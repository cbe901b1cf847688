import { createRoot } from 'react-dom/client'
import { decodeLink, encodeLink } from '../model/link'
import { withDefaults } from '../model/parse'
import { presetExperiment } from '../model/presets'
import { Workbench } from '../store/workbench'
import { WorkbenchContext } from '../views/shared/workbench'
import { App } from './app'
import { browserSurroundings } from './browser-surroundings'
import { ErrorBoundary } from './error-boundary'
import { exposeApi } from './expose-api'
import { bindKeys } from './keyboard'
import { openingExperiment, syncLink } from './link-sync'
import { createPageStore, type Page, PageContext } from './page'
import { followTheme } from './theme'
import './fonts.css'
import './theme.css'
import './base.css'

const codec = { encode: encodeLink, decode: decodeLink }

function start(root: HTMLElement): void {
  followTheme()
  const first = presetExperiment('circle') ?? withDefaults()
  const opening = openingExperiment(browserSurroundings, codec, first)
  const workbench = new Workbench(opening.experiment)
  const store = createPageStore(opening.message)
  const sync = syncLink({
    store: workbench.experiment,
    surroundings: browserSurroundings,
    codec,
    onBroken: (message) => store.setState({ message }),
  })
  addEventListener('hashchange', sync.addressChanged)
  // The last edit before leaving must not wait for its timer.
  addEventListener('pagehide', sync.flush)

  const page: Page = {
    workbench,
    store,
    open: sync.open,
    link: () => `${location.href.split('#')[0]}#${encodeLink(workbench.experiment.get())}`,
  }
  bindKeys(page)
  exposeApi(page)

  createRoot(root).render(
    <ErrorBoundary link={page.link}>
      <PageContext value={page}>
        <WorkbenchContext value={workbench}>
          <App />
        </WorkbenchContext>
      </PageContext>
    </ErrorBoundary>,
  )
}

const root = document.getElementById('app')
if (root) start(root)
