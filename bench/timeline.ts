/** What the time line takes: memory over a long run, and updates per second. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Backend, ParameterState } from '../src/engine/backend'
import { createWasmBackend } from '../src/engine/wasm/backend'
import type { Experiment } from '../src/model/experiment'
import { presetExperiment } from '../src/model/presets'
import type { Timeline } from '../src/worker/protocol'
import { Session } from '../src/worker/session'
import { experimentOf, networks } from './networks'

export interface TimelineCost {
  readonly network: string
  readonly steps: number
  /** Updates per second of processor time, with states kept and without. */
  readonly keeping: number
  readonly without: number
  readonly timeline: Timeline
}

/** Of a run of seconds; of one of half a minute two are enough. */
const REPETITIONS = 9

/** As fast as possible in the worker's session, on WebAssembly, with a page that draws at once. */
export async function measureTimeline(): Promise<TimelineCost[]> {
  const backend = await createWasmBackend()
  const lenet = presetExperiment('lenet-5')
  if (!lenet) throw new Error('there is no preset lenet-5')
  return [
    await costOf(backend, networks[1].name, experimentOf(networks[1]), 100_000),
    await costOf(backend, 'LeNet-5, Adam, batch 32', lenet, 3_000),
  ]
}

/** Both ways in turn, the median of each. */
async function costOf(
  backend: Backend,
  network: string,
  experiment: Experiment,
  steps: number,
): Promise<TimelineCost> {
  const view = { ...experiment.view, speed: 0 }
  const stop = { ...experiment.stop, steps }
  const endless = { ...experiment, view, stop }
  const repetitions = steps > 10_000 ? REPETITIONS : 2
  const keeping: number[] = []
  const without: number[] = []
  let timeline: Timeline | undefined
  for (let i = 0; i < repetitions; i++) {
    // The later one of two may find the processor warmer, or the memory fuller.
    for (const keeps of i % 2 === 0 ? [false, true] : [true, false]) {
      const trained = await train(backend, endless, keeps)
      const rates = keeps ? keeping : without
      rates.push(trained.rate)
      if (keeps) timeline = trained.timeline
    }
  }
  if (!timeline) throw new Error('no frame told of the time line')
  return { network, steps, keeping: median(keeping), without: median(without), timeline }
}

/** @param keeps otherwise reading a state gives nothing, and costs nothing */
async function train(backend: Backend, experiment: Experiment, keeps: boolean) {
  let timeline: Timeline | undefined
  let finish: () => void = () => {}
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
  const session = new Session({
    async loadData(file) {
      const bytes = await readFile(join(process.cwd(), 'public/data', file))
      return new Uint8Array(bytes).buffer
    },
    async openEngine(_choice, _experiment, { plan, data }, state) {
      const engine = await backend.load(plan, data, state)
      if (!keeps) engine.snapshot = () => Promise.resolve(NOTHING)
      return { engine, info: { backend: 'wasm', adapter: backend.adapter, reason: 'as asked' } }
    },
    post(message) {
      if (message.kind !== 'frame') return
      timeline = message.timeline ?? timeline
      if (message.state.stopped) finish()
      setTimeout(() => session.frameTaken())
    },
    now: () => performance.now(),
  })
  session.frameTaken()
  await session.load(experiment, { backend: 'wasm', how: 'open' })
  const before = process.cpuUsage()
  await session.play()
  await finished
  const { user, system } = process.cpuUsage(before)
  const { step } = await session.state()
  return { rate: step / ((user + system) / 1e6), timeline }
}

const NOTHING: ParameterState = { parameters: new Float32Array(), optimizer: new Float32Array() }

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]
}
