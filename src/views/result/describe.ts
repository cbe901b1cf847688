import { PLANE_LIMIT } from '../../model/dataset'
import type { Loaded } from '../../worker/protocol'
import { formatNumber, formatPercent } from '../shared/number'
import { classShares, type OutputMeaning, predictedClass } from '../shared/outputs'
import { LINE_RESOLUTION } from './contributions'
import type { Place } from './place'
import type { Shown } from './shown'
import { fieldAt, RESOLUTION } from './surface'

/** What a screen reader says of outputs: the class decided for and its share, or the value. */
export function describeOutputs(
  { classes }: Pick<Loaded, 'classes'>,
  meaning: OutputMeaning,
  outputs: Float32Array,
): string {
  if (meaning.kind === 'value') return formatNumber(outputs[0])
  const decided = predictedClass(outputs, 0, outputs.length)
  const share = classShares(meaning, outputs, 0, outputs.length)[decided]
  return Number.isNaN(share) ? 'not a number' : `${classes[decided]} ${formatPercent(share)}`
}

/** All columns of the shown field at a place; undefined before there is one. */
export function outputsAt(
  values: Float32Array | null | undefined,
  { width }: Pick<Shown, 'width'>,
  { x, y }: Place,
): Float32Array | undefined {
  if (values?.length !== RESOLUTION * RESOLUTION * width) return undefined
  return Float32Array.from({ length: width }, (_, column) =>
    fieldAt(values, { size: RESOLUTION, width, column }, x, y, PLANE_LIMIT),
  )
}

/** All outputs at x, between the two points of the line's probe around it. */
export function outputsOnLine(
  outputs: Float32Array | undefined,
  width: number,
  x: number,
): Float32Array | undefined {
  if (outputs?.length !== LINE_RESOLUTION * width) return undefined
  const at = ((x + PLANE_LIMIT) / (2 * PLANE_LIMIT)) * (LINE_RESOLUTION - 1)
  const low = Math.min(LINE_RESOLUTION - 2, Math.floor(at))
  return Float32Array.from({ length: width }, (_, column) => {
    const from = outputs[low * width + column]
    return from + (outputs[(low + 1) * width + column] - from) * (at - low)
  })
}

/** A place on a column of the data in its own unit: "4.2 cm". */
export function rawValue(
  { unit, centre, scale }: Loaded['columns'][number],
  value: number,
): string {
  return `${formatNumber(centre + scale * value)}${unit && ` ${unit}`}`
}
