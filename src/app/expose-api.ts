import { createApi, type GlassnetApi, type GlassnetEvent, VERBS } from './glassnet-api'
import type { Page } from './page'

declare global {
  interface Window {
    glassnet: GlassnetApi
  }
}

const EVENTS: readonly GlassnetEvent[] = ['step', 'load', 'status', 'edit']

/** What an embedding page sends; answers carry the same `id`. */
interface Request {
  readonly type: 'glassnet'
  readonly id: unknown
  readonly verb: string
  readonly args: readonly unknown[]
}

/** Puts `window.glassnet` in place, and answers the same verbs for a page that embeds this one. */
export function exposeApi(page: Page): void {
  const api = createApi(page)
  window.glassnet = api
  if (window.parent === window) return
  addEventListener('message', (event: MessageEvent<unknown>) => {
    const request = readRequest(event.data)
    if (!request || event.source !== window.parent) return
    // A page opened from a file has no origin to name.
    const origin = event.origin === 'null' ? '*' : event.origin
    const answer = (message: object) =>
      window.parent.postMessage({ type: 'glassnet', ...message }, origin)
    perform(api, request, answer).then(
      (result) => answer({ id: request.id, result }),
      (error: unknown) =>
        answer({ id: request.id, error: error instanceof Error ? error.message : String(error) }),
    )
  })
}

async function perform(
  api: GlassnetApi,
  { verb, args }: Request,
  answer: (message: object) => void,
): Promise<unknown> {
  if (verb === 'on') {
    const event = EVENTS.find((name) => name === args[0])
    if (!event) throw new Error(`on: the event must be one of ${EVENTS.join(', ')}`)
    api.on(event, (detail) => answer({ event, detail }))
    return undefined
  }
  const known = VERBS.find((name) => name === verb)
  if (!known) throw new Error(`There is no verb ${verb}; known are ${VERBS.join(', ')}, on`)
  const call = api[known] as (...args: readonly unknown[]) => Promise<unknown>
  return call(...args)
}

function readRequest(data: unknown): Request | null {
  if (typeof data !== 'object' || data === null) return null
  const { type, id, verb, args = [] } = data as Partial<Request>
  if (type !== 'glassnet' || typeof verb !== 'string' || !Array.isArray(args)) return null
  return { type, id, verb, args }
}
