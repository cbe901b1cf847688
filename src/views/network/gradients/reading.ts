import { isImage, sizeOf } from '../../../model/shapes'
import { UNIT_SUMMARY } from '../../../plan/summary'
import { type Frame, type Loaded, type ProbeRequest, probeKey } from '../../../worker/protocol'
import { formatTick } from '../../shared/axis'
import { formatNumber } from '../../shared/number'
import { layerBelow, shortUnitName } from '../../shared/parameters'
import type { ShownImage } from '../../shared/shown-image'
import { fullMagnitudes, parameterOf } from '../edge-values'
import type { Reading, Showing, ShownUnits, UnitNumbers } from '../showing'
import type { DiagramColumn } from '../structure'
import { rampEnd } from '../tiles'
import { batchRow, meanOfRows, unitMeans } from './batch-values'
import { paintNumbers } from './paint-numbers'
import { partsOf, shownEdges } from './parts'

interface ReadingOptions {
  readonly loaded: Loaded
  readonly columns: readonly DiagramColumn[]
  readonly showing: Showing
  /** Of networks for images: the one whose deltas are shown while no phase is. */
  readonly image: ShownImage | null
  /** Per column: whether weights that lead to it are drawn; all if left out. */
  readonly drawn?: readonly boolean[] | undefined
}

/** Of layers no larger all rows are asked for, so that another one is shown without waiting. */
const SMALL = 64

export const TARGETS: ProbeRequest = { tensor: 'inputs/targets', over: 'batch' }

/** What edges and units show of the coming update, or edges of the last. */
export function createReading(options: ReadingOptions): Reading {
  const { loaded, columns, showing, drawn } = options
  const parts = partsOf(showing, columns)
  const edges = shownEdges(showing)
  const asked = new Map<string, ProbeRequest>()
  const keys = new Map<string, string>()
  const ask = (name: string, request: ProbeRequest) => {
    const key = probeKey(request)
    asked.set(key, request)
    keys.set(name, key)
  }
  if (edges !== 'weight') {
    for (const { name } of loaded.parameters) {
      const c = columns.findIndex((column) => name.startsWith(`${column.name}/`))
      if (c < 0 || parts[c].edges === 'bare' || !(drawn?.[c] ?? true)) continue
      // Those of layers within a block stand in no column of their own.
      if (name.split('/').length > columns[c].name.split('/').length + 1) continue
      ask(
        name,
        edges === 'lastUpdate'
          ? { tensor: `${name}/update`, over: 'lastBatch' }
          : { tensor: `${name}/${edges}`, over: 'batch' },
      )
    }
  }
  const units = columns.map((column, c) => unitSource(options, column, parts[c].units))
  units.forEach((source, c) => {
    if (source) ask(columns[c].name, source.request)
  })
  const isLoss = showing.phase?.kind === 'loss' && showing.row !== null
  if (isLoss) ask('targets', TARGETS)

  const find = ({ probes }: Frame, name: string): Float32Array<ArrayBuffer> | undefined => {
    const key = keys.get(name)
    return key === undefined ? undefined : probes[key]
  }
  const readUnits = (frame: Frame): UnitNumbers[] => {
    const values = columns.map(({ name }, c) => {
      const found = find(frame, name)
      return (found && units[c]?.read(found)) ?? null
    })
    const ends = unitEnds(showing, columns, parts, values)
    return parts.map(({ units: what }, c): UnitNumbers => {
      const own = values[c]
      if (what === 'usual' || what === 'blank') return what
      if (!own) return 'blank'
      const targets = isLoss && columns[c].kind === 'output' ? find(frame, 'targets') : undefined
      const notes = targets && targetNotes(targets, showing.row ?? 0, own.length)
      return { what, values: own, end: ends[c], notes }
    })
  }
  let last: { readonly frame: Frame; readonly units: UnitNumbers[] } | null = null
  const unitsOf = (frame: Frame): UnitNumbers[] => {
    if (last?.frame !== frame) last = { frame, units: readUnits(frame) }
    return last.units
  }

  const parameterText: Reading['parameterText'] = (frame, name, index, digits = 3) => {
    const number = find(frame, name)?.[index]
    if (edges === 'weight' || number === undefined) return ''
    const symbol = name.endsWith('/bias') ? 'b' : 'w'
    if (edges === 'gradient') return `∂L/∂${symbol} ${formatNumber(number, digits)}`
    const now = parameterOf(loaded, frame, name)?.[index] ?? Number.NaN
    const both = edges === 'update' ? [now, now + number] : [now - number, now]
    const values = both.map((value) => formatNumber(Math.fround(value), Math.max(5, digits)))
    return `Δ${symbol} ${formatNumber(number, digits)}: ${values.join(' → ')}`
  }

  return {
    showing,
    requests: [...asked.values()],
    edges,
    parts,
    parameter(frame, name) {
      const value = parameterOf(loaded, frame, name)
      if (edges === 'weight' || !value) return value
      const found = find(frame, name)
      return found?.length === value.length ? found : null
    },
    units: unitsOf,
    parameterText,
    unitText(frame, c, unit) {
      const shown = unitsOf(frame)[c]
      if (typeof shown === 'string') return ''
      const found = find(frame, columns[c].name)
      return unitText(shown, columns[c], unit, found && units[c]?.rms?.(found, unit))
    },
    edgesText(frame, c, unit) {
      const { name, units: count, link } = columns[c]
      const bias = parameterText(frame, `${name}/bias`, unit)
      const weights = find(frame, `${name}/weight`)
      if (!weights) return bias
      const at = largestOf(weights, unit, count)
      const text = parameterText(frame, `${name}/weight`, at)
      const below = link === 'weights' ? layerBelow(loaded, name) : null
      const from =
        below === null
          ? 'of its filter'
          : `from ${shortUnitName(loaded, below, Math.floor(at / count))}`
      return [bias, text && `Largest ${from}: ${text}`].filter(Boolean).join('. ')
    },
    paintNumbers: (context, scene, frame) => paintNumbers(context, scene, unitsOf(frame)),
  }
}

interface UnitSource {
  readonly request: ProbeRequest
  /** [units], or of images [row, column, map]; null where the answer is of another shape. */
  read(answer: Float32Array): Float32Array | null
  /** Root of the mean square of a unit, where the answer tells it. */
  readonly rms?: (answer: Float32Array, unit: number) => number
}

/** Where a column's numbers come from. */
function unitSource(
  { showing: { phase, row }, image }: ReadingOptions,
  { kind, name, shape, units }: DiagramColumn,
  what: 'usual' | 'blank' | 'output' | 'delta',
): UnitSource | null {
  if (what === 'usual' || what === 'blank') return null
  const tensor = kind === 'inputs' ? 'inputs/output' : `${name}/${what}`
  const size = sizeOf(shape)
  // A drawn image has no target, so there is no loss to derive.
  if (!phase && image?.target !== undefined) {
    const fits = (answer: Float32Array) => (answer.length === size ? answer : null)
    return { request: { tensor, ...image.points }, read: fits }
  }
  const whole: ProbeRequest = { tensor, over: 'batch' }
  if (row !== null) {
    const request = size > SMALL ? { ...whole, row } : whole
    return { request, read: (answer) => batchRow(answer, size, row) }
  }
  if (kind === 'inputs') return { request: whole, read: (answer) => meanOfRows(answer, size) }
  return {
    request: { ...whole, reduce: 'units' },
    read: (answer) => unitMeans(answer, units),
    rms: (answer, unit) => answer[unit * UNIT_SUMMARY.width + UNIT_SUMMARY.rms],
  }
}

/** The value at the ends of each column's ramp: deltas share one unless each layer has its own. */
function unitEnds(
  { perLayer }: Showing,
  columns: readonly DiagramColumn[],
  parts: Reading['parts'],
  values: readonly (Float32Array | null)[],
): number[] {
  const own = values.map((each, c) => {
    if (!each) return [0]
    // Of many pixels the largest one would leave the others pale.
    return each.length > columns[c].units || parts[c].units === 'output'
      ? [rampEnd(columns[c].activation, each)]
      : each
  })
  const deltas = own.map((each, c) => (parts[c].units === 'delta' ? each : []))
  const ofDeltas = fullMagnitudes(deltas, perLayer)
  return own.map((each, c) =>
    parts[c].units === 'delta' ? ofDeltas[c] : fullMagnitudes([each], true)[0],
  )
}

/** Where a unit's own entry of largest magnitude stands among `weights`: [inputs, units]. */
function largestOf(weights: Float32Array, unit: number, units: number): number {
  let best = unit
  for (let i = unit; i < weights.length; i += units) {
    if (Math.abs(weights[i]) > Math.abs(weights[best])) best = i
  }
  return best
}

function targetNotes(targets: Float32Array, row: number, outputs: number): string[] | undefined {
  const own = batchRow(targets, outputs, row)
  return own ? Array.from(own, (target) => `target ${formatTick(target)}`) : undefined
}

function unitText(
  { what, values, notes }: ShownUnits,
  { shape, units }: DiagramColumn,
  unit: number,
  rms: number | undefined,
): string {
  const word = what === 'delta' ? 'δ' : 'output'
  if (isImage(shape) && values.length > units) {
    let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    for (let i = unit; i < values.length; i += units) {
      least = Math.min(least, values[i])
      most = Math.max(most, values[i])
    }
    return `${word} ${formatNumber(least)} to ${formatNumber(most)}`
  }
  const text = `${word} ${formatNumber(values[unit])}`
  if (rms !== undefined) return `mean ${text}, rms ${formatNumber(rms)} over the batch`
  return notes?.[unit] ? `${text}, ${notes[unit]}` : text
}
