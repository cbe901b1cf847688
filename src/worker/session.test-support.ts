import type { Backend } from '../engine/backend'
import { createWasmBackend } from '../engine/wasm/backend'
import type { Experiment } from '../model/experiment'
import { parse } from '../model/parse'
import type { Frame, WorkerMessage } from './protocol'
import { Session } from './session'

let backend: Promise<Backend> | undefined

export function experiment(changes: Record<string, unknown> = {}): Experiment {
  const result = parse({
    format: 'glassnet/1',
    task: 'classification',
    data: { kind: 'generated', name: 'circle', examples: 100, noise: 0 },
    layers: [{ kind: 'dense', units: 4 }],
    loss: 'binaryCrossEntropy',
    optimizer: { kind: 'adam', learningRate: 0.03 },
    ...changes,
  })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.experiment
}

interface Given {
  readonly lost?: Promise<string>
  readonly loadData?: (file: string) => Promise<ArrayBuffer>
  readonly now?: () => number
}

const noData = () => Promise.reject(new Error('no data here'))

/** A session on real engines; what it posts is collected. */
export function openSession({
  lost,
  loadData = noData,
  now = () => performance.now(),
}: Given = {}) {
  const frames: Frame[] = []
  const messages: WorkerMessage[] = []
  const session = new Session({
    loadData,
    async openEngine(_choice, _experiment, { plan, data }, state) {
      backend ??= createWasmBackend()
      const wasm = await backend
      return {
        engine: await wasm.load(plan, data, state),
        info: { backend: 'wasm', adapter: wasm.adapter, reason: 'as asked' },
        lost,
      }
    },
    post(message) {
      if (message.kind === 'frame') frames.push(message)
      else messages.push(message)
      // The page draws at once.
      setTimeout(() => session.frameTaken())
    },
    now,
  })
  session.frameTaken()
  return { session, frames, messages }
}

export const fresh = { backend: 'auto', how: 'open' } as const

export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5))
}
