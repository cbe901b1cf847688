import { bundled, imageSource, tableSource } from './bundled'
import { generators } from './datasets'
import { type BundledData, type Experiment, LIMITS, type TableData } from './experiment'
import { features as featureCatalogue, featureNames } from './features'
import { layerShapes } from './layers'
import { losses, lossNames } from './losses'
import { columnCount, imageShape, inputShape, networkShape } from './network-shape'
import { type Problem, pathText } from './problem'
import { type ImageShape, shapeText, sizeOf } from './shapes'
import { testCount } from './shuffle'

type Report = (keys: readonly PropertyKey[], message: string) => void

interface Check {
  /** It runs only where these fields are valid in themselves. */
  readonly reads: readonly (keyof Experiment)[]
  readonly check: (experiment: Experiment, report: Report) => void
}

/**
 * What takes two fields to judge.
 *
 * @param experiment as the schema read it; parts of it may be wrong
 * @param invalid the fields at the top that the schema found wrong, which are not looked at
 */
export function inconsistencies(experiment: Experiment, invalid: ReadonlySet<string>): Problem[] {
  const problems: Problem[] = []
  const report: Report = (keys, message) => problems.push({ path: pathText(keys), message })
  for (const { reads, check } of CHECKS) {
    // Rows of different lengths would make nonsense of what is said about them afterwards.
    const usable = reads.every((field) => !invalid.has(field))
    if (usable && !(check === parameterLengths && problems.length > 0)) check(experiment, report)
  }
  return problems
}

const CHECKS: readonly Check[] = [
  { reads: ['task', 'loss'], check: lossFitsTask },
  { reads: ['task', 'data'], check: dataFitsTask },
  { reads: ['data', 'features'], check: featuresFitData },
  { reads: ['data', 'features', 'layers'], check: layersFit },
  { reads: ['data', 'augmentation'], check: augmentationFitsData },
  { reads: ['initialParameters', 'pretraining'], check: pretrainingNeedsDraws },
  {
    reads: ['task', 'data', 'features', 'layers', 'loss', 'initialParameters'],
    check: parameterLengths,
  },
]

function lossFitsTask({ task, loss }: Experiment, report: Report): void {
  const fits = (name: typeof loss) => (losses[name].tasks as readonly string[]).includes(task)
  if (!fits(loss)) {
    report(['loss'], `must be one of ${lossNames.filter(fits).join(', ')} for a ${task}`)
  }
}

function dataFitsTask({ task, data }: Experiment, report: Report): void {
  if (data.kind === 'table') return checkTable(data, task, report)
  if (data.kind === 'bundled') {
    checkColumns(data, report)
    checkClasses(data, report)
    if (task !== 'classification') {
      report(['task'], `must be classification, which is what the data set ${data.name} is for`)
    }
    return
  }
  const { task: own } = generators[data.name]
  if (own !== task)
    report(['task'], `must be ${own}, which is what the data set ${data.name} is for`)
}

function checkColumns({ name, columns }: BundledData, report: Report): void {
  const source = tableSource(name)
  const known: readonly string[] = source?.columns.map((column) => column.name) ?? []
  if (!source && columns.length > 0) {
    report(['data', 'columns'], `must be left out: ${name} consists of images`)
    return
  }
  columns.forEach((column, i) => {
    if (!known.includes(column))
      report(['data', 'columns', i], `must be one of ${known.join(', ')}`)
    else if (columns.indexOf(column) < i) {
      report(['data', 'columns', i], `names ${column} a second time`)
    }
  })
  if (columns.length === 1) report(['data', 'columns'], 'must name at least two columns, or none')
}

function checkClasses({ name, classes }: BundledData, report: Report): void {
  if (classes.length === 0) return
  if (!imageSource(name)) {
    report(['data', 'classes'], `must be left out: a choice of classes is for images, not ${name}`)
    return
  }
  const known: readonly string[] = bundled[name].classes
  classes.forEach((own, i) => {
    if (!known.includes(own)) report(['data', 'classes', i], `must be one of ${known.join(', ')}`)
    else if (classes.indexOf(own) < i) report(['data', 'classes', i], `names ${own} a second time`)
  })
  if (classes.length === 1) report(['data', 'classes'], 'must name at least two classes, or none')
}

function checkTable(data: TableData, task: Experiment['task'], report: Report): void {
  const { inputs, targets, labels, testFraction } = data
  checkWidths('inputs', inputs, report, data.shape)
  if (testCount(inputs.length, testFraction) >= inputs.length) {
    report(['data', 'testFraction'], 'must leave at least one example for training')
  }
  if ((targets === undefined) === (labels === undefined)) {
    report(['data'], 'must have exactly one of targets and labels')
    return
  }
  const name = targets ? 'targets' : 'labels'
  const count = (targets ?? labels ?? []).length
  if (count !== inputs.length) {
    report(['data', name], `must have one entry per input: ${inputs.length}, not ${count}`)
  }
  if (task === 'regression' && labels) {
    report(['data', 'labels'], 'is for a classification; a regression has targets')
  }
  if (!targets) return
  if (task === 'regression') checkWidths('targets', targets, report)
  else checkClassIndices(targets, report)
}

/** Every row as long as the first, and of at least one number. */
function checkWidths(
  name: 'inputs' | 'targets',
  rows: readonly (readonly number[])[],
  report: Report,
  shape?: ImageShape,
): void {
  const width = rows[0].length
  const pixels = shape && sizeOf(shape)
  if (pixels ? width !== pixels : width < 1 || width > LIMITS.tableColumns) {
    const wanted = pixels
      ? `${pixels} numbers (${shapeText(shape)})`
      : `1 to ${LIMITS.tableColumns} numbers`
    report(['data', name, 0], `must hold ${wanted}`)
    return
  }
  const odd = rows.findIndex((row) => row.length !== width)
  if (odd > 0) {
    report(['data', name, odd], `must hold ${width} numbers, as the first row does`)
  }
}

function checkClassIndices(targets: readonly (readonly number[])[], report: Report): void {
  const odd = targets.findIndex(
    ([index, ...more]) =>
      more.length > 0 || !Number.isInteger(index) || index < 0 || index >= LIMITS.classes,
  )
  if (odd >= 0) {
    const most = LIMITS.classes - 1
    report(
      ['data', 'targets', odd],
      `must hold one class index, a whole number from 0 to ${most}, for a classification`,
    )
  }
}

/** Every layer takes the shape that the layers before it give. */
function layersFit(experiment: Experiment, report: Report): void {
  const { misfit } = layerShapes(inputShape(experiment), experiment.layers)
  if (!misfit) return
  const { field, inner, message } = misfit.misfit
  const path: PropertyKey[] = ['layers', misfit.index]
  if (inner !== undefined) path.push('layers', inner)
  if (field) path.push(field)
  report(path, message)
}

function augmentationFitsData({ data, augmentation }: Experiment, report: Report): void {
  const used = Object.values(augmentation).some(Boolean)
  if (used && !imageShape(data)) report(['augmentation'], 'is for data made of images')
}

function featuresFitData({ data, features }: Experiment, report: Report): void {
  features.forEach((feature, i) => {
    if (features.indexOf(feature) < i) report(['features', i], `names ${feature} a second time`)
  })
  const columns = columnCount(data)
  if (columns > 2 && features.length > 0) {
    report(['features'], `must be empty: all ${columns} columns of the data feed the network`)
  } else if (columns === 1) {
    const allowed = featureNames.filter((name) => featureCatalogue[name].ofOneVariable)
    features.forEach((feature, i) => {
      if (!allowed.includes(feature)) {
        report(['features', i], `must be one of ${allowed.join(', ')} for data of one variable`)
      }
    })
  }
}

function pretrainingNeedsDraws({ initialParameters, pretraining }: Experiment, report: Report) {
  if (initialParameters && pretraining.steps > 0) {
    report(['pretraining', 'steps'], 'must be 0 where initialParameters are given')
  }
}

function parameterLengths(experiment: Experiment, report: Report): void {
  const given = experiment.initialParameters
  if (!given) return
  const { parameters } = networkShape(experiment)
  parameters.forEach(({ name, shape }, i) => {
    const length = shape.reduce((product, side) => product * side, 1)
    if (i < given.length && given[i].length !== length) {
      report(
        ['initialParameters', i],
        `must hold ${length} numbers (${name}, ${shape.join(' × ')}), not ${given[i].length}`,
      )
    }
  })
  if (given.length !== parameters.length) {
    const names = parameters.map(({ name }) => name).join(', ')
    report(
      ['initialParameters'],
      `must hold ${parameters.length} lists (${names}), not ${given.length}`,
    )
  }
}
