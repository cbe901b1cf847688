import { createRoot } from 'react-dom/client'
import { Workbench } from '../store/workbench'
import { WorkbenchContext } from '../views/shared/workbench'
import { App } from './app'
import { browserSurroundings } from './browser-surroundings'
import { ErrorBoundary } from './error-boundary'
import { exposeApi } from './expose-api'
import { firstExperiment } from './first-experiment'
import { bindKeys } from './keyboard'
import { type Codec, type Opening, openingExperiment, syncLink } from './link-sync'
import { keepOffline } from './offline'
import { createPageStore, type Page, PageContext } from './page'
import { followTheme } from './theme'
import './fonts.css'
import './theme.css'
import './base.css'

async function codec(): Promise<Codec> {
  const { encodeLink, decodeLink } = await import('./codec')
  return { encode: encodeLink, decode: decodeLink }
}

/** Only who comes with a link or has been here before has something to read. */
async function opening(): Promise<Opening> {
  if (browserSurroundings.hash() === '' && browserSurroundings.stored() === null) {
    return { experiment: firstExperiment, message: null }
  }
  return openingExperiment(browserSurroundings, await codec(), firstExperiment)
}

async function start(root: HTMLElement): Promise<Page> {
  followTheme()
  const { experiment, message } = await opening()
  const workbench = new Workbench(experiment)
  const store = createPageStore(message)
  const sync = syncLink({
    store: workbench.experiment,
    surroundings: browserSurroundings,
    codec,
    onMessage: (broken) => store.setState({ message: broken }),
  })
  addEventListener('hashchange', () => void sync.addressChanged())
  // The last edit before leaving must not wait for its timer.
  addEventListener('pagehide', sync.flush)

  const page: Page = {
    workbench,
    store,
    open: sync.open,
    async link(shared = workbench.experiment.get()) {
      const { encode } = await codec()
      return `${location.href.split('#')[0]}#${encode(shared)}`
    },
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
  return page
}

const root = document.getElementById('app')
if (root) {
  const page = start(root)
  // Sources that change while one works on them are not for keeping.
  if (import.meta.env.PROD) void keepOffline(page)
}
