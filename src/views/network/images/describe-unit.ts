import { isImage } from '../../../model/shapes'
import type { Frame, Loaded } from '../../../worker/protocol'
import { formatNumber } from '../../shared/number'
import type { ShownImage } from '../../shared/shown-image'
import { plainUnitLabel } from '../descriptions'
import { activationLabel, layerTitle } from '../layer-words'
import type { DiagramColumn } from '../structure'
import { columnValues } from './painter'

/** "from −0.2 to 1.31" for a map, "0.4" for a unit; empty while nothing is known. */
export function unitValueText(
  column: DiagramColumn,
  unit: number,
  image: ShownImage | null,
  frame: Frame | null,
): string {
  const values = columnValues(column, image, frame)
  if (!values) return ''
  if (!isImage(column.shape)) return formatNumber(values[unit])
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (let i = unit; i < values.length; i += column.units) {
    least = Math.min(least, values[i])
    most = Math.max(most, values[i])
  }
  return `${formatNumber(least)} to ${formatNumber(most)}`
}

/** "Layer 1, map 3, Conv 5×5, ReLU. Values on test image 4: 0 to 1.31. Bias 0.02". */
export function describeUnit(
  loaded: Loaded,
  frame: Frame,
  column: DiagramColumn,
  unit: number,
  image: ShownImage | null,
): string {
  const { layer, name } = column
  const parts = [plainUnitLabel(column, unit)]
  if (layer) parts.push(layerTitle(layer), activationLabel(layer))
  const sentences = [parts.filter(Boolean).join(', ')]
  const value = unitValueText(column, unit, image, frame)
  if (value && image) sentences.push(`Value on ${image.name}: ${value}`)
  const bias = loaded.parameters.find((parameter) => parameter.name === `${name}/bias`)
  if (bias) sentences.push(`Bias ${formatNumber(frame.parameters[bias.offset + unit])}`)
  return sentences.join('. ')
}
