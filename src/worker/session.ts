import type { Experiment } from '../model/experiment'
import { describe, runState } from './describe'
import { FrameSender, type FrameSource } from './frame-sender'
import { canContinue, continueRuns, Lockstep } from './lockstep'
import { Opener, openRuns } from './open-runs'
import { nextTurn, Pace } from './pace'
import type {
  BackendInfo,
  HistoryEntry,
  LoadedNews,
  LoadOptions,
  NamedArray,
  PastLook,
  ProbeRequest,
  RunState,
  RunStatus,
  SessionApi,
} from './protocol'
import type { Look, Run } from './run'
import { stepLimit, stopReason } from './stop'
import type { Surroundings } from './surroundings'

/** A state to go back to is kept about this often. */
const KEEP_MS = 100
/** Without a turn for messages and frames. */
const SLICE_MS = 8

/** The worker side of the page: one document at a time, its training loop and its frames. */
export class Session implements SessionApi {
  readonly #surroundings: Surroundings
  readonly #opener: Opener
  readonly #pace = new Pace()
  #lockstep: Lockstep | null = null
  #runCount = 0
  #backend: BackendInfo | null = null
  #status: RunStatus = 'paused'
  #stopped: string | undefined
  #rate = 0
  /** Of the document's run and each variant. */
  #probes: readonly (readonly ProbeRequest[])[] = []
  /** The loop that is allowed to train; others end at their next turn. */
  #loop = 0
  #lastKeepMs = 0
  /** The one that makes updates that were asked for, until it has. */
  #making = -1
  /** The last place that was asked for, of the loop that goes there. */
  #destination = { loop: -1, step: 0, passing: false }
  readonly #frames: FrameSender

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
    this.#opener = new Opener(surroundings)
    this.#frames = new FrameSender(
      surroundings,
      () => this.#frameSource(),
      (error) => this.#fail(error),
    )
  }

  async load(experiment: Experiment, options: LoadOptions): Promise<LoadedNews> {
    const { runs, info, lost } = await this.#opener.open(experiment, options, this.#lockstep?.runs)
    const before = this.#lockstep
    const sources = [0, ...(options.matches ?? []).map((match) => match + 1)]
    const continued =
      options.how === 'continue' && before !== null && canContinue(runs, before, sources)
    const wasPlaying = this.#status === 'playing'
    this.#stopLoop()
    const lockstep = continued ? await continueRuns(runs, before, sources) : new Lockstep(runs)
    if (!continued) for (const run of runs) run.record()
    await lockstep.keep()
    await lockstep.settled()
    this.#lockstep = lockstep
    this.#backend = info
    if (!continued) this.#runCount += 1
    this.#status = 'paused'
    this.#stopped = undefined
    before?.dispose()
    this.#placeProbes()
    lost
      ?.then((reason) => this.#recover(lockstep, reason))
      .catch((error: unknown) => this.#fail(error))
    this.#pace.speed = experiment.view.speed
    lockstep.timeline.pin(experiment.view.bookmarks.map(({ step }) => step))
    if (wasPlaying && options.how !== 'open') this.#startLoop()
    this.#frames.want()
    const { step } = experiment.view
    if (options.how === 'open' && step > 0) this.seek(step).catch((error) => this.#fail(error))
    const sameData = before?.leader.dataset === lockstep.leader.dataset
    return describe(runs, info, { continued, sameData })
  }

  async abandon(): Promise<void> {
    this.#opener.abandon()
  }

  async play(): Promise<void> {
    this.#leaveDivergence(this.#current())
    if (this.#status !== 'playing') this.#startLoop()
  }

  async pause(): Promise<void> {
    this.#stopLoop()
    if (this.#status === 'playing') this.#status = 'paused'
    this.#rate = 0
    await this.#settle()
  }

  async step(count: number, unit: 'step' | 'epoch'): Promise<void> {
    const lockstep = this.#current()
    this.#leaveDivergence(lockstep)
    this.#pauseAt()
    const { step, epoch } = lockstep.leader.position
    const left = () =>
      unit === 'step'
        ? step + count - lockstep.step
        : Number(lockstep.leader.position.epoch < epoch + count)
    await this.#make(lockstep, left)
  }

  async reset(): Promise<void> {
    const lockstep = this.#current()
    this.#runCount += 1
    this.#pauseAt()
    lockstep.reset()
    await lockstep.keep()
    await this.#settle()
  }

  async goBack(): Promise<void> {
    const lockstep = this.#current()
    this.#pauseAt()
    lockstep.goBack()
    await lockstep.keep()
    await this.#settle()
  }

  async seek(step: number, passing = false): Promise<void> {
    if (!Number.isInteger(step) || step < 0) throw new Error('A step is a whole number from 0.')
    const lockstep = this.#current()
    this.#pauseAt()
    const missing = lockstep.goTowards(step, passing)
    const target = lockstep.step + missing
    const left = () => target - lockstep.step
    const loop = this.#loop + Number(missing > 0)
    this.#destination = { loop, step: target, passing }
    if (left() > 0) await this.#make(lockstep, left)
    else await this.#settle()
  }

  async pin(steps: readonly number[]): Promise<void> {
    const lockstep = this.#current()
    lockstep.timeline.pin(steps)
    if (steps.includes(lockstep.step)) await lockstep.keep()
  }

  async observe(probes: readonly ProbeRequest[], variant = 0): Promise<void> {
    const all = [...this.#probes]
    all[variant] = probes
    this.#probes = all
    const lockstep = this.#lockstep
    lockstep?.runs[variant]?.placeProbes(probes)
    const isAtRest = this.#status === 'paused' && this.#making !== this.#loop
    if (isAtRest && lockstep?.lacksLastUpdate) await this.seek(lockstep.step)
    this.#frames.want()
  }

  lookBack(
    requests: readonly ProbeRequest[],
    steps: readonly number[],
    variant = 0,
  ): Promise<PastLook[]> {
    return this.#current().lookBack(requests, steps, variant)
  }

  async setSpeed(stepsPerSecond: number): Promise<void> {
    this.#pace.speed = stepsPerSecond
  }

  async writeParameter(name: string, index: number, value: number, variant = 0): Promise<void> {
    const lockstep = this.#current()
    const run = lockstep.run(variant)
    run.write(name, index, value)
    lockstep.noteWrite()
    await lockstep.keep()
    if (this.#status !== 'playing') {
      run.record()
      await this.#settle()
    }
  }

  async state(variant = 0): Promise<RunState> {
    const lockstep = this.#current()
    const run = lockstep.run(variant)
    return this.#state(lockstep, run, await run.measure(this.#status === 'playing'))
  }

  async history(variant = 0): Promise<readonly HistoryEntry[]> {
    const run = this.#current().run(variant)
    await run.recorded()
    return run.history.entries
  }

  async parameters(variant = 0): Promise<NamedArray[]> {
    const run = this.#current().run(variant)
    const { parameters } = await run.engine.snapshot()
    return run.named(parameters)
  }

  async gradients(variant = 0): Promise<NamedArray[]> {
    const run = this.#current().run(variant)
    return run.named(await run.engine.gradients())
  }

  /** The page has drawn the last frame. */
  frameTaken(): void {
    this.#frames.pageIsReady()
  }

  #current(): Lockstep {
    if (!this.#lockstep) throw new Error('No experiment is loaded yet.')
    return this.#lockstep
  }

  #placeProbes(): void {
    this.#lockstep?.runs.forEach((run, i) => run.placeProbes(this.#probes[i] ?? []))
  }

  #leaveDivergence(lockstep: Lockstep): void {
    this.#stopped = undefined
    if (!lockstep.diverged) return
    lockstep.leaveDivergence()
    this.#status = 'paused'
  }

  /** Whatever was going on ends. */
  #pauseAt(): void {
    this.#stopLoop()
    this.#status = 'paused'
    this.#stopped = undefined
    this.#rate = 0
  }

  /** Makes updates until none is left, or something else is called for. */
  async #make(lockstep: Lockstep, left: () => number): Promise<void> {
    const loop = ++this.#loop
    this.#making = loop
    const { now } = this.#surroundings
    const goesOn = () => loop === this.#loop && left() > 0 && !lockstep.diverged
    while (goesOn()) {
      const startMs = now()
      while (goesOn() && now() - startMs < SLICE_MS) lockstep.replay(left())
      this.#keepSometimes(lockstep)
      await lockstep.ready()
      await nextTurn()
      this.#frames.want()
    }
    if (loop !== this.#loop) return
    this.#making = -1
    await lockstep.keep()
    await this.#settle()
  }

  #startLoop(): void {
    this.#status = 'playing'
    this.#pace.start(this.#surroundings.now())
    this.#train(++this.#loop).catch((error) => this.#fail(error))
  }

  #stopLoop(): void {
    this.#loop += 1
  }

  /** Trains until another loop takes over or a stop condition holds. */
  async #train(loop: number): Promise<void> {
    const lockstep = this.#current()
    const { leader } = lockstep
    const { now } = this.#surroundings
    const limit = stepLimit(leader)
    while (loop === this.#loop) {
      const startMs = now()
      let count = Math.min(this.#pace.due(startMs), limit - lockstep.step)
      const planned = count
      while (count > 0 && loop === this.#loop) {
        count -= lockstep.advance(count)
        this.#stopped = await stopReason(leader, limit)
        if (this.#stopped || lockstep.diverged) break
      }
      if (loop !== this.#loop) return
      this.#rate = this.#pace.rate(now(), lockstep.step)
      if (lockstep.diverged || this.#stopped) break
      this.#keepSometimes(lockstep)
      if (this.#frames.isDue) this.#frames.want()
      await lockstep.ready()
      if (planned > 0) this.#pace.took(planned, now() - startMs)
      const waitMs = this.#pace.waitMs
      if (waitMs > 4) await new Promise((resolve) => setTimeout(resolve, Math.min(waitMs, 100)))
      else await nextTurn()
    }
    if (loop !== this.#loop) return
    this.#stopLoop()
    this.#status = 'paused'
    this.#rate = 0
    await lockstep.keep()
    await this.#settle()
  }

  #keepSometimes(lockstep: Lockstep): void {
    const nowMs = this.#surroundings.now()
    if (nowMs - this.#lastKeepMs < KEEP_MS) return
    this.#lastKeepMs = nowMs
    lockstep.keep().catch(() => {})
  }

  /** Waits for the losses at the current step and shows it. */
  async #settle(): Promise<void> {
    const lockstep = this.#lockstep
    if (!lockstep) return
    await lockstep.settled()
    if (lockstep.diverged) this.#status = 'diverged'
    this.#frames.want()
  }

  #frameSource(): FrameSource | null {
    const lockstep = this.#lockstep
    return (
      lockstep && {
        lockstep,
        count: this.#runCount,
        training: this.#status === 'playing' || this.#isSeeking(lockstep) || this.#isPassing,
        state: (run, look) => this.#state(lockstep, run, look),
      }
    )
  }

  #state(
    lockstep: Lockstep,
    run: Run,
    { entry, position }: Pick<Look, 'entry' | 'position'>,
  ): RunState {
    const status = run !== lockstep.leader && run.divergedAt ? 'diverged' : this.#status
    return {
      ...runState(run, lockstep, entry, position, status),
      backend: this.#backend?.backend ?? 'wasm',
      adapter: this.#backend?.adapter ?? '',
      stepsPerSecond: this.#status === 'playing' ? this.#rate : 0,
      stopped: this.#stopped,
      seeking: this.#isSeeking(lockstep) ? this.#destination.step : undefined,
    }
  }

  #isSeeking(lockstep: Lockstep): boolean {
    const { loop, step } = this.#destination
    return loop === this.#loop && lockstep.step < step && !lockstep.diverged
  }

  get #isPassing(): boolean {
    const { loop, passing } = this.#destination
    return loop === this.#loop && passing
  }

  /** The device is gone: train on from the newest kept state, on whatever there is. */
  async #recover(lost: Lockstep, reason: string): Promise<void> {
    if (lost !== this.#lockstep) return
    const wasPlaying = this.#status === 'playing'
    this.#stopLoop()
    const experiments = lost.runs.map(({ experiment }) => experiment)
    const opened = await openRuns(experiments, 'wasm', lost.runs, this.#surroundings)
    opened.runs.forEach((run, i) => run.takeOver(lost.runs[i], lost.timeline.newest?.moments[i]))
    const lockstep = new Lockstep(opened.runs, {
      of: lost,
      runs: opened.runs.map((_, i) => i),
      same: false,
    })
    // The notice below says it.
    lockstep.takeForgotten()
    const info = {
      ...opened.info,
      reason: `The graphics device was lost (${reason}). Training went on from step ${lockstep.step} on WebAssembly.`,
    }
    this.#lockstep = lockstep
    this.#backend = info
    this.#status = 'paused'
    this.#placeProbes()
    await lockstep.keep()
    this.#surroundings.post({ kind: 'backend', info }, [])
    if (wasPlaying) this.#startLoop()
    this.#frames.want()
    this.#frames.pageIsReady()
  }

  #fail(error: unknown): void {
    // A lost device is announced by its own promise and recovered from.
    if (error instanceof Error && error.name === 'EngineError') return
    this.#stopLoop()
    this.#status = 'paused'
    const message = error instanceof Error ? error.message : String(error)
    this.#surroundings.post({ kind: 'error', message }, [])
  }
}
