import { expose } from 'comlink'
import { openEngine } from './open-engine'
import type { SessionApi } from './protocol'
import { Session } from './session'

let port: MessagePort | undefined
/** Data stands beside the page; the worker's own script may lie elsewhere. */
let pageUrl = self.location.href

const session: Session = new Session({
  async loadData(file) {
    const response = await fetch(new URL(`data/${file}`, pageUrl))
    if (!response.ok) {
      throw new Error(`The data file ${file} could not be loaded (HTTP ${response.status}).`)
    }
    return response.arrayBuffer()
  },
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
    port.onmessage = () => session.frameTaken()
    session.frameTaken()
  },
)

expose(session satisfies SessionApi)
