import { type BundledName, bundled, chosenColumns } from '../../model/bundled'
import { type GeneratorName, generators } from '../../model/datasets'
import type { BundledData, Data, Experiment, Task } from '../../model/experiment'
import { type FeatureName, featureNames, features } from '../../model/features'
import { columnCount } from '../../model/network-shape'
import { withData, withFittingParameters } from '../shared/fit-experiment'

const USUAL = { examples: 500, testFraction: 0.5 }

/** Noise that was never touched becomes the usual one of the new data set. */
function carriedNoise({ data }: Experiment, usual: number): number {
  if (data.kind !== 'generated') return usual
  return data.noise === generators[data.name].defaultNoise ? usual : data.noise
}

export function chooseGenerator(experiment: Experiment, name: GeneratorName): Experiment {
  const { data } = experiment
  const { task, defaultNoise } = generators[name]
  return withData(experiment, task, {
    kind: 'generated',
    name,
    examples: data.kind === 'generated' ? data.examples : USUAL.examples,
    noise: carriedNoise(experiment, defaultNoise),
    testFraction: data.kind === 'table' ? USUAL.testFraction : data.testFraction,
  })
}

export function chooseBundled(experiment: Experiment, name: BundledName): Experiment {
  const { data } = experiment
  return withData(experiment, 'classification', {
    kind: 'bundled',
    name,
    columns: [],
    examples: 0,
    noise: 0,
    testFraction: data.kind === 'table' ? USUAL.testFraction : data.testFraction,
  })
}

/** The first data set of the other task. */
export function chooseTask(experiment: Experiment, task: Task): Experiment {
  if (task === experiment.task) return experiment
  return chooseGenerator(experiment, task === 'regression' ? 'plane' : 'circle')
}

/** What is set by numbers, without another data set. */
export function editData<D extends Data>(
  experiment: Experiment,
  change: (data: D) => D,
): Experiment {
  return { ...experiment, data: change(experiment.data as D) }
}

/** Puts a column on an axis of the plane; the one that stood there takes its place. */
export function chooseColumn(experiment: Experiment, axis: 0 | 1, name: string): Experiment {
  const { data } = experiment
  if (data.kind !== 'bundled') return experiment
  const columns = [...chosenColumns(data.name, data.columns)]
  const from = columns.indexOf(name)
  if (from >= 0) columns[from] = columns[axis]
  columns[axis] = name
  return withColumns(experiment, data, columns)
}

/** All columns feed the network, those on the plane first; or those two alone. */
export function chooseAllColumns(experiment: Experiment, all: boolean): Experiment {
  const { data } = experiment
  if (data.kind !== 'bundled') return experiment
  const [x, y] = chosenColumns(data.name, data.columns)
  const others = bundled[data.name].columns.map(({ name }): string => name)
  const rest = others.filter((name) => name !== x && name !== y)
  return withColumns(experiment, data, all ? [x, y, ...rest] : [x, y])
}

function withColumns(
  experiment: Experiment,
  data: BundledData,
  columns: readonly string[],
): Experiment {
  const usual = String(columns) === String(bundled[data.name].principal)
  return withData(experiment, experiment.task, { ...data, columns: usual ? [] : columns })
}

/** The features that make sense for the data, in the order of the catalogue. */
export function offeredFeatures(data: Data): readonly FeatureName[] {
  const columns = columnCount(data)
  if (columns > 2) return []
  return featureNames.filter((name) => columns === 2 || features[name].ofOneVariable)
}

/** Adds or removes a feature; the last one stays. */
export function toggleFeature(experiment: Experiment, name: FeatureName): Experiment {
  const chosen = new Set(experiment.features)
  if (!chosen.delete(name)) chosen.add(name)
  if (chosen.size === 0) return experiment
  const after = { ...experiment, features: featureNames.filter((each) => chosen.has(each)) }
  return withFittingParameters(experiment, after)
}
