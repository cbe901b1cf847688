/** What assistive technology says of the diagram and its units. */
import { activations } from '../../model/activations'
import type { Experiment } from '../../model/experiment'
import { isImage } from '../../model/shapes'
import type { Frame, Loaded } from '../../worker/protocol'
import { formatNumber } from '../shared/number'
import { layerBelow, layerParameters, shortUnitName, unitName } from '../shared/parameters'
import { layerTitle, parameterText } from './layer-words'
import { type DiagramColumn, totalParameters } from './structure'

const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`

/** How the numbers of the output layer are read: the loss may turn them into probabilities. */
export function outputLabel({ task, loss }: Experiment, column: DiagramColumn): string {
  if (task === 'classification' && loss === 'binaryCrossEntropy') return 'sigmoid'
  if (task === 'classification' && loss === 'softmaxCrossEntropy') return 'softmax'
  return column.activation === 'tanh' ? 'tanh' : 'linear'
}

export function summary(columns: readonly DiagramColumn[], experiment: Experiment): string {
  const parts = columns.map((column) => {
    const { shape, units, title } = column
    if (isImage(shape)) {
      const size = `${shape[0]}×${shape[1]}`
      if (column.kind === 'inputs') return `an image of ${size}`
      return `${title} with ${count(units, 'map')} of ${size} (${layerLabel(column)})`
    }
    if (column.kind === 'inputs') {
      return `${count(column.units, 'input')} (${column.labels.join(', ')})`
    }
    if (column.kind === 'output') {
      return `${count(column.units, 'output')} (${outputLabel(experiment, column)})`
    }
    return `${column.title} with ${count(column.units, 'unit')} (${layerLabel(column)})`
  })
  return `Network of ${parts.join(', ')}; ${parameterText(totalParameters(columns))}. Arrow keys move between units, Enter opens one.`
}

/** Of a dense layer its activation, of any other its kind. */
function layerLabel({ layer, activation }: DiagramColumn): string {
  if (layer && layer.kind !== 'dense') return layerTitle(layer)
  return activations[activation ?? 'identity'].label
}

export const plainUnitLabel = (column: DiagramColumn, unit: number): string => {
  if (column.kind === 'inputs') return `Input ${column.labels[unit] ?? 'image'}`
  if (column.kind === 'hidden') {
    return `${column.title}, ${isImage(column.shape) ? 'map' : 'unit'} ${unit + 1}`
  }
  const name = column.labels[unit] ?? (column.units > 1 ? String(unit + 1) : '')
  return name ? `Output ${name}` : 'Output'
}

/** With numbers: "Layer 1, unit 3, tanh. Bias 0.12. Strongest input: x, weight −1.3". */
export function unitDescription(
  loaded: Loaded,
  frame: Frame,
  column: DiagramColumn,
  unit: number,
  experiment: Experiment,
): string {
  const place = layerParameters(loaded, column.name)
  const name = unitName(loaded, column.name, unit)
  if (!place || !column.activation) return name
  const { parameters } = frame
  let strongest = 0
  const weightFrom = (from: number) => parameters[place.weight + from * place.units + unit]
  for (let from = 1; from < place.inputs; from++) {
    if (Math.abs(weightFrom(from)) > Math.abs(weightFrom(strongest))) strongest = from
  }
  const source = shortUnitName(loaded, layerBelow(loaded, column.name), strongest)
  const activation =
    column.kind === 'output'
      ? outputLabel(experiment, column)
      : activations[column.activation].label
  return [
    `${name}, ${activation}`,
    `Bias ${formatNumber(parameters[place.bias + unit])}`,
    `Strongest input: ${source}, weight ${formatNumber(weightFrom(strongest))}`,
  ].join('. ')
}
