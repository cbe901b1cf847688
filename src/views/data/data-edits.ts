import {
  type BundledName,
  bundled,
  chosenClasses,
  chosenColumns,
  imageSource,
  tableSource,
} from '../../model/bundled'
import { drawsImages, type GeneratorName, generators } from '../../model/datasets'
import type { Augmentation, BundledData, Data, Experiment, Task } from '../../model/experiment'
import { type FeatureName, featureNames, features } from '../../model/features'
import { columnCount, imageShape } from '../../model/network-shape'
import { withData, withFittingParameters } from '../shared/fit-experiment'

/** What the gallery shows at a time. */
export type Shelf = Task | 'images'

export function shelfOf({ task, data }: Pick<Experiment, 'task' | 'data'>): Shelf {
  return imageShape(data) ? 'images' : task
}

/** The first data set of another shelf. */
export function chooseShelf(experiment: Experiment, shelf: Shelf): Experiment {
  if (shelf === shelfOf(experiment)) return experiment
  if (shelf === 'images') return chooseBundled(experiment, 'digits')
  return chooseGenerator(experiment, shelf === 'regression' ? 'plane' : 'circle')
}

/** Images are drawn in greater number: there is more to learn from them. */
const usualExamples = (images: boolean) => (images ? 1000 : 500)
/** As the format has it, except for images, of which training takes all it can get. */
const usualShare = (images: boolean) => (images ? 0.2 : 0.5)

export function chooseGenerator(experiment: Experiment, name: GeneratorName): Experiment {
  const { task, defaultNoise } = generators[name]
  const images = drawsImages(name)
  return withData(experiment, task, {
    kind: 'generated',
    name,
    examples: carriedExamples(experiment.data, images),
    noise: carriedNoise(experiment.data, images, defaultNoise),
    testFraction: carriedShare(experiment.data, usualShare(images)),
  })
}

/** @param classes of images, those to tell apart; none named means all */
export function chooseBundled(
  experiment: Experiment,
  name: BundledName,
  classes: readonly string[] = [],
): Experiment {
  const images = imageSource(name)
  return withData(experiment, 'classification', {
    kind: 'bundled',
    name,
    columns: [],
    classes,
    examples: 0,
    noise: 0,
    testFraction: images?.test
      ? usualShare(false)
      : carriedShare(experiment.data, usualShare(images !== undefined)),
  })
}

function carriedExamples(data: Data, images: boolean): number {
  const carries = data.kind === 'generated' && drawsImages(data.name) === images
  return carries ? data.examples : usualExamples(images)
}

/** Noise that was never touched becomes the usual one of the new data set. */
function carriedNoise(data: Data, images: boolean, usual: number): number {
  if (data.kind !== 'generated' || drawsImages(data.name) !== images) return usual
  return data.noise === generators[data.name].defaultNoise ? usual : data.noise
}

function carriedShare(data: Data, usual: number): number {
  const wasUsual = data.testFraction === usualShare(imageShape(data) !== undefined)
  const means = data.kind !== 'table' && !ownTestImages(data)
  return means && !wasUsual ? data.testFraction : usual
}

/** Test images that a set brings along, in place of a share of the others; 0 where there are none. */
export function ownTestImages(data: Data): number {
  return data.kind === 'bundled' ? shareOfClasses(data, imageSource(data.name)?.test ?? 0) : 0
}

/** Rows or training images that there are to choose from. */
export function availableExamples(data: BundledData): number {
  const images = imageSource(data.name)
  return images ? shareOfClasses(data, images.train) : (tableSource(data.name)?.rows ?? 0)
}

/** The classes of the images are about equally large. */
function shareOfClasses({ name, classes }: BundledData, count: number): number {
  return Math.round((count * chosenClasses(name, classes).length) / bundled[name].classes.length)
}

/** What is set by numbers, without another data set. */
export function editData<D extends Data>(
  experiment: Experiment,
  change: (data: D) => D,
): Experiment {
  return { ...experiment, data: change(experiment.data as D) }
}

/** Adds or removes a class to tell apart; two of them stay. */
export function toggleClass(experiment: Experiment, name: string): Experiment {
  const { data } = experiment
  if (data.kind !== 'bundled') return experiment
  const all: readonly string[] = bundled[data.name].classes
  const chosen = new Set(chosenClasses(data.name, data.classes))
  if (!chosen.delete(name)) chosen.add(name)
  if (chosen.size < 2) return experiment
  return chooseClasses(experiment, chosen.size < all.length ? all.filter((c) => chosen.has(c)) : [])
}

/** @param classes in the order of the catalogue; none named means all */
export function chooseClasses(experiment: Experiment, classes: readonly string[]): Experiment {
  const { data } = experiment
  if (data.kind !== 'bundled') return experiment
  return withData(experiment, experiment.task, { ...data, classes })
}

export function editAugmentation(
  experiment: Experiment,
  change: Partial<Augmentation>,
): Experiment {
  return { ...experiment, augmentation: { ...experiment.augmentation, ...change } }
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
  const others = tableSource(data.name)?.columns.map(({ name }) => name) ?? []
  const rest = others.filter((name) => name !== x && name !== y)
  return withColumns(experiment, data, all ? [x, y, ...rest] : [x, y])
}

function withColumns(
  experiment: Experiment,
  data: BundledData,
  columns: readonly string[],
): Experiment {
  const usual = String(columns) === String(tableSource(data.name)?.principal)
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
