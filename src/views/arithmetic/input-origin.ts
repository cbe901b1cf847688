import type { Experiment } from '../../model/experiment'
import type { Loaded } from '../../worker/protocol'
import { bracketed } from '../shared/formulas/substitute'
import { networkInput, rawInput } from '../shared/inputs'
import { formatNumber } from '../shared/number'

/** "sepal length = 5.10 cm", "x² = 1.44, (1.44 − 0.9) / 0.3 = 1.80": where an input comes from. */
export function inputOrigin(
  experiment: Experiment,
  loaded: Loaded,
  index: number,
  point: readonly number[],
): string {
  const { label, mean, deviation } = loaded.inputs[index]
  const raw = rawInput(experiment, index, point)
  const parts: string[] = []
  const column = experiment.features.length === 0 ? loaded.columns[index] : undefined
  if (column && (column.centre !== 0 || column.scale !== 1)) {
    const { centre, scale, unit } = column
    const measured = `${formatNumber(centre + scale * raw)}${unit && ` ${unit}`}`
    parts.push(
      `${label} = ${measured}`,
      `(${measured} − ${bracketed(centre)}) / ${formatNumber(scale)} = ${formatNumber(raw)} on the plane`,
    )
  } else {
    parts.push(`${label} = ${formatNumber(raw)}`)
  }
  if (mean !== 0 || deviation !== 1) {
    const value = networkInput(experiment, loaded, index, point)
    parts.push(
      `standardized: (${formatNumber(raw)} − ${bracketed(mean)}) / ${formatNumber(deviation)} = ${formatNumber(value)}`,
    )
  }
  return parts.join('; ')
}
