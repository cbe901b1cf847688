import type { Bench } from '../../store/variant-bench'
import type { Timeline } from '../../worker/protocol'
import type { LayerWatch } from './layer-watch'
import type { LayerRow } from './rows'
import { requestsOf } from './sample'

/** Asked for together: few enough that training goes on at once when it is asked to. */
const AT_A_TIME = 8
/** At rest for so long, since looking back while one drags along the time line would slow that. */
const CALM_MS = 250

interface FillOptions {
  readonly bench: Pick<Bench, 'frames' | 'run' | 'lookBack'>
  readonly watch: LayerWatch
  readonly rows: readonly LayerRow[]
  readonly changed: () => void
}

/**
 * Looks back on what nobody looked at, from one kept state to the next, while the run is at rest.
 *
 * @returns `rest` to call whenever the run is seen at rest, and `end`
 */
export function fillPast({ bench, watch, rows, changed }: FillOptions) {
  const requests = requestsOf(rows)
  let timer: ReturnType<typeof setTimeout> | undefined
  let ended = false
  let busy = false
  /** Without an answer as the time line is. */
  let tried: { readonly timeline: Timeline | null; readonly steps: Set<number> } | undefined

  const unseen = () => {
    const { timeline, run } = bench.run.getState()
    if (ended || !timeline || !run || run.status === 'playing') return []
    if (tried?.timeline !== timeline) tried = { timeline, steps: new Set() }
    const { steps } = tried
    return watch
      .spread(timeline.steps, Math.max(run.step, run.lastStep))
      .filter(({ from }) => !steps.has(from))
      .slice(0, AT_A_TIME)
  }
  const fill = async () => {
    for (let stretches = unseen(); stretches.length > 0; stretches = unseen()) {
      const { latest } = bench.frames
      const steps = stretches.map(({ from }) => from)
      const looks = await bench.lookBack(requests, steps)
      if (bench.frames.latest?.run !== latest?.run) return
      for (const step of steps) tried?.steps.add(step)
      for (const { step, probes } of looks) {
        const stretch = stretches.find(({ from }) => from === step)
        if (stretch) watch.fill(rows, stretch, probes)
      }
      if (looks.length > 0 && !ended) changed()
    }
  }
  return {
    rest() {
      clearTimeout(timer)
      if (busy) return
      timer = setTimeout(() => {
        busy = true
        // A lost device has its own message.
        void fill()
          .catch(() => {})
          .finally(() => {
            busy = false
          })
      }, CALM_MS)
    },
    end() {
      ended = true
      clearTimeout(timer)
    },
  }
}
