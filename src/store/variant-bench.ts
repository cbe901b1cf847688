import { createStore } from 'zustand/vanilla'
import type { Experiment } from '../model/experiment'
import { patchBetween } from '../model/variants'
import type { Loaded, LoadedVariant, VariantFrame } from '../worker/protocol'
import { Curves } from './curves'
import type { ExperimentStore } from './experiment'
import { Frames, Probes } from './frames'
import { createRunStore, type RunStoreState } from './run'
import { createSelectionStore, type SelectionState } from './selection'
import type { Workbench } from './workbench'

/** All that views need of one of the networks that train side by side. */
export type Bench = Pick<
  Workbench,
  | 'variant'
  | 'experiment'
  | 'run'
  | 'selection'
  | 'phase'
  | 'curves'
  | 'frames'
  | 'probes'
  | 'backendChoice'
  | 'play'
  | 'pause'
  | 'toggle'
  | 'step'
  | 'advance'
  | 'back'
  | 'leavePhases'
  | 'reset'
  | 'goBack'
  | 'seek'
  | 'setSeed'
  | 'setBackend'
  | 'state'
  | 'gradients'
  | 'writeParameter'
  | 'retry'
>

/**
 * A variant as views see it: what is edited here ends up in the variant's patch, what is shown and
 * how is that of the document, and all of them train together.
 */
export class VariantBench implements Bench {
  variant = 0
  readonly experiment: ExperimentStore
  readonly run = createRunStore()
  readonly selection = createSelectionStore()
  readonly curves = new Curves()
  readonly frames = new Frames(() => {})
  readonly probes: Probes
  readonly #main: Workbench
  readonly #own
  readonly #leave: (() => void)[]

  constructor(main: Workbench) {
    this.#main = main
    this.#own = createStore<ReturnType<ExperimentStore['store']['getState']>>(() => ({
      ...main.experiment.store.getState(),
    }))
    this.experiment = this.#experimentStore()
    this.probes = new Probes((requests) => {
      void main.client.api.observe(requests, this.variant)
    })
    this.#leave = [
      main.experiment.store.subscribe(({ experiment: { view } }) => {
        const { experiment } = this.#own.getState()
        if (experiment.view !== view) this.#own.setState({ experiment: { ...experiment, view } })
      }),
      main.run.subscribe((state) => this.run.setState(shared(state))),
      mirror(main.selection, this.selection),
      mirror(this.selection, main.selection),
    ]
    this.run.setState(shared(main.run.getState()))
    this.selection.setState(main.selection.getState())
  }

  /** What the worker made of it, `variant` counted from 1. */
  take(variant: number, loaded: Loaded, { experiment, ...network }: LoadedVariant): void {
    const isNew = this.variant === 0
    this.variant = variant
    const { view } = this.#main.experiment.get()
    this.#own.setState({ experiment: { ...experiment, view } })
    this.run.setState({ loaded: { ...loaded, ...network, variants: [] } })
    if (!isNew) this.probes.report()
  }

  receive(run: number, part: VariantFrame): void {
    this.curves.add(run, part.history)
    this.frames.receive({ kind: 'frame', run, ...part, variants: [] })
  }

  dispose(): void {
    for (const leave of this.#leave) leave()
  }

  async writeParameter(name: string, index: number, value: number): Promise<void> {
    const parameter = this.run.getState().loaded?.parameters.find((own) => own.name === name)
    const before = parameter && this.frames.latest?.parameters[parameter.offset + index]
    const { variant } = this
    if (before !== undefined) {
      this.#main.experiment.noteParameter({ name, index, variant, before, after: value })
    }
    await this.#main.write(name, index, value, variant)
  }

  get backendChoice() {
    return this.#main.backendChoice
  }

  get phase() {
    return this.#main.phase
  }

  play = () => this.#main.play()
  pause = () => this.#main.pause()
  toggle = () => this.#main.toggle()
  step = (count: number, unit?: 'step' | 'epoch') => this.#main.step(count, unit)
  advance = () => this.#main.advance()
  back = () => this.#main.back()
  leavePhases = () => this.#main.leavePhases()
  reset = () => this.#main.reset()
  goBack = () => this.#main.goBack()
  seek = (step: number) => this.#main.seek(step)
  setSeed = (part: 'data' | 'weights', seed: number) => this.#main.setSeed(part, seed)
  setBackend = (choice: Workbench['backendChoice']) => this.#main.setBackend(choice)
  state = () => this.#main.state(this.variant)
  gradients = () => this.#main.gradients(this.variant)
  retry = () => this.#main.retry()

  #experimentStore(): ExperimentStore {
    const { experiment: main } = this.#main
    return {
      store: this.#own,
      get: () => this.#own.getState().experiment,
      edit: (change, kind) => {
        const before = this.#own.getState().experiment
        const after = change(before)
        if (after === before) return
        this.#own.setState({ experiment: after })
        main.edit(
          (own) => withPatch(own, this.variant - 1, after),
          kind ? `${this.variant} ${kind}` : '',
        )
      },
      noteParameter: (edit) => main.noteParameter(edit),
      open: (experiment) => main.open(experiment),
      show: (view) => main.show(view),
      undo: () => main.undo(),
      redo: () => main.redo(),
    }
  }
}

/** The document with another variant; what all variants share is changed for all. */
function withPatch(own: Experiment, index: number, after: Experiment): Experiment {
  const { data, variants } = own
  const all = after.data === data ? own : { ...own, data: after.data, task: after.task }
  const patch = patchBetween(all, after)
  return { ...all, variants: variants.with(index, { ...variants[index], patch }) }
}

function shared({ backend, loading, download, failed, error, notice, timeline }: RunStoreState) {
  return { backend, loading, download, failed, error, notice, timeline }
}

/** The same example is looked at everywhere. */
function mirror(
  from: ReturnType<typeof createSelectionStore>,
  to: ReturnType<typeof createSelectionStore>,
): () => void {
  const differs = (a: SelectionState, b: SelectionState) =>
    a.example !== b.example || a.drawn !== b.drawn
  return from.subscribe((state) => {
    const { example, drawn } = state
    if (differs(state, to.getState())) to.setState({ example, drawn })
  })
}
