import { bundled, chosenColumns } from './bundled'
import { generators } from './datasets'
import type { Data, Experiment } from './experiment'
import { losses } from './losses'
import { tableClasses } from './table-dataset'

/** What a document alone tells of its network, before any data is drawn. */
export interface NetworkShape {
  /** Numbers that feed the first layer. */
  readonly inputs: number
  /** Units of the output layer. */
  readonly outputs: number
  /** In plan order: weight [in, out], then bias [out], layer by layer. */
  readonly parameters: readonly { readonly name: string; readonly shape: readonly number[] }[]
}

export function networkShape(experiment: Experiment): NetworkShape {
  const { data, features, layers } = experiment
  const inputs = features.length > 0 ? features.length : columnCount(data)
  const outputs = outputCount(experiment)
  const widths = [inputs, ...layers.map(({ units }) => units), outputs]
  const parameters = widths.slice(1).flatMap((width, i) => {
    const name = i === layers.length ? 'output' : `layers/${i}`
    return [
      { name: `${name}/weight`, shape: [widths[i], width] },
      { name: `${name}/bias`, shape: [width] },
    ]
  })
  return { inputs, outputs, parameters }
}

/** Columns of the data, before features. */
export function columnCount(data: Data): number {
  switch (data.kind) {
    case 'generated':
      return generators[data.name].variables
    case 'bundled':
      return chosenColumns(data.name, data.columns).length
    case 'table':
      return data.inputs[0].length
  }
}

/** Classes of a classification. */
export function classCount(data: Data): number {
  switch (data.kind) {
    case 'generated':
      return generators[data.name].classes.length
    case 'bundled':
      return bundled[data.name].classes.length
    case 'table':
      return tableClasses(data)
  }
}

function outputCount({ task, data, loss }: Experiment): number {
  if (task === 'regression') {
    return data.kind === 'table' && data.targets ? data.targets[0].length : 1
  }
  const classes = classCount(data)
  return classes > 2 || losses[loss].classification.targets === 'oneHot' ? classes : 1
}
