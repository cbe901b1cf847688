import { buildDataset, sameDataset } from '../model/build-dataset'
import type { Dataset } from '../model/dataset'
import type { Experiment } from '../model/experiment'
import { START } from '../plan/batches'
import { type Compiled, compile } from '../plan/compile'
import { describe, runState, sameParameters } from './describe'
import { isDiverged } from './divergence'
import { nextTurn, Pace } from './pace'
import type {
  BackendInfo,
  Frame,
  HistoryEntry,
  Loaded,
  LoadOptions,
  NamedArray,
  ProbeRequest,
  RunState,
  RunStatus,
  SessionApi,
} from './protocol'
import { initialState, type Look, Run } from './run'
import { stepLimit, stopReason } from './stop'
import type { OpenedEngine, Surroundings } from './surroundings'

/** Frames follow each other no faster than this while training. */
const FRAME_MS = 15
/** A frame may take this share of the time, so that drawing never starves training. */
const FRAME_SHARE = 0.25
/** A state to go back to is kept about this often. */
const KEEP_MS = 1000

/** The worker side of the page: one experiment at a time, its training loop and its frames. */
export class Session implements SessionApi {
  readonly #surroundings: Surroundings
  readonly #pace = new Pace()
  #run: Run | null = null
  #runCount = 0
  #backend: BackendInfo | null = null
  #status: RunStatus = 'paused'
  #stopped: string | undefined
  #rate = 0
  #probes: readonly ProbeRequest[] = []
  /** The loop that is allowed to train; others end at their next turn. */
  #loop = 0
  #pageReady = false
  #frameWanted = false
  #nextFrameMs = 0
  #lastKeepMs = 0
  /** What the last frame or state said of the current step. */
  #latest: Pick<Look, 'entry' | 'position'> | null = null

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings
  }

  async load(experiment: Experiment, options: LoadOptions): Promise<Loaded> {
    const dataset = await this.#dataset(experiment)
    const compiled = compile(experiment, dataset)
    const opened = await this.#open(experiment, compiled, options.backend)
    const run = new Run(experiment, dataset, compiled, opened.engine)
    const before = this.#run
    const continued =
      options.how === 'continue' && before !== null && sameParameters(before.compiled, compiled)
    const wasPlaying = this.#status === 'playing'
    this.#stopLoop()
    if (continued) await run.continueFrom(before)
    else run.record()
    await run.keep()
    await run.recorded()
    this.#run = run
    this.#backend = opened.info
    if (!continued) this.#runCount += 1
    this.#status = 'paused'
    this.#stopped = undefined
    before?.dispose()
    run.placeProbes(this.#probes)
    opened.lost
      ?.then((reason) => this.#recover(run, reason))
      .catch((error: unknown) => this.#fail(error))
    this.#pace.speed = experiment.view.speed
    if (wasPlaying && options.how !== 'open') this.#startLoop()
    this.#wantFrame()
    return describe(run, opened.info, continued)
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
    const run = this.#current()
    this.#leaveDivergence(run)
    this.#stopLoop()
    this.#status = 'paused'
    const loop = ++this.#loop
    const { step, epoch } = run.position
    const done = () =>
      unit === 'step' ? run.position.step >= step + count : run.position.epoch >= epoch + count
    while (loop === this.#loop && this.#run === run && !done() && !run.divergedAt) {
      const startMs = this.#surroundings.now()
      while (!done() && this.#surroundings.now() - startMs < 8) {
        run.advance(unit === 'step' ? step + count - run.position.step : 1)
      }
      await run.engine.ready()
      await nextTurn()
      this.#wantFrame()
    }
    await this.#settle()
  }

  async reset(): Promise<void> {
    const run = this.#current()
    this.#stopLoop()
    this.#runCount += 1
    this.#status = 'paused'
    this.#stopped = undefined
    run.history.length = 0
    run.fresh = []
    run.best = { loss: Number.POSITIVE_INFINITY, epoch: 0 }
    run.editedAt = undefined
    run.playsOn = false
    run.kept.clear()
    run.restore(START, initialState(run.experiment, run.compiled))
    await run.keep()
    await this.#settle()
  }

  async goBack(): Promise<void> {
    const run = this.#current()
    const kept = run.kept.before(run.divergedAt?.step ?? run.position.step)
    if (!kept) return
    this.#stopLoop()
    this.#status = 'paused'
    this.#stopped = undefined
    run.restore(kept.position, kept.state)
    await run.keep()
    await this.#settle()
  }

  async observe(probes: readonly ProbeRequest[]): Promise<void> {
    this.#probes = probes
    this.#run?.placeProbes(probes)
    this.#wantFrame()
  }

  async setSpeed(stepsPerSecond: number): Promise<void> {
    this.#pace.speed = stepsPerSecond
  }

  async writeParameter(name: string, index: number, value: number): Promise<void> {
    const run = this.#current()
    const parameter = run.compiled.plan.parameters.find((candidate) => candidate.name === name)
    const size = parameter?.shape.reduce((a, b) => a * b, 1) ?? 0
    if (!parameter || !Number.isInteger(index) || index < 0 || index >= size) {
      throw new Error(`There is no parameter ${name}[${index}] in this network.`)
    }
    if (!Number.isFinite(value)) throw new Error('A weight or bias must be a finite number.')
    run.engine.write('parameters', parameter.offset + index, Float32Array.of(value))
    run.editedAt = run.position.step
    this.#latest = null
    if (this.#status !== 'playing') {
      run.record()
      await this.#settle()
    }
  }

  async state(): Promise<RunState> {
    const run = this.#current()
    if (this.#latest?.position.step !== run.position.step) {
      this.#latest = await run.look(this.#status === 'playing')
    }
    return this.#state(run, this.#latest)
  }

  async history(): Promise<HistoryEntry[]> {
    const run = this.#current()
    await run.recorded()
    return run.history
  }

  async parameters(): Promise<NamedArray[]> {
    const run = this.#current()
    const { parameters } = await run.engine.snapshot()
    return run.named(parameters)
  }

  async gradients(): Promise<NamedArray[]> {
    const run = this.#current()
    return run.named(await run.engine.gradients())
  }

  /** The page has drawn the last frame. */
  frameTaken(): void {
    this.#pageReady = true
    if (this.#frameWanted) this.#sendFrame()
  }

  /** Thousands of images are not read again for another learning rate. */
  async #dataset(experiment: Experiment): Promise<Dataset> {
    const run = this.#run
    return run && sameDataset(run.experiment, experiment)
      ? run.dataset
      : buildDataset(experiment, this.#surroundings.loadData)
  }

  #current(): Run {
    if (!this.#run) throw new Error('No experiment is loaded yet.')
    return this.#run
  }

  /** A run that gets nowhere may be played on; one that left the realm of numbers may not. */
  #leaveDivergence(run: Run): void {
    this.#stopped = undefined
    if (!run.divergedAt) return
    if (isDiverged(run.divergedAt.loss)) {
      throw new Error('The run diverged: go back before it, or reset.')
    }
    run.divergedAt = null
    run.playsOn = true
    this.#status = 'paused'
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
    const run = this.#current()
    const { now } = this.#surroundings
    const limit = stepLimit(run)
    while (loop === this.#loop) {
      const startMs = now()
      let count = Math.min(this.#pace.due(startMs), limit - run.position.step)
      const planned = count
      while (count > 0 && loop === this.#loop) {
        const made = run.advance(count)
        count -= made
        this.#stopped = await stopReason(run, limit)
        if (this.#stopped || run.divergedAt) break
      }
      if (loop !== this.#loop) return
      this.#rate = this.#pace.rate(now(), run.position.step)
      if (run.divergedAt || this.#stopped) break
      if (now() - this.#lastKeepMs > KEEP_MS) {
        this.#lastKeepMs = now()
        run.keep().catch(() => {})
      }
      if (now() >= this.#nextFrameMs) this.#wantFrame()
      await run.engine.ready()
      if (planned > 0) this.#pace.took(planned, now() - startMs)
      const waitMs = this.#pace.waitMs
      if (waitMs > 4) await new Promise((resolve) => setTimeout(resolve, Math.min(waitMs, 100)))
      else await nextTurn()
    }
    if (loop !== this.#loop) return
    this.#stopLoop()
    this.#status = 'paused'
    this.#rate = 0
    await this.#settle()
  }

  /** Waits for the losses at the current step and shows it. */
  async #settle(): Promise<void> {
    const run = this.#run
    if (!run) return
    if (run.history.at(-1)?.step !== run.position.step) run.record()
    await run.recorded()
    if (run.divergedAt) this.#status = 'diverged'
    this.#latest = null
    this.#wantFrame()
  }

  #wantFrame(): void {
    this.#frameWanted = true
    if (this.#pageReady) this.#sendFrame()
  }

  #sendFrame(): void {
    const run = this.#run
    if (!run) return
    this.#pageReady = false
    this.#frameWanted = false
    const { now, post } = this.#surroundings
    const startMs = now()
    this.#nextFrameMs = startMs + FRAME_MS
    const count = this.#runCount
    run
      .look(this.#status === 'playing')
      .then(({ entry, position, parameters, probes }) => {
        if (run !== this.#run) {
          this.#pageReady = true
          this.#wantFrame()
          return
        }
        this.#latest = { entry, position }
        this.#nextFrameMs = Math.max(this.#nextFrameMs, startMs + (now() - startMs) / FRAME_SHARE)
        const frame: Frame = {
          kind: 'frame',
          run: count,
          state: this.#state(run, this.#latest),
          history: run.fresh,
          parameters,
          probes,
        }
        run.fresh = []
        const buffers = Object.values(probes).map(({ buffer }) => buffer)
        post(frame, [parameters.buffer, ...buffers])
      })
      .catch((error) => this.#fail(error))
  }

  #state(run: Run, { entry, position }: Pick<Look, 'entry' | 'position'>): RunState {
    return {
      ...runState(run, entry, position, this.#status),
      backend: this.#backend?.backend ?? 'wasm',
      adapter: this.#backend?.adapter ?? '',
      stepsPerSecond: this.#status === 'playing' ? this.#rate : 0,
      stopped: this.#stopped,
    }
  }

  #open(
    experiment: Experiment,
    compiled: Compiled,
    choice: LoadOptions['backend'],
  ): Promise<OpenedEngine> {
    return this.#surroundings.openEngine(
      choice,
      experiment,
      compiled,
      initialState(experiment, compiled),
    )
  }

  /** The device is gone: train on from the newest kept state, on whatever there is. */
  async #recover(lostRun: Run, reason: string): Promise<void> {
    if (lostRun !== this.#run) return
    const wasPlaying = this.#status === 'playing'
    this.#stopLoop()
    const { experiment, dataset, compiled } = lostRun
    const opened = await this.#open(experiment, compiled, 'wasm')
    const run = new Run(experiment, dataset, compiled, opened.engine)
    run.history.push(...lostRun.history)
    const kept = lostRun.kept.newest
    if (kept) run.restore(kept.position, kept.state)
    const info = {
      ...opened.info,
      reason: `The graphics device was lost (${reason}). Training went on from step ${run.position.step} on WebAssembly.`,
    }
    this.#run = run
    this.#backend = info
    this.#status = 'paused'
    run.placeProbes(this.#probes)
    await run.keep()
    this.#surroundings.post({ kind: 'backend', info }, [])
    if (wasPlaying) this.#startLoop()
    this.#pageReady = true
    this.#wantFrame()
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
