import { createStore } from 'zustand/vanilla'
import type { BackendInfo, Loaded, RunState } from '../worker/protocol'

/** Low-rate scalars of the run, fit for React: a frame updates them ten times a second at most. */
export interface RunStoreState {
  /** What is being trained; null until the first experiment is loaded. */
  readonly loaded: Loaded | null
  readonly run: RunState | null
  readonly backend: BackendInfo | null
  /** Whether a changed experiment is on its way to the worker. */
  readonly loading: boolean
  /** A failure to show until the next success. */
  readonly error: string | null
  /** A passing remark, such as why training started again. */
  readonly notice: string | null
}

export function createRunStore() {
  return createStore<RunStoreState>(() => ({
    loaded: null,
    run: null,
    backend: null,
    loading: true,
    error: null,
    notice: null,
  }))
}
