import { createStore } from 'zustand/vanilla'
import type { Experiment, View } from '../model/experiment'

/** A weight or bias set by hand: an edit of the run, which undo takes back like one of the document. */
export interface ParameterEdit {
  readonly name: string
  readonly index: number
  /** Of which network; see `Workbench.variants`. */
  readonly variant: number
  readonly before: number
  readonly after: number
}

/** The document on one side of an edit, and the parameter that the edit wrote, if it did. */
interface Moment {
  readonly experiment: Experiment
  readonly parameter?: ParameterEdit | undefined
}

interface ExperimentState {
  readonly experiment: Experiment
  readonly past: readonly Moment[]
  readonly future: readonly Moment[]
  /** Counts documents taken on as a whole: each is trained from its beginning. */
  readonly opened: number
}

/** Edits that can be undone. */
const LONGEST_PAST = 200
/** Edits of one kind within this time count as one, such as the ticks of a slider. */
const MERGE_MS = 1000

/**
 * The document on the page. Every edit is a pure function of it, can be undone, and ends up in the
 * link. What is merely shown (`view`) changes without a trace in the past.
 */
export function createExperimentStore(
  initial: Experiment,
  /** Writes a parameter of the run, for undo and redo. */
  write: (edit: ParameterEdit, value: number) => void = () => {},
) {
  const store = createStore<ExperimentState>(() => ({
    experiment: initial,
    past: [],
    future: [],
    opened: 0,
  }))
  let last = { kind: '', atMs: 0 }

  const merges = (kind: string) => {
    const now = Date.now()
    const joins = kind !== '' && kind === last.kind && now - last.atMs < MERGE_MS
    last = { kind, atMs: now }
    return joins
  }

  const apply = (experiment: Experiment, kind: string, opens: 0 | 1) => {
    const state = store.getState()
    if (experiment === state.experiment && opens === 0) return
    const past = merges(kind)
      ? state.past
      : [...state.past, { experiment: state.experiment }].slice(-LONGEST_PAST)
    store.setState({ experiment, past, future: [], opened: state.opened + opens })
  }

  return {
    store,
    get: () => store.getState().experiment,

    /** @param kind edits of the same kind in quick succession are undone together; '' never merges */
    edit(change: (experiment: Experiment) => Experiment, kind = ''): void {
      apply(change(store.getState().experiment), kind, 0)
    },

    /** Notes that a parameter was written; the caller writes it. */
    noteParameter(edit: ParameterEdit): void {
      const { experiment, past } = store.getState()
      const joined = merges(`${edit.variant} ${edit.name}[${edit.index}]`)
        ? past.at(-1)?.parameter
        : undefined
      const parameter = joined ? { ...edit, before: joined.before } : edit
      const kept = joined ? past.slice(0, -1) : past
      store.setState({
        past: [...kept, { experiment, parameter }].slice(-LONGEST_PAST),
        future: [],
      })
    },

    /** Takes on another document, to be trained from its beginning; undo has the one before. */
    open(experiment: Experiment): void {
      apply(experiment, '', 1)
    },

    /** Changes what is shown: neither undone nor trained again. */
    show(view: Partial<View>): void {
      const { experiment } = store.getState()
      store.setState({ experiment: { ...experiment, view: { ...experiment.view, ...view } } })
    },

    undo(): void {
      const { experiment, past, future } = store.getState()
      const moment = past.at(-1)
      if (!moment) return
      last = { kind: '', atMs: 0 }
      const { parameter } = moment
      store.setState({
        experiment: { ...moment.experiment, view: experiment.view },
        past: past.slice(0, -1),
        future: [{ experiment, parameter }, ...future],
      })
      if (parameter) write(parameter, parameter.before)
    },

    redo(): void {
      const { experiment, past, future } = store.getState()
      const [moment, ...rest] = future
      if (!moment) return
      last = { kind: '', atMs: 0 }
      const { parameter } = moment
      store.setState({
        experiment: { ...moment.experiment, view: experiment.view },
        past: [...past, { experiment, parameter }],
        future: rest,
      })
      if (parameter) write(parameter, parameter.after)
    },
  }
}

export type ExperimentStore = ReturnType<typeof createExperimentStore>
