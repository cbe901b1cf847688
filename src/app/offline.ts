import { bundled } from '../model/bundled'
import type { Workbench } from '../store/workbench'
import type { Page } from './page'

/** What a service worker that has been installed tells all pages: the paths its build consists of. */
interface BuildMessage {
  readonly kind: 'build'
  readonly files: readonly string[]
}

/**
 * Starts the service worker, which keeps the page for use without a connection. Where there can be
 * none, as in old browsers, some private windows and pages opened from a file, nothing happens.
 */
export async function keepOffline(opening: Promise<Page>): Promise<void> {
  try {
    const { serviceWorker } = navigator
    serviceWorker.addEventListener('message', ({ data }: MessageEvent<BuildMessage>) => {
      if (data.files.some((file) => import.meta.url.endsWith(`/${file}`))) return
      void opening.then(({ store }) => store.setState({ newVersion: true }))
    })
    const { workbench } = await opening
    keepData(workbench, serviceWorker)
    // What the first picture needs comes first.
    await workbench.settled().catch(() => {})
    const registration = await serviceWorker.register('service-worker.js')
    if (serviceWorker.controller) await registration.update()
  } catch {
    // Refused, or there is no connection: the page works with what it has.
  }
}

/** Shows the service worker what was loaded past it: before it was there, or by a worker it has not got. */
function keepData({ experiment, run }: Workbench, serviceWorker: ServiceWorkerContainer): void {
  const shown = new Set<string>()
  const show = () => {
    const { data } = experiment.get()
    if (data.kind !== 'bundled' || !serviceWorker.controller) return
    const { file } = bundled[data.name]
    if (shown.has(file)) return
    shown.add(file)
    fetch(`data/${file}`).then(
      ({ body }) => body?.cancel(),
      () => shown.delete(file),
    )
  }
  serviceWorker.addEventListener('controllerchange', show)
  run.subscribe(({ loaded }, before) => {
    if (loaded !== before.loaded) show()
  })
}
