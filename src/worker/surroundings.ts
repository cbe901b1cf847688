import type { Engine, ParameterState } from '../engine/backend'
import type { Experiment } from '../model/experiment'
import type { Compiled } from '../plan/compile'
import type { BackendInfo, LoadOptions, WorkerMessage } from './protocol'

/** What the session needs from its surroundings; the worker's entry provides it. */
export interface Surroundings {
  /** Reads a file below `data/` of the page. */
  loadData(file: string): Promise<ArrayBuffer>
  /** Chooses a backend for a plan and loads it there. */
  openEngine(
    choice: LoadOptions['backend'],
    experiment: Experiment,
    compiled: Compiled,
    state: ParameterState,
  ): Promise<OpenedEngine>
  /** Sends a frame or message to the page. */
  post(message: WorkerMessage, transfer: ArrayBuffer[]): void
  now(): number
}

export interface OpenedEngine {
  readonly engine: Engine
  readonly info: BackendInfo
  /** Resolves with the reason when the device is lost. */
  readonly lost?: Promise<string> | undefined
}
