import { createStore } from 'zustand/vanilla'
import type {
  BackendInfo,
  Download,
  Loaded,
  RunState,
  Timeline,
  WorkerMessage,
} from '../worker/protocol'

export type Pretraining = Extract<WorkerMessage, { kind: 'pretraining' }>['pretraining']

/** Low-rate scalars of the run, fit for React: a frame updates them ten times a second at most. */
export interface RunStoreState {
  /** What is being trained; null until the first experiment is loaded. */
  readonly loaded: Loaded | null
  readonly run: RunState | null
  /** The states that are kept to go back to. */
  readonly timeline: Timeline | null
  readonly backend: BackendInfo | null
  /** Whether a changed experiment is on its way to the worker. */
  readonly loading: boolean
  /** How much of the data file has come that the changed experiment needs. */
  readonly download: Download | null
  /** How far the changed experiment's layers are trained before step 0, where that takes long. */
  readonly pretraining: Pretraining | null
  /** Whether the document's last change never reached the worker: what is shown is older. */
  readonly failed: boolean
  /** A failure to show until the next success. */
  readonly error: string | null
  /** A passing remark, such as why training started again. */
  readonly notice: string | null
}

export function createRunStore() {
  return createStore<RunStoreState>(() => ({
    loaded: null,
    run: null,
    timeline: null,
    backend: null,
    loading: true,
    download: null,
    pretraining: null,
    failed: false,
    error: null,
    notice: null,
  }))
}
