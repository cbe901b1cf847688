import { createStore } from 'zustand/vanilla'
import { bundled } from '../model/bundled'
import { allStartAlike, restartReason } from '../model/continuity'
import type { Experiment } from '../model/experiment'
import { matchVariants } from '../model/variants'
import { type Client, startWorker } from '../worker/client'
import type {
  Frame,
  Loaded,
  LoadedNews,
  LoadOptions,
  NamedArray,
  PastLook,
  ProbeRequest,
  RunState,
  WorkerMessage,
} from '../worker/protocol'
import { Curves } from './curves'
import { createExperimentStore } from './experiment'
import { Frames, Probes } from './frames'
import { createPhaseStore, phasesOf } from './phase'
import { createRunStore, type RunStoreState } from './run'
import { createSelectionStore } from './selection'
import type { VariantBench } from './variant-bench'
import { experimentsBeside } from './variants'

/** React sees the run's numbers at most this often. */
const SCALARS_EVERY_MS = 100

export type BackendChoice = LoadOptions['backend']

/**
 * Everything the page is about: the document, the run in the worker, what is selected. Edits of the
 * document reach the worker by themselves; the verbs below are what buttons and keys call.
 */
export class Workbench {
  /** What train beside the document's own network. */
  readonly variants = createStore<readonly VariantBench[]>(() => [])
  readonly experiment: ReturnType<typeof createExperimentStore>
  readonly run = createRunStore()
  readonly selection = createSelectionStore()
  /** The update that is walked through part by part. */
  readonly phase = createPhaseStore()
  readonly curves = new Curves()
  readonly frames: Frames
  readonly probes: Probes
  readonly client: Client
  #backend: BackendChoice
  #followed: { experiment: Experiment; opened: number } | null = null
  #loading: Promise<void> | null = null
  #next: Experiment | null = null
  /** What the worker holds. */
  #held: Experiment | null = null
  /** Documents opened since the worker last took one on. */
  #opens = 0
  #loadError: Error | null = null
  #scalarsAtMs = 0
  #scalarsTimer: ReturnType<typeof setTimeout> | undefined

  constructor(initial: Experiment, backend: BackendChoice = 'auto') {
    this.#backend = backend
    this.experiment = createExperimentStore(initial, ({ name, index, variant }, value) => {
      void this.write(name, index, value, variant)
    })
    this.client = startWorker({
      onFrame: (frame) => this.#onFrame(frame),
      onMessage: (message) => this.#onMessage(message),
    })
    this.frames = new Frames(() => this.client.frameTaken())
    this.probes = new Probes((requests) => {
      void this.#call(() => this.client.api.observe(requests))
    })
    this.experiment.store.subscribe(() => this.#follow())
    this.#follow()
  }

  /** Which of the networks side by side this is: the document's own. */
  get variant(): number {
    return 0
  }

  /** As a variant says where it belongs. */
  get main(): this {
    return this
  }

  get backendChoice(): BackendChoice {
    return this.#backend
  }

  /** Resolves once the worker has the document as it stands; rejects with a message for people. */
  async settled(): Promise<void> {
    while (this.#loading) await this.#loading
    if (this.#loadError) throw this.#loadError
  }

  /** A run that diverged stays where it is; `goBack` or `reset` come first. */
  async play(): Promise<void> {
    this.leavePhases()
    await this.#settledCall(() => this.client.api.play())
  }

  async pause(): Promise<void> {
    await this.#call(() => this.client.api.pause())
  }

  async toggle(): Promise<void> {
    await (this.run.getState().run?.status === 'playing' ? this.pause() : this.play())
  }

  async step(count: number, unit: 'step' | 'epoch' = 'step'): Promise<void> {
    this.leavePhases()
    await this.#settledCall(() => this.client.api.step(count, unit))
  }

  /** Back to the same initial weights; a link made from here on opens there, too. */
  async reset(): Promise<void> {
    this.leavePhases()
    if (this.experiment.get().view.step > 0) this.experiment.show({ step: 0 })
    await this.#settledCall(() => this.client.api.reset())
  }

  async goBack(): Promise<void> {
    this.leavePhases()
    await this.#call(() => this.client.api.goBack())
  }

  /** Along the time line to a step, back or forward; see `SessionApi.seek`. */
  async seek(step: number, passing = false): Promise<void> {
    this.leavePhases()
    await this.#settledCall(() => this.client.api.seek(step, passing))
  }

  /** Goes on by what `view.advance` says: a step, an epoch, or a part of a step. */
  async advance(): Promise<void> {
    const { advance } = this.experiment.get().view
    if (advance !== 'phase') return this.step(1, advance)
    const { at } = this.phase.getState()
    if (at === null) {
      if (this.run.getState().run?.status === 'playing') await this.pause()
      this.phase.setState({ at: 0 })
    } else if (at < this.#lastPhase) this.phase.setState({ at: at + 1 })
    else {
      await this.#settledCall(() => this.client.api.step(1, 'step'))
      this.phase.setState({ at: 0 })
    }
  }

  /** The same way back. */
  async back(): Promise<void> {
    const { advance } = this.experiment.get().view
    const { run, loaded } = this.run.getState()
    const { at } = this.phase.getState()
    const step = run?.step ?? 0
    if (advance !== 'phase') {
      await this.seek(Math.max(0, step - (advance === 'epoch' ? (loaded?.stepsPerEpoch ?? 1) : 1)))
    } else if (at !== null && at > 0) this.phase.setState({ at: at - 1 })
    else if (step > 0) {
      await this.#settledCall(() => this.client.api.seek(step - 1))
      this.phase.setState({ at: this.#lastPhase })
    }
  }

  /** No update is taken apart any longer. */
  leavePhases(): void {
    this.phase.setState({ at: null })
  }

  get #lastPhase(): number {
    return phasesOf(this.run.getState().loaded?.layers ?? []).length - 1
  }

  /** New initial weights, or new examples; `seed` is any whole number below 2³². */
  setSeed(part: 'data' | 'weights', seed: number): void {
    this.experiment.edit((e) => ({ ...e, seed: { ...e.seed, [part]: seed } }), `seed.${part}`)
  }

  async state(variant = 0): Promise<RunState> {
    await this.settled()
    return this.client.api.state(variant)
  }

  /** About updates of the past, without going there; see `SessionApi.lookBack`. */
  async lookBack(
    requests: readonly ProbeRequest[],
    steps: readonly number[],
    variant = 0,
  ): Promise<PastLook[]> {
    await this.settled()
    return this.client.api.lookBack(requests, steps, variant)
  }

  /** Of the loss over the whole training set, at the parameters as they are. */
  async gradients(variant = 0): Promise<NamedArray[]> {
    await this.settled()
    return this.client.api.gradients(variant)
  }

  /** An edited weight or bias: takes effect at once, in the run alone; undo takes it back. */
  async writeParameter(name: string, index: number, value: number): Promise<void> {
    const parameter = this.run.getState().loaded?.parameters.find((p) => p.name === name)
    const before = parameter && this.frames.latest?.parameters[parameter.offset + index]
    if (before !== undefined) {
      this.experiment.noteParameter({ name, index, variant: 0, before, after: value })
    }
    await this.write(name, index, value, 0)
  }

  /** The same without a trace for undo. */
  async write(name: string, index: number, value: number, variant: number): Promise<void> {
    await this.#settledCall(() => this.client.api.writeParameter(name, index, value, variant))
  }

  setBackend(choice: BackendChoice): void {
    if (choice === this.#backend) return
    this.#backend = choice
    this.#load(this.experiment.get())
  }

  /** Loads the document once more, after a failure. */
  retry(): void {
    this.#load(this.experiment.get())
  }

  dispose(): void {
    this.client.dispose()
  }

  /** Passes on what changed in the document. */
  #follow(): void {
    const { experiment, opened } = this.experiment.store.getState()
    const before = this.#followed
    this.#followed = { experiment, opened }
    if (!before || before.opened !== opened) {
      this.#opens += 1
      this.#load(experiment)
      return
    }
    if (before.experiment.view.speed !== experiment.view.speed) {
      void this.#call(() => this.client.api.setSpeed(experiment.view.speed))
    }
    if (before.experiment.view.bookmarks !== experiment.view.bookmarks) {
      const steps = experiment.view.bookmarks.map(({ step }) => step)
      void this.#call(() => this.client.api.pin(steps))
    }
    if (withoutView(before.experiment) === withoutView(experiment)) return
    const reason = this.#loading
      ? restartReason(before.experiment, experiment)
      : this.#restartReason(experiment)
    const trained = (this.run.getState().run?.step ?? 0) > 0
    if (reason && trained) this.run.setState({ notice: reason })
    this.#load(experiment, before.experiment)
  }

  /**
   * One load at a time; of those waiting only the newest counts, and pre-training ends for it.
   *
   * @param before the edit before it, whose pre-training goes on where both begin with the same
   */
  #load(experiment: Experiment, before?: Experiment): void {
    this.#next = experiment
    const { download } = this.run.getState()
    if (download && download.file !== dataFile(experiment)) this.client.abandonDownload()
    if (this.#loading && before && allStartAlike(before, experiment)) return
    if (this.#loading) return void this.#call(() => this.client.api.abandon())
    this.#loading = this.#loadAll().finally(() => {
      this.#loading = null
    })
  }

  async #loadAll(): Promise<void> {
    while (this.#next) {
      const experiment = this.#next
      this.#next = null
      this.run.setState({ loading: true })
      const opens = this.#opens
      try {
        const variants = await experimentsBeside(experiment)
        if (this.#isWaiting()) continue
        const matches = this.#held && matchVariants(this.#held, experiment)
        const news = await this.client.api.load(experiment, {
          backend: this.#backend,
          how: opens ? 'open' : this.#restartReason(experiment) ? 'restart' : 'continue',
          variants,
          ...(matches && { matches }),
        })
        const loaded = withExamples(news, this.run.getState().loaded)
        this.#held = experiment
        if (opens === this.#opens) this.#opens = 0
        this.#loadError = null
        if (!loaded.continued) this.leavePhases()
        this.run.setState({ loaded, backend: loaded.backend, error: null, failed: false })
        await this.#followVariants(loaded, matches ?? [])
      } catch (error) {
        if (!this.#isWaiting()) this.#fail(messageOf(error))
      }
      this.run.setState({ loading: false, download: null, pretraining: null })
    }
  }

  /** One bench for each variant, which stays with its network when that goes on training. */
  async #followVariants(loaded: Loaded, matches: readonly number[]): Promise<void> {
    const before = this.variants.getState()
    if (before.length + loaded.variants.length === 0) return
    const { VariantBench } = await import('./variant-bench')
    const benches = loaded.variants.map((variant, i) => {
      const known = before[loaded.continued ? (matches[i] ?? i) : i]
      const bench = known ?? new VariantBench(this)
      bench.take(i + 1, loaded, variant)
      return bench
    })
    if (benches.length !== before.length || benches.some((bench, i) => bench !== before[i])) {
      this.variants.setState(benches, true)
      for (const bench of before) if (!benches.includes(bench)) bench.dispose()
    }
  }

  /** Judged by what the worker really has: a load that failed changed nothing there. */
  #restartReason(experiment: Experiment): string | null {
    return this.#held && restartReason(this.#held, experiment)
  }

  #isWaiting(): boolean {
    return this.#next !== null
  }

  #fail(message: string): void {
    this.#loadError = new Error(message)
    this.run.setState({ error: message, failed: true })
  }

  #onFrame(frame: Frame): void {
    this.curves.add(frame.run, frame.history)
    this.frames.receive(frame)
    const benches = this.variants.getState()
    frame.variants.forEach((part, i) => benches[i]?.receive(frame.run, part))
    if (frame.timeline) this.run.setState({ timeline: frame.timeline })
    const before = this.run.getState().run
    const urgent =
      !before || before.status !== frame.state.status || frame.state.status !== 'playing'
    const wait = this.#scalarsAtMs + SCALARS_EVERY_MS - performance.now()
    clearTimeout(this.#scalarsTimer)
    const update = () => {
      this.#scalarsAtMs = performance.now()
      this.run.setState({ run: frame.state })
      frame.variants.forEach(({ state }, i) => benches[i]?.run.setState({ run: state }))
    }
    if (urgent || wait <= 0) update()
    else this.#scalarsTimer = setTimeout(update, wait)
  }

  #onMessage(message: Exclude<WorkerMessage, Frame>): void {
    if (message.kind === 'error') this.run.setState({ error: message.message })
    else if (message.kind === 'download') this.#onWait({ download: message.download })
    else if (message.kind === 'pretraining') this.#onWait({ pretraining: message.pretraining })
    else this.run.setState({ backend: message.info, notice: message.info.reason })
  }

  /** Travels on a channel of its own, and may come after what it was for. */
  #onWait(wait: Partial<Pick<RunStoreState, 'download' | 'pretraining'>>): void {
    if (this.#loading) this.run.setState(wait)
  }

  async #settledCall(verb: () => Promise<void>): Promise<void> {
    await this.#call(async () => {
      await this.settled()
      await verb()
    })
  }

  /** Failures of verbs are shown. */
  async #call(verb: () => Promise<void>): Promise<void> {
    try {
      await verb()
    } catch (error) {
      this.run.setState({ error: messageOf(error) })
    }
  }
}

function withExamples(news: LoadedNews, before: Loaded | null): Loaded {
  const { train = before?.train, test = before?.test } = news
  if (!(train && test)) throw new Error('The worker sent no examples.')
  return { ...news, train, test }
}

/** The data file that a document needs, if it needs one. */
function dataFile({ data }: Experiment): string | undefined {
  return data.kind === 'bundled' ? bundled[data.name].file : undefined
}

/** The document apart from what is shown, comparable by value. */
function withoutView({ view: _, ...rest }: Experiment): string {
  return JSON.stringify(rest)
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
