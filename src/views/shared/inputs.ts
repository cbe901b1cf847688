import type { Examples } from '../../model/dataset'
import type { Experiment } from '../../model/experiment'
import { features } from '../../model/features'
import type { Loaded } from '../../worker/protocol'

/**
 * What input `index` of the network is at a point, as the engine computes it: the feature, or the
 * raw column where the document names no features, shifted and scaled when inputs are standardized.
 *
 * @param point raw columns
 */
export function networkInput(
  experiment: Experiment,
  loaded: Loaded,
  index: number,
  point: ArrayLike<number>,
): number {
  const { mean, deviation } = loaded.inputs[index] ?? { mean: 0, deviation: 1 }
  return (rawInput(experiment, index, point) - mean) / deviation
}

/** As `networkInput`, before standardization. */
export function rawInput(experiment: Experiment, index: number, point: ArrayLike<number>): number {
  const name = experiment.features[index]
  if (!name) return point[index] ?? 0
  return features[name].value(point[0], point.length > 1 ? point[1] : 0)
}

/** Mean of every raw column over a set: where a slice through more than two columns is taken. */
export function columnMeans({ count, inputs }: Examples, columns: number): number[] {
  const sums = Array<number>(columns).fill(0)
  for (let i = 0; i < inputs.length; i++) sums[i % columns] += inputs[i]
  return sums.map((sum) => sum / Math.max(1, count))
}
