import { createStore } from 'zustand/vanilla'
import type { Experiment, View } from '../model/experiment'

interface ExperimentState {
  readonly experiment: Experiment
  readonly past: readonly Experiment[]
  readonly future: readonly Experiment[]
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
export function createExperimentStore(initial: Experiment) {
  const store = createStore<ExperimentState>(() => ({
    experiment: initial,
    past: [],
    future: [],
    opened: 0,
  }))
  let last = { kind: '', atMs: 0 }

  const apply = (experiment: Experiment, kind: string, opens: 0 | 1) => {
    const state = store.getState()
    if (experiment === state.experiment && opens === 0) return
    const now = Date.now()
    const merges = kind !== '' && kind === last.kind && now - last.atMs < MERGE_MS
    last = { kind, atMs: now }
    const past = merges ? state.past : [...state.past, state.experiment].slice(-LONGEST_PAST)
    store.setState({ experiment, past, future: [], opened: state.opened + opens })
  }

  return {
    store,
    get: () => store.getState().experiment,

    /** @param kind edits of the same kind in quick succession are undone together; '' never merges */
    edit(change: (experiment: Experiment) => Experiment, kind = ''): void {
      apply(change(store.getState().experiment), kind, 0)
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
      const before = past.at(-1)
      if (!before) return
      last = { kind: '', atMs: 0 }
      store.setState({
        experiment: { ...before, view: experiment.view },
        past: past.slice(0, -1),
        future: [experiment, ...future],
      })
    },

    redo(): void {
      const { experiment, past, future } = store.getState()
      const [after, ...rest] = future
      if (!after) return
      last = { kind: '', atMs: 0 }
      store.setState({
        experiment: { ...after, view: experiment.view },
        past: [...past, experiment],
        future: rest,
      })
    },
  }
}

export type ExperimentStore = ReturnType<typeof createExperimentStore>
