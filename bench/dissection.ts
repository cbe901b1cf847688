/** What it costs to take an update apart, beside the update itself. */
import { compileExperiment, openBackend, startEngine } from '../scripts/headless'
import type { Backend } from '../src/engine/backend'
import { Trainer } from '../src/engine/trainer'
import type { Experiment } from '../src/model/experiment'
import { presetExperiment } from '../src/model/presets'
import type { Reduction } from '../src/plan/plan'
import { experimentOf, networks } from './networks'

/** Microseconds. */
export interface DissectionTime {
  readonly network: string
  readonly step: number
  /** Taken apart: nothing asked, the summary of every tensor, and of every unit too. */
  readonly bare: number
  readonly summaries: number
  readonly units: number
}

/** On WebAssembly. */
export async function measureDissection(milliseconds: number): Promise<DissectionTime[]> {
  const backend = await openBackend('wasm')
  const lenet = presetExperiment('lenet-5')
  if (!lenet) throw new Error('there is no preset lenet-5')
  return [
    await timesOf(backend, networks[1].name, experimentOf(networks[1]), milliseconds),
    await timesOf(backend, 'LeNet-5, batch 32', lenet, milliseconds),
  ]
}

async function timesOf(
  backend: Backend,
  network: string,
  experiment: Experiment,
  milliseconds: number,
): Promise<DissectionTime> {
  const { plan, data } = await compileExperiment(experiment)
  const engine = await startEngine(experiment, plan, data, backend)
  const trainer = new Trainer(experiment, plan, engine)
  const { reductions } = plan.dissection
  const dissect = (dissections: readonly Reduction[]) => () =>
    engine.observe({
      evaluate: false,
      metrics: { from: 0, to: 0 },
      probes: [],
      parameters: false,
      dissect: trainer.next,
      dissections,
    })
  return {
    network,
    step: await medianMicros(milliseconds, () => Promise.resolve(trainer.advance(1))),
    bare: await medianMicros(milliseconds, dissect([])),
    summaries: await medianMicros(
      milliseconds,
      dissect(reductions.filter(({ kind }) => kind === 'summary')),
    ),
    units: await medianMicros(milliseconds, dissect(reductions)),
  }
}

/** Of one call, the median of three measurements of about that long. */
async function medianMicros(milliseconds: number, call: () => Promise<unknown>): Promise<number> {
  await call()
  const times: number[] = []
  for (let repetition = 0; repetition < 3; repetition++) {
    const startMs = performance.now()
    let calls = 0
    while (performance.now() - startMs < milliseconds) {
      for (let i = 0; i < 8; i++) await call()
      calls += 8
    }
    times.push((1000 * (performance.now() - startMs)) / calls)
  }
  return times.sort((a, b) => a - b)[1]
}
