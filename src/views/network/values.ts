import { PLANE_LIMIT } from '../../model/dataset'
import type { Experiment } from '../../model/experiment'
import { type Frame, type Loaded, type ProbeRequest, probeKey } from '../../worker/protocol'
import { niceCeiling } from '../shared/axis'
import { columnMeans, networkInput } from '../shared/inputs'
import { classShares, outputMeaning } from '../shared/outputs'
import type { DiagramColumn } from './structure'
import { rampEnd } from './tiles'

/** Points of a curve thumbnail. */
const LINE_RESOLUTION = 48

export const isLine = (loaded: Loaded): boolean => loaded.columns.length === 1

/** What the thumbnails of a layer ask of the engine. */
export function tileProbe(loaded: Loaded, layer: string, resolution: number): ProbeRequest {
  return isLine(loaded)
    ? { tensor: `${layer}/output`, over: 'line', resolution: LINE_RESOLUTION }
    : { tensor: `${layer}/output`, over: 'plane', resolution }
}

interface Thumbnails {
  readonly experiment: Experiment
  readonly frame: Frame | null
  readonly resolution: number
}

/** [points, units] of a column; null while the engine has not answered for its shape. */
export function columnValues(
  { experiment, frame, resolution }: Thumbnails,
  loaded: Loaded,
  { name, kind, units }: DiagramColumn,
  fits: boolean,
): Float32Array | null {
  if (kind === 'inputs') return inputValues(experiment, loaded, units, resolution)
  const request = tileProbe(loaded, name, resolution)
  const values = fits ? frame?.probes[probeKey(request)] : undefined
  const points = isLine(loaded) ? LINE_RESOLUTION : resolution * resolution
  if (!values || values.length !== points * units) return null
  return kind === 'output' ? outputValues(experiment, loaded, values, units) : values
}

function inputValues(
  experiment: Experiment,
  loaded: Loaded,
  units: number,
  resolution: number,
): Float32Array {
  const point = columnMeans(loaded.train, loaded.columns.length)
  const line = isLine(loaded)
  const points = line ? LINE_RESOLUTION : resolution * resolution
  const values = new Float32Array(points * units)
  for (let p = 0; p < points; p++) {
    if (line) {
      point[0] = PLANE_LIMIT * ((2 * p) / (points - 1) - 1)
    } else {
      point[0] = PLANE_LIMIT * ((2 * (p % resolution) + 1) / resolution - 1)
      point[1] = PLANE_LIMIT * (1 - (2 * Math.floor(p / resolution) + 1) / resolution)
    }
    for (let unit = 0; unit < units; unit++) {
      values[p * units + unit] = networkInput(experiment, loaded, unit, point)
    }
  }
  return values
}

/** Probabilities where the loss reads the outputs so: −1…1 for two classes, 0…1 for each of many. */
function outputValues(
  experiment: Experiment,
  loaded: Loaded,
  outputs: Float32Array,
  units: number,
): Float32Array {
  const meaning = outputMeaning(experiment, loaded.classes.length)
  if (meaning.kind === 'value') return outputs
  const values = new Float32Array(outputs.length)
  const shares: number[] = []
  for (let at = 0; at < outputs.length; at += units) {
    classShares(meaning, outputs, at, units, shares)
    if (units === 1) values[at] = 2 * shares[1] - 1
    else for (let unit = 0; unit < units; unit++) values[at + unit] = shares[unit]
  }
  return values
}

/** Per unit: the value at the end of its ramp. */
export function columnEnds(
  { kind, units, activation }: DiagramColumn,
  values: Float32Array,
  { task }: Experiment,
): number[] {
  if (kind === 'inputs') {
    return Array.from({ length: units }, (_, unit) => {
      let largest = 0
      for (let i = unit; i < values.length; i += units) {
        largest = Math.max(largest, Math.abs(values[i]))
      }
      return niceCeiling(largest)
    })
  }
  if (values.every(Number.isNaN)) return Array<number>(units).fill(Number.NaN)
  const shared = kind === 'output' && task !== 'regression' ? 1 : rampEnd(activation, values)
  return Array<number>(units).fill(shared)
}
