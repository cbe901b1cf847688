import type { Dataset, Examples } from '../model/dataset'
import type { Experiment } from '../model/experiment'
import { features } from '../model/features'
import { losses } from '../model/losses'

/** How the network sees the examples of a data set. */
export interface EncodedExamples {
  readonly inputs: readonly EncodedInput[]
  /** Units of the output layer. */
  readonly outputs: number
  readonly train: EncodedSet
  readonly test: EncodedSet
  /** Raw columns [count, columns], or pixels, to network inputs [count, inputs], as for the examples. */
  encode(raw: Float32Array, count: number): Float32Array<ArrayBuffer>
}

export interface EncodedInput {
  readonly label: string
  /** What is subtracted and divided by; 0 and 1 where inputs are not standardized. */
  readonly mean: number
  readonly deviation: number
}

export interface EncodedSet {
  readonly count: number
  /** [count, inputs] */
  readonly inputs: Float32Array
  /** [count, outputs] */
  readonly targets: Float32Array
}

export function encodeExamples(experiment: Experiment, dataset: Dataset): EncodedExamples {
  const columns = dataset.columns.length
  const functions = inputFunctions(experiment, dataset)
  const width = functions.length

  const encodeRaw = (raw: Float32Array, count: number): Float32Array<ArrayBuffer> => {
    if (experiment.features.length === 0) return raw.slice(0, count * width)
    const inputs = new Float32Array(count * width)
    for (let row = 0; row < count; row++) {
      for (let i = 0; i < width; i++)
        inputs[row * width + i] = functions[i].value(raw, row * columns)
    }
    return inputs
  }

  const trainInputs = encodeRaw(dataset.train.inputs, dataset.train.count)
  // The pixels of images keep their places relative to each other.
  const ofPixels = dataset.shape && moments(trainInputs, 1, 0)
  const inputs = functions.map(({ label }, i) => ({
    label,
    ...(experiment.standardize
      ? (ofPixels ?? moments(trainInputs, width, i))
      : { mean: 0, deviation: 1 }),
  }))
  const standardize = (values: Float32Array<ArrayBuffer>) => {
    if (experiment.standardize) {
      for (let i = 0; i < values.length; i++) {
        const { mean, deviation } = inputs[i % width]
        values[i] = (values[i] - mean) / deviation
      }
    }
    return values
  }
  const encode = (raw: Float32Array, count: number) => standardize(encodeRaw(raw, count))

  const outputs = outputWidth(experiment, dataset)
  return {
    inputs,
    outputs,
    train: {
      count: dataset.train.count,
      inputs: standardize(trainInputs),
      targets: encodeTargets(experiment, dataset, dataset.train, outputs),
    },
    test: {
      count: dataset.test.count,
      inputs: encode(dataset.test.inputs, dataset.test.count),
      targets: encodeTargets(experiment, dataset, dataset.test, outputs),
    },
    encode,
  }
}

interface InputFunction {
  readonly label: string
  value(raw: Float32Array, at: number): number
}

function inputFunctions(experiment: Experiment, dataset: Dataset): InputFunction[] {
  const { columns } = dataset
  if (experiment.features.length === 0) {
    return columns.map(({ label }, i) => ({ label, value: (raw, at) => raw[at + i] }))
  }
  return experiment.features.map((name) => {
    const feature = features[name]
    return {
      label: feature.label,
      value: (raw, at) => feature.value(raw[at], columns.length > 1 ? raw[at + 1] : 0),
    }
  })
}

/** Mean and deviation of one input over the training set, in float64; deviation 1 for a constant. */
function moments(inputs: Float32Array, width: number, column: number) {
  const count = inputs.length / width
  let sum = 0
  for (let i = column; i < inputs.length; i += width) sum += inputs[i]
  const mean = count > 0 ? sum / count : 0
  let squares = 0
  for (let i = column; i < inputs.length; i += width) {
    squares += (inputs[i] - mean) * (inputs[i] - mean)
  }
  const deviation = Math.sqrt(squares / Math.max(1, count))
  return { mean, deviation: deviation > 1e-12 ? deviation : 1 }
}

function outputWidth(experiment: Experiment, dataset: Dataset): number {
  if (experiment.task === 'regression') return dataset.targetWidth
  const classes = dataset.classes.length
  const coding = losses[experiment.loss].classification.targets
  return coding === 'oneHot' || classes > 2 ? classes : 1
}

function encodeTargets(
  experiment: Experiment,
  dataset: Dataset,
  examples: Examples,
  outputs: number,
): Float32Array {
  if (experiment.task === 'regression') return examples.targets.slice()
  const other = losses[experiment.loss].classification.targets === 'plusMinusOne' ? -1 : 0
  const targets = new Float32Array(examples.count * outputs).fill(other)
  for (let row = 0; row < examples.count; row++) {
    const label = examples.targets[row * dataset.targetWidth]
    if (outputs > 1) targets[row * outputs + label] = 1
    else if (label === 1) targets[row] = 1
  }
  return targets
}
