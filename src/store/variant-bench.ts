import { createStore } from 'zustand/vanilla'
import type { Experiment } from '../model/experiment'
import { unitsOf } from '../model/shapes'
import { patchBetween } from '../model/variants'
import type { Loaded, LoadedVariant, ProbeRequest, VariantFrame } from '../worker/protocol'
import { Curves } from './curves'
import type { ExperimentStore } from './experiment'
import { Frames, Probes } from './frames'
import { createRunStore, type RunStoreState } from './run'
import { createSelectionStore, type SelectionState, type UnitRef } from './selection'
import type { Workbench } from './workbench'

/** All that views need of one of the networks that train side by side. */
export type Bench = Pick<
  Workbench,
  | 'variant'
  | 'main'
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
  | 'lookBack'
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
      mirror(main, this),
      mirror(this, main),
    ]
    this.run.setState(shared(main.run.getState()))
    const { example, drawn } = main.selection.getState()
    this.selection.setState({ example, drawn })
  }

  /** What the worker made of it, `variant` counted from 1. */
  take(variant: number, loaded: Loaded, { experiment, ...network }: LoadedVariant): void {
    const isNew = this.variant === 0
    this.variant = variant
    const { view } = this.#main.experiment.get()
    this.#own.setState({ experiment: { ...experiment, view } })
    this.run.setState({ loaded: { ...loaded, ...network, variants: [] } })
    if (!isNew) this.probes.report()
    else showUnit(this.#main.selection.getState().unit, this)
  }

  receive(run: number, part: VariantFrame): void {
    // Frames that came before this bench was there carried the beginning.
    const isMissing = this.curves.current?.run !== run && part.history[0]?.step !== 0
    this.curves.add(run, part.history)
    if (isMissing) void this.#catchUp(run)
    this.frames.receive({ kind: 'frame', run, ...part, variants: [] })
  }

  async #catchUp(run: number): Promise<void> {
    const history = await this.#main.client.api.history(this.variant)
    if (this.curves.current?.run === run) this.curves.add(run, history)
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

  get main() {
    return this.#main
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
  seek = (step: number, passing?: boolean) => this.#main.seek(step, passing)
  setSeed = (part: 'data' | 'weights', seed: number) => this.#main.setSeed(part, seed)
  setBackend = (choice: Workbench['backendChoice']) => this.#main.setBackend(choice)
  state = () => this.#main.state(this.variant)
  gradients = () => this.#main.gradients(this.variant)
  lookBack = (requests: readonly ProbeRequest[], steps: readonly number[]) =>
    this.#main.lookBack(requests, steps, this.variant)
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

/** The same example is looked at everywhere, and the same unit where there is one. */
function mirror(from: Selecting, to: Selecting): () => void {
  const differs = (a: SelectionState, b: SelectionState) =>
    a.example !== b.example || a.drawn !== b.drawn
  return from.selection.subscribe((state, before) => {
    const { example, drawn, unit } = state
    if (differs(state, to.selection.getState())) to.selection.setState({ example, drawn })
    if (unit !== before.unit) showUnit(unit, to)
  })
}

type Selecting = Pick<Bench, 'selection' | 'run'>

/** Selects the unit, or none; a network without that unit keeps its own. */
function showUnit(unit: UnitRef | null, { selection, run }: Selecting): void {
  const { unit: own } = selection.getState()
  if (unit?.layer === own?.layer && unit?.unit === own?.unit) return
  if (!unit || hasUnit(unit, run.getState().loaded)) selection.setState({ unit })
}

function hasUnit({ layer, unit }: UnitRef, loaded: Loaded | null): boolean {
  const layers = (loaded?.layers ?? []).flatMap((each) => [each, ...(each.layers ?? [])])
  const shape =
    layer === 'inputs' ? loaded?.inputShape : layers.find(({ name }) => name === layer)?.shape
  return shape !== undefined && unit < unitsOf(shape)
}
