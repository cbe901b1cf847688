import type { Parameter, Plan } from '../plan/plan'
import { type ProbeRequest, probeKey } from './protocol'

/** Whether any of the requests is about the update made last. */
export function askLastUpdate(requests: readonly ProbeRequest[]): boolean {
  return requests.some(({ over }) => over === 'lastBatch')
}

/**
 * Answers to those requests.
 *
 * @param before parameters before the last update
 * @param after the same after it
 */
export function lastUpdates(
  requests: readonly ProbeRequest[],
  { parameters }: Plan,
  before: Float32Array,
  after: Float32Array,
): Record<string, Float32Array<ArrayBuffer>> {
  const answers: Record<string, Float32Array<ArrayBuffer>> = {}
  for (const request of requests) {
    if (request.over !== 'lastBatch') continue
    const parameter = parameters.find(({ name }) => request.tensor === `${name}/update`)
    if (parameter) answers[probeKey(request)] = difference(parameter, before, after)
  }
  return answers
}

function difference({ offset, shape }: Parameter, before: Float32Array, after: Float32Array) {
  const size = shape.reduce((product, side) => product * side, 1)
  return Float32Array.from({ length: size }, (_, i) => after[offset + i] - before[offset + i])
}
