import type { Lockstep } from './lockstep'
import type { RunState, Timeline, VariantFrame } from './protocol'
import type { Look, Run } from './run'
import type { Surroundings } from './surroundings'

/** Frames follow each other no faster than this while training. */
const FRAME_MS = 15
/** A frame may take this share of the time, so that drawing never starves training. */
const FRAME_SHARE = 0.25

/** What a frame is of. */
export interface FrameSource {
  readonly lockstep: Lockstep
  /** See `Frame.run`. */
  readonly count: number
  readonly training: boolean
  state(run: Run, look: Pick<Look, 'entry' | 'position'>): RunState
}

/** Sends what the page draws: one frame is on its way at a time, the newest that there is. */
export class FrameSender {
  readonly #surroundings: Surroundings
  readonly #source: () => FrameSource | null
  readonly #fail: (error: unknown) => void
  #pageReady = false
  #wanted = false
  #nextMs = 0
  /** The last time line that a frame carried. */
  #told: Timeline | undefined

  constructor(
    surroundings: Surroundings,
    source: () => FrameSource | null,
    fail: (error: unknown) => void,
  ) {
    this.#surroundings = surroundings
    this.#source = source
    this.#fail = fail
  }

  /** Whether training has gone on long enough for another frame. */
  get isDue(): boolean {
    return this.#surroundings.now() >= this.#nextMs
  }

  want(): void {
    this.#wanted = true
    if (this.#pageReady) this.#send()
  }

  /** The page has drawn the last frame, or the one on its way will never come. */
  pageIsReady(): void {
    this.#pageReady = true
    if (this.#wanted) this.#send()
  }

  #send(): void {
    const source = this.#source()
    if (!source) return
    this.#pageReady = false
    this.#wanted = false
    const { now } = this.#surroundings
    const startMs = now()
    this.#nextMs = startMs + FRAME_MS
    source.lockstep
      .look(source.training)
      .then((looks) => {
        if (this.#source()?.lockstep !== source.lockstep) {
          this.#wanted = true
          this.pageIsReady()
          return
        }
        this.#nextMs = Math.max(this.#nextMs, startMs + (now() - startMs) / FRAME_SHARE)
        this.#post(source, looks)
      })
      .catch(this.#fail)
  }

  #post({ lockstep, count, state }: FrameSource, looks: readonly Look[]): void {
    const [own, ...variants] = lockstep.runs.map((run, i): VariantFrame => {
      const { parameters, probes } = looks[i]
      const history = run.history.takeFresh()
      return { state: state(run, looks[i]), history, parameters, probes }
    })
    const timeline = lockstep.timeline.describe()
    const isNew = timeline !== this.#told
    this.#told = timeline
    const buffers = looks.flatMap(({ parameters, probes }) => [
      parameters.buffer,
      ...Object.values(probes).map(({ buffer }) => buffer),
    ])
    this.#surroundings.post(
      {
        kind: 'frame',
        run: count,
        ...own,
        variants,
        timeline: isNew ? timeline : undefined,
        forgotten: lockstep.takeForgotten(),
      },
      buffers,
    )
  }
}
