import type { Dissected, Observation } from '../engine/backend'
import { examplesOf } from '../plan/batches'
import { gradientOf, partOf } from '../plan/dissection'
import { type Batch, METRIC, type Parameter, type Plan, type Tensor } from '../plan/plan'
import { findTensor } from './probe-points'
import { type ProbeRequest, probeKey } from './protocol'

type Answers = Record<string, Float32Array<ArrayBuffer>>

/** Answers to requests about the coming update: what to ask the engine, and what to make of it. */
export interface BatchProbes {
  readonly dissections: readonly Dissected[]
  /** Whether there is anything to take an update apart for. */
  readonly wanted: boolean
  /**
   * @param batch of the update
   * @param observation answers to `dissections`, in order
   */
  answer(batch: Batch, observation: Observation): Answers
}

/** Of all requests those about the coming update; what is not there is not answered. */
export function placeBatchProbes(requests: readonly ProbeRequest[], plan: Plan): BatchProbes {
  const keys: string[] = []
  const dissections: Dissected[] = []
  const computed = new Map<string, (batch: Batch, observation: Observation) => Answers[string]>()
  for (const request of requests.filter(({ over }) => over === 'batch')) {
    const { tensor: path } = request
    const asked = findAsked(request, plan)
    if (path === 'batch/examples') {
      computed.set(probeKey(request), (batch) => Float32Array.from(examplesOf(batch)))
    } else if (path === 'batch/metrics') {
      computed.set(probeKey(request), metricsOf)
    } else if (asked) {
      keys.push(probeKey(request))
      dissections.push(asked)
    }
  }
  return {
    dissections,
    wanted: keys.length + computed.size > 0,
    answer: (batch, observation) => ({
      ...Object.fromEntries(keys.map((key, i) => [key, observation.dissections[i]])),
      ...Object.fromEntries([...computed].map(([key, of]) => [key, of(batch, observation)])),
    }),
  }
}

/** [loss, correct, gradient norm, learning rate, correction 1, correction 2] */
function metricsOf(batch: Batch, { dissectedMetrics }: Observation): Answers[string] {
  const [loss, correct, norm] = dissectedMetrics ?? new Float32Array(METRIC.width)
  const { learningRate, correction1, correction2 } = batch
  return Float32Array.of(loss, correct, norm, learningRate, correction1, correction2)
}

function findAsked({ tensor: path, reduce, row }: ProbeRequest, plan: Plan): Dissected | undefined {
  const { dissection, parameters } = plan
  const parameter = parameters.find(({ name }) => path.startsWith(`${name}/`))
  const tensor = parameter
    ? findPart(path.slice(parameter.name.length + 1), parameter, plan)
    : path === 'inputs/targets'
      ? dissection.targets
      : findTensor(path, dissection)
  if (tensor && row !== undefined) return parameter ? undefined : { tensor, row }
  if (!tensor || !reduce) return tensor
  return dissection.reductions.find(({ kind, source }) => kind === reduce && isSame(source, tensor))
}

/** What is known of one parameter, by the last part of its path. */
function findPart(what: string, parameter: Parameter, { dissection }: Plan): Tensor | undefined {
  const { update, state } = dissection
  if (what === 'value') return parameter
  if (what === 'gradient') return gradientOf(parameter)
  if (what === 'update') return partOf(update, parameter, what)
  const [, when, slot] = /^(state|nextState)\/(\d)$/.exec(what) ?? []
  const [slots, count] = state.shape
  if (!when || Number(slot) >= slots) return undefined
  const whole = when === 'state' ? ({ buffer: 'state', offset: 0 } as const) : state
  const offset = whole.offset + Number(slot) * count
  return partOf({ buffer: whole.buffer, offset }, parameter, what)
}

/** Layers that hand on what came in share a place under another shape. */
function isSame(a: Tensor, b: Tensor): boolean {
  return a.buffer === b.buffer && a.offset === b.offset && a.shape.join() === b.shape.join()
}
