import type { ExperimentDocument } from '../model/document'
import type { HistoryEntry, NamedArray, RunState } from '../worker/protocol'
import type { Page } from './page'

/** What the events carry. */
export interface GlassnetEvents {
  /** The run moved on; at most once per drawn frame, so steps may be skipped while playing. */
  step: RunState
  /** A document was taken on by the worker. */
  load: { readonly backend: string; readonly continued: boolean }
  status: { readonly status: RunState['status']; readonly step: number }
  edit: ExperimentDocument
}

export type GlassnetEvent = keyof GlassnetEvents
type Listener<E extends GlassnetEvent> = (detail: GlassnetEvents[E]) => void

/** `window.glassnet`: docs/embedding.md describes it. */
export interface GlassnetApi {
  load(experiment: unknown): Promise<void>
  play(): Promise<void>
  pause(): Promise<void>
  step(count?: number): Promise<void>
  reset(): Promise<void>
  seek(step: number): Promise<void>
  /** Of the networks side by side, 0 is the document's own and 1 the first variant. */
  state(variant?: number): Promise<RunState>
  history(variant?: number): Promise<readonly HistoryEntry[]>
  parameters(variant?: number): Promise<NamedArray[]>
  gradients(variant?: number): Promise<NamedArray[]>
  experiment(): Promise<ExperimentDocument>
  link(): Promise<string>
  on<E extends GlassnetEvent>(event: E, listener: Listener<E>): () => void
}

/** Verbs that another window may call by message: those without functions in their arguments. */
export const VERBS = [
  'load',
  'play',
  'pause',
  'step',
  'reset',
  'seek',
  'state',
  'history',
  'parameters',
  'gradients',
  'experiment',
  'link',
] as const satisfies readonly (keyof GlassnetApi)[]

export function createApi(page: Page): GlassnetApi {
  const { workbench } = page
  const { api } = workbench.client
  /** Waits until the worker has the document as it stands; failures are those that the page shows. */
  const settled = async <T>(ask: () => Promise<T>): Promise<T> => {
    await workbench.settled()
    return ask()
  }
  return {
    async load(experiment) {
      const { parse, parseText, problemText } = await import('./codec')
      const result = typeof experiment === 'string' ? parseText(experiment) : parse(experiment)
      if (!result.ok) throw new Error(result.problems.map(problemText).join('\n'))
      await page.open(result.experiment)
      await workbench.settled()
    },
    play: () => settled(() => api.play()),
    pause: () => settled(() => api.pause()),
    step: async (count = 1) => {
      if (!Number.isInteger(count) || count < 1) {
        throw new Error('step: the number of steps must be a whole number from 1')
      }
      await settled(() => api.step(count, 'step'))
    },
    reset: () => settled(() => api.reset()),
    seek: (step) => settled(() => api.seek(step)),
    state: (variant) => settled(() => api.state(variant)),
    history: (variant) => settled(() => api.history(variant)),
    parameters: (variant) => settled(() => api.parameters(variant)),
    gradients: (variant) => settled(() => api.gradients(variant)),
    async experiment() {
      const { compact } = await import('./codec')
      return compact(workbench.experiment.get())
    },
    link: () => page.link(),
    on: (event, listener) => subscriptions(page)[event](listener),
  }
}

type Subscriptions = { [E in GlassnetEvent]: (listener: Listener<E>) => () => void }

function subscriptions({ workbench }: Page): Subscriptions {
  const { frames, run, experiment } = workbench
  return {
    step(listener) {
      let last = -1
      return frames.subscribe(({ state }) => {
        if (state.step !== last) listener(state)
        last = state.step
      })
    },
    load: (listener) =>
      run.subscribe(({ loaded }, before) => {
        if (!loaded || loaded === before.loaded) return
        listener({ backend: loaded.backend.backend, continued: loaded.continued })
      }),
    status: (listener) =>
      run.subscribe(({ run: now }, { run: before }) => {
        if (now && now.status !== before?.status) listener({ status: now.status, step: now.step })
      }),
    edit: (listener) =>
      experiment.store.subscribe(({ experiment: now }, { experiment: before }) => {
        if (now === before) return
        void import('./codec').then(({ compact }) => listener(compact(now)))
      }),
  }
}
