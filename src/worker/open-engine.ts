import type { ParameterState } from '../engine/backend'
import { Backends, chooseBackend } from '../engine/choose'
import type { Experiment } from '../model/experiment'
import type { Compiled } from '../plan/compile'
import type { LoadOptions } from './protocol'
import type { OpenedEngine } from './surroundings'

const backends = new Backends()

/** Loads a plan on the backend that was asked for, or on the faster one. */
export async function openEngine(
  choice: LoadOptions['backend'],
  experiment: Experiment,
  { plan, data }: Compiled,
  state: ParameterState,
): Promise<OpenedEngine> {
  const workload = { experiment, plan, data, state }
  const { backend, reason } = await chooseBackend(choice, workload, backends)
  return {
    engine: await backend.load(plan, data, state),
    info: { backend: backend.name, adapter: backend.adapter, reason: `${sentence(reason)}.` },
    lost: backend.name === 'webgpu' ? (await backends.webgpu()).lost : undefined,
  }
}

function sentence(reason: string): string {
  return reason.charAt(0).toUpperCase() + reason.slice(1)
}
