import type { Dataset } from '../model/dataset'
import type { Experiment, Layer } from '../model/experiment'
import { networkShape, outputLayer } from '../model/network-shape'
import { type OptimizerName, optimizers } from '../model/optimizers'
import { isImage, type Shape, sizeOf } from '../model/shapes'
import { Arena, DataLayout } from './arena'
import { dissect } from './dissection'
import { type EncodedExamples, encodeExamples } from './examples'
import type { AugmentOp } from './image-ops'
import { Pass } from './pass'
import {
  EVALUATION_SLOTS,
  METRIC,
  type Op,
  type OptimizerOp,
  type Parameter,
  type Plan,
} from './plan'

export interface Compiled {
  readonly plan: Plan
  readonly examples: EncodedExamples
  /** Contents of the `data` buffer. */
  readonly data: Float32Array<ArrayBuffer>
}

/** Steps whose metrics the device keeps until they are read. */
const RING_SIZE = 4096
/** Floats that the evaluation arena aims at; it holds at least `LEAST_EVALUATION_ROWS` rows. */
const EVALUATION_FLOATS = 1 << 20
const LEAST_EVALUATION_ROWS = 16
const MOST_EVALUATION_ROWS = 4096
/** Rows of points that probes may ask for at a time, such as the cells of a grid; fewer if wide. */
export const PROBE_ROWS = 1 << 14
const PROBE_FLOATS = 1 << 20
const LEAST_PROBE_ROWS = 256

/**
 * Lays out the network and its data and lists the ops of every program.
 *
 * @param experiment a valid one; see `parse`
 * @param dataset its examples
 * @param options.held so many of the first layers are not trained: they get no gradients, and no
 *   optimizer touches them
 */
export function compile(
  experiment: Experiment,
  dataset: Dataset,
  { replicas = 1, held = 0 }: { readonly replicas?: number; readonly held?: number } = {},
): Compiled {
  const examples = encodeExamples(experiment, dataset)
  const { input: inputShape, shapes, parameters: parameterShapes } = networkShape(experiment)
  const layers = [...experiment.layers, outputLayer(experiment, examples.outputs)]
  const inputs = sizeOf(inputShape)
  const arena = new Arena()

  const parameters = parameterShapes.map(
    ({ name, ...rest }): Parameter => ({
      ...rest,
      ...arena.allocate(name, 'parameters', rest.shape),
      buffer: 'parameters',
    }),
  )
  const count = arena.sizes.parameters
  const { slots } = optimizers[experiment.optimizer.kind]
  arena.sizes.gradients = count
  arena.sizes.state = count * slots

  const data = new DataLayout(arena)
  const { train: trainSet, test: testSet } = examples
  const sets = {
    train: data.addSet('train', trainSet.inputs, trainSet.targets, trainSet.count),
    test: data.addSet('test', testSet.inputs, testSet.targets, testSet.count),
  }
  const mask = data.add('mask', optimizerMask(parameters, count, held))
  const probeRows = Math.min(
    PROBE_ROWS,
    Math.max(LEAST_PROBE_ROWS, Math.floor(PROBE_FLOATS / inputs)),
  )
  const probe = {
    inputs: arena.allocate('probe/inputs', 'data', [probeRows, inputs]).offset,
    targets: arena.allocate('probe/targets', 'data', [probeRows, examples.outputs]).offset,
    rows: probeRows,
  }

  const wrap = experiment.order === 'tensorflowPlayground'
  const batchRows = wrap ? experiment.batchSize : Math.min(experiment.batchSize, sets.train.count)
  const common = { inputShape, layers, parameters }
  const train = new Pass(arena, experiment, {
    ...common,
    name: 'batch',
    rows: batchRows,
    training: true,
    augment: augmentation(experiment, inputShape, examples),
  })
  const evaluationRows = rowsOfEvaluation(inputShape, shapes, layers, examples.outputs)
  const whole = new Pass(arena, experiment, {
    ...common,
    name: 'set',
    rows: evaluationRows,
    training: false,
  })

  arena.sizes.metrics = METRIC.width * (RING_SIZE + EVALUATION_SLOTS.length)
  const optimizer = optimizerOp(experiment, count, mask)
  const norm: Op[] =
    experiment.clipping.norm > 0
      ? [{ kind: 'gradientNorm', count, clipValue: experiment.clipping.value }]
      : []
  const update = [
    ...train.forward('train', true),
    train.loss(1),
    ...train.backward('train', held),
    ...norm,
    optimizer,
  ]
  const { ops, dissection } = dissect(arena, { train, update, parameters, count, slots })

  const plan: Plan = {
    replicas,
    sizes: arena.sizes,
    tensors: arena.tensors,
    inputs: examples.inputs.map(({ label }) => label),
    inputShape,
    input: whole.input,
    inputDelta: whole.inputDelta,
    layers: whole.describe(),
    parameters,
    loss: experiment.loss,
    outputs: examples.outputs,
    classes: dataset.classes,
    batch: {
      size: experiment.batchSize,
      order: experiment.order,
      perEpoch: Math.max(1, Math.ceil(sets.train.count / experiment.batchSize)),
    },
    sets,
    probe,
    evaluationRows,
    ringSize: RING_SIZE,
    programs: {
      train: update,
      gradient: [...whole.forward('gradient', true), whole.loss(1), ...whole.backward('gradient')],
      evaluate: [...whole.forward('use', true), whole.loss(0)],
      forward: whole.forward('use', false),
      lossDelta: [...whole.forward('use', true), whole.loss(1), ...whole.deltas()],
      scoreDelta: [...whole.forward('use', true), whole.score(), ...whole.deltas()],
      dissect: ops,
    },
    optimizer,
    dissection,
  }
  return { plan, examples, data: data.contents() }
}

/** As many rows as keep the evaluation's tensors small enough for caches. */
function rowsOfEvaluation(
  inputShape: Shape,
  shapes: readonly Shape[],
  layers: readonly Layer[],
  outputs: number,
): number {
  const inside = (layer: Layer, shape: Shape): number =>
    layer.kind === 'residual' ? (layer.layers.length + 2) * sizeOf(shape) : sizeOf(shape)
  const floats = shapes.reduce((sum, shape, i) => sum + 3 * inside(layers[i], shape), 0)
  const perRow = 2 * sizeOf(inputShape) + 4 * outputs + floats
  const fitting = Math.floor(EVALUATION_FLOATS / perRow / 16) * 16
  return Math.min(MOST_EVALUATION_ROWS, Math.max(LEAST_EVALUATION_ROWS, fitting))
}

/** 1 where regularization acts, 0 where it does not, −1 for what no optimizer touches. */
function optimizerMask(
  parameters: readonly Parameter[],
  count: number,
  held: number,
): Float32Array {
  const mask = new Float32Array(count)
  for (const { name, role, offset, shape } of parameters) {
    const end = offset + shape.reduce((product, side) => product * side, 1)
    if (role === 'weight') mask.fill(1, offset, end)
    const isHeld = Number(/^layers\/(\d+)\//.exec(name)?.[1] ?? held) < held
    const isStatistic = role === 'runningMean' || role === 'runningVariance'
    if (isHeld || isStatistic) mask.fill(-1, offset, end)
  }
  return mask
}

/** Augmentation in the units of the network's inputs; null where there is none. */
function augmentation(
  { augmentation: own }: Experiment,
  shape: Shape,
  { inputs }: EncodedExamples,
): Omit<AugmentOp, 'kind' | 'rows' | 'x' | 'a'> | null {
  const { translation, rotation, scale, flip, noise } = own
  if (!isImage(shape) || !(translation || rotation || scale || flip || noise)) return null
  const [height, width, channels] = shape
  const { mean, deviation } = inputs[0]
  return {
    height,
    width,
    channels,
    outside: (0 - mean) / deviation,
    translation,
    rotation: (rotation * Math.PI) / 180,
    scale,
    flip: flip ? 1 : 0,
    noise: noise / deviation,
  }
}

function optimizerOp(experiment: Experiment, count: number, mask: number): OptimizerOp {
  const { optimizer, regularization, clipping } = experiment
  const kind: OptimizerName = optimizer.kind
  const settings = Object.keys(optimizers[kind].settings).map((name) => Number(optimizer[name]))
  return {
    kind: 'optimizer',
    optimizer: kind,
    count,
    mask,
    l1: regularization.l1,
    l2: regularization.l2,
    clipValue: clipping.value,
    clipNorm: clipping.norm,
    settings: [settings[0] ?? 0, settings[1] ?? 0, settings[2] ?? 0, settings[3] ?? 0],
  }
}
