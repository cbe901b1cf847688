import { expose } from 'comlink'
import { DataFiles } from './data-files'
import { openEngine } from './open-engine'
import type { PageMessage, SessionApi, WorkerMessage } from './protocol'
import { Session } from './session'

let port: MessagePort | undefined
/** Data stands beside the page; the worker's own script may lie elsewhere. */
let pageUrl = self.location.href

const files = new DataFiles(
  (file) => new URL(`data/${file}`, pageUrl),
  (download) => port?.postMessage({ kind: 'download', download } satisfies WorkerMessage),
)

const session: Session = new Session({
  loadData: (file) => files.load(file),
  openEngine,
  post: (message, transfer) => port?.postMessage(message, transfer),
  now: () => performance.now(),
})

self.addEventListener(
  'message',
  ({ data, ports }: MessageEvent<{ kind?: string; pageUrl: string } | null>) => {
    if (data?.kind !== 'channel') return
    pageUrl = data.pageUrl
    port = ports[0]
    port.onmessage = ({ data: said }: MessageEvent<PageMessage>) => {
      if (said === 'abandonDownload') files.abandon()
      else session.frameTaken()
    }
    session.frameTaken()
  },
)

expose(session satisfies SessionApi)
