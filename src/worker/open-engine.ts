import type { ParameterState } from '../engine/backend'
import { createWasmBackend } from '../engine/wasm/backend'
import type { Experiment } from '../model/experiment'
import type { Compiled } from '../plan/compile'
import type { LoadOptions } from './protocol'
import type { OpenedEngine } from './session'

const backend = createWasmBackend()

export async function openEngine(
  _choice: LoadOptions['backend'],
  _experiment: Experiment,
  { plan, data }: Compiled,
  state: ParameterState,
): Promise<OpenedEngine> {
  const wasm = await backend
  return {
    engine: await wasm.load(plan, data, state),
    info: { backend: 'wasm', adapter: wasm.adapter, reason: 'the only one' },
  }
}
