import type { Frame, Loaded } from '../../worker/protocol'
import { niceCeiling } from '../shared/axis'
import type { ColumnEdges } from './edges'
import type { Reading } from './showing'
import { type DiagramColumn, weightCount } from './structure'
import { largestMagnitude } from './tiles'

/** Edges between columns of units, and what the marks of the biases show. */
export interface PlaneEdges extends ColumnEdges {
  readonly bias: Float32Array | null
}

/** Weights of smaller magnitude than this keep their thin lines, so that growing ones are seen to grow. */
const LEAST_WEIGHT = 1

/** Weights, or what is shown in their place, with one scale for all layers or one for each. */
export function planeEdges(
  loaded: Loaded,
  frame: Frame,
  columns: readonly DiagramColumn[],
  reading: Reading | null,
): (PlaneEdges | null)[] {
  const own = columns.map(({ name, link }, c) => {
    if (link !== 'weights') return null
    const values = shownParameter(loaded, frame, `${name}/weight`, reading)
    const bias = shownParameter(loaded, frame, `${name}/bias`, reading)
    const presence = values ? reading?.parts[c].edges : 'bare'
    return { values: values ?? new Float32Array(weightCount(columns, c)), bias, presence }
  })
  const least = (reading?.edges ?? 'weight') === 'weight' ? LEAST_WEIGHT : 0
  const shown = own.map((each) => (each && each.presence !== 'bare' ? each.values : []))
  return fullMagnitudes(shown, reading?.showing.perLayer ?? false).map((full, c) => {
    const each = own[c]
    return each && { ...each, full: Math.max(least, full) }
  })
}

/** What gets the full width in each column; without a number anywhere 1. */
export function fullMagnitudes(values: readonly ArrayLike<number>[], perLayer: boolean): number[] {
  const largest = values.map(largestMagnitude)
  const most = Math.max(...largest)
  return largest.map((own) => niceCeiling(perLayer ? own : most))
}

function shownParameter(
  loaded: Loaded,
  frame: Frame,
  name: string,
  reading: Reading | null,
): Float32Array | null {
  return reading ? reading.parameter(frame, name) : parameterOf(loaded, frame, name)
}

/** A parameter as it stands in a frame. */
export function parameterOf(loaded: Loaded, frame: Frame, name: string): Float32Array | null {
  const found = loaded.parameters.find((parameter) => parameter.name === name)
  if (!found) return null
  const size = found.shape.reduce((a, b) => a * b, 1)
  return frame.parameters.subarray(found.offset, found.offset + size)
}
