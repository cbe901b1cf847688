import { readSummary, type Summary, UNIT_SUMMARY } from '../../plan/summary'
import { type ProbeRequest, probeKey } from '../../worker/protocol'
import { canDie, type LayerRow } from './rows'

/** Tensors of a layer, as the histograms name them. */
export type Distribution = 'output' | 'preActivation' | 'weight' | 'gradient'

/** What one update says of a layer; what the layer does not have is absent. */
export interface LayerSample {
  readonly output?: Summary | undefined
  readonly preActivation?: Summary | undefined
  readonly delta?: Summary | undefined
  readonly weight?: Summary | undefined
  readonly gradient?: Summary | undefined
  readonly update?: Summary | undefined
  /**
   * Of units that can die: 1 for each that was flat with output 0 on the whole batch, otherwise 0.
   */
  readonly idle?: readonly (0 | 1)[] | undefined
}

export type Probes = Readonly<Record<string, Float32Array>>

const SUMMARIES = ['output', 'preActivation', 'delta', 'weight', 'gradient', 'update'] as const

/** All that the view wants to know of one update, in one go. */
export function requestsOf(rows: readonly LayerRow[]): ProbeRequest[] {
  return rows.flatMap((row) => [
    ...SUMMARIES.flatMap((what) => request(row, what) ?? []),
    ...(row.activates && canDie(row.activation)
      ? [unitsRequest(row, 'preActivation'), unitsRequest(row, 'output')]
      : []),
  ])
}

function request(row: LayerRow, what: (typeof SUMMARIES)[number]): ProbeRequest | null {
  const path = pathOf(row, what)
  return path === null ? null : { tensor: `${row.name}/${path}`, over: 'batch', reduce: 'summary' }
}

function pathOf(
  { kind, parameter, activates }: LayerRow,
  what: (typeof SUMMARIES)[number],
): string | null {
  switch (what) {
    case 'delta':
      return 'delta'
    case 'output':
      return kind === 'flatten' ? null : 'output'
    case 'preActivation':
      return activates ? 'preActivation' : null
    case 'weight':
    case 'gradient':
    case 'update':
      return parameter && `${parameter}/${what === 'weight' ? 'value' : what}`
  }
}

function unitsRequest({ name }: LayerRow, tensor: 'preActivation' | 'output'): ProbeRequest {
  return { tensor: `${name}/${tensor}`, over: 'batch', reduce: 'units' }
}

export function readSample(rows: readonly LayerRow[], probes: Probes): LayerSample[] {
  const find = (wanted: ProbeRequest) => probes[probeKey(wanted)] as Float32Array | undefined
  return rows.map((row) => {
    const read = (what: (typeof SUMMARIES)[number]) => {
      const wanted = request(row, what)
      const values = wanted && find(wanted)
      return values ? readSummary(values) : undefined
    }
    const slopes = find(unitsRequest(row, 'preActivation'))
    const outputs = find(unitsRequest(row, 'output'))
    return {
      output: read('output'),
      preActivation: read('preActivation'),
      delta: read('delta'),
      weight: read('weight'),
      gradient: read('gradient'),
      update: read('update'),
      idle: slopes && outputs && idleUnits(slopes, outputs),
    }
  })
}

function idleUnits(slopes: Float32Array, outputs: Float32Array): (0 | 1)[] {
  return Array.from({ length: outputs.length / UNIT_SUMMARY.width }, (_, unit) => {
    const at = unit * UNIT_SUMMARY.width
    return slopes[at + UNIT_SUMMARY.flat] === 1 && outputs[at + UNIT_SUMMARY.rms] === 0 ? 1 : 0
  })
}

/** Examples that the sample was taken from: those of one batch. */
export function rowsOf(rows: readonly LayerRow[], samples: readonly LayerSample[]): number {
  const at = samples.findIndex(({ output }) => output !== undefined)
  return at < 0 ? 0 : Math.round((samples[at].output?.count ?? 0) / rows[at].size)
}
