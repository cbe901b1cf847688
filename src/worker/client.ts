import { type Remote, wrap } from 'comlink'
import type { Frame, PageMessage, SessionApi, WorkerMessage } from './protocol'

export interface Client {
  readonly api: Remote<SessionApi>
  /** Asks for the next frame. */
  frameTaken(): void
  /** Ends the download of a data file that is no longer wanted; the load that waits for it rejects. */
  abandonDownload(): void
  dispose(): void
}

/** Starts the worker. Calls go through comlink, frames over one channel of their own. */
export function startWorker(handlers: {
  onFrame(frame: Frame): void
  onMessage(message: Exclude<WorkerMessage, Frame>): void
}): Client {
  const worker = new Worker(new URL('./entry.ts', import.meta.url), {
    type: 'module',
    name: 'glassnet',
  })
  const { port1: port, port2 } = new MessageChannel()
  port.onmessage = ({ data }: MessageEvent<WorkerMessage>) => {
    if (data.kind === 'frame') handlers.onFrame(data)
    else handlers.onMessage(data)
  }
  worker.onerror = (event) => {
    handlers.onMessage({
      kind: 'error',
      message: `The training worker failed: ${event.message || 'it could not be started'}. Reload the page; your experiment is kept.`,
    })
  }
  const post = (message: PageMessage) => port.postMessage(message)
  worker.postMessage({ kind: 'channel', pageUrl: document.baseURI }, [port2])
  return {
    api: wrap<SessionApi>(worker),
    frameTaken: () => post('frameTaken'),
    abandonDownload: () => post('abandonDownload'),
    dispose: () => worker.terminate(),
  }
}
