import type { Dataset } from '../model/dataset'
import type { DenseLayer, Experiment } from '../model/experiment'
import { losses } from '../model/losses'
import { type OptimizerName, optimizers } from '../model/optimizers'
import { type EncodedExamples, encodeExamples } from './examples'
import { dense } from './ops/dense'
import type { LayerTensors } from './ops/layer-rule'
import {
  type BufferName,
  EVALUATION_SLOTS,
  METRIC,
  type Op,
  type OptimizerOp,
  type Parameter,
  type Plan,
  type PlanLayer,
  type Tensor,
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
const LEAST_EVALUATION_ROWS = 64
const MOST_EVALUATION_ROWS = 4096
/** Rows of points that probes may ask for at a time, such as the cells of a grid. */
export const PROBE_ROWS = 1 << 14

/**
 * Lays out the network and its data and lists the ops of every program.
 *
 * @param experiment a valid one; see `parse`
 * @param dataset its examples
 */
export function compile(experiment: Experiment, dataset: Dataset, replicas = 1): Compiled {
  const examples = encodeExamples(experiment, dataset)
  const layers = [...experiment.layers, outputLayer(experiment, examples.outputs)]
  const arena = new Arena()
  const inputWidth = examples.inputs.length

  const parameters: Parameter[] = []
  const layerParameters = layers.map((layer, i) => {
    const name = layerName(i, layers.length)
    const shapes = dense.parameters(layer, i === 0 ? inputWidth : layers[i - 1].units)
    const own = shapes.map(({ role, shape, fanIn, fanOut }) => ({
      ...arena.allocate(`${name}/${role}`, 'parameters', shape),
      buffer: 'parameters' as const,
      role,
      fanIn,
      fanOut,
    }))
    parameters.push(...own)
    return own
  })
  const parameterCount = arena.sizes.parameters
  arena.sizes.gradients = parameterCount
  arena.sizes.state = parameterCount * optimizers[experiment.optimizer.kind].slots

  const data = new DataLayout(arena)
  const sets = {
    train: data.addSet(
      'train',
      examples.train.inputs,
      examples.train.targets,
      examples.train.count,
    ),
    test: data.addSet('test', examples.test.inputs, examples.test.targets, examples.test.count),
  }
  const mask = data.add('mask', regularizationMask(parameters, parameterCount))
  const probe = arena.allocate('probe', 'data', [PROBE_ROWS, inputWidth]).offset

  const wrap = experiment.order === 'tensorflowPlayground'
  const batchRows = wrap ? experiment.batchSize : Math.min(experiment.batchSize, sets.train.count)
  const widest =
    inputWidth + examples.outputs + 3 * layers.reduce((sum, { units }) => sum + units, 0)
  const evaluationRows = Math.min(
    MOST_EVALUATION_ROWS,
    Math.max(LEAST_EVALUATION_ROWS, Math.floor(EVALUATION_FLOATS / widest / 16) * 16),
  )
  const train = new Pass(arena, experiment, layers, layerParameters, 'batch', batchRows, inputWidth)
  const whole = new Pass(
    arena,
    experiment,
    layers,
    layerParameters,
    'set',
    evaluationRows,
    inputWidth,
  )

  arena.sizes.metrics = METRIC.width * (RING_SIZE + EVALUATION_SLOTS.length)
  const optimizer = optimizerOp(experiment, parameterCount, mask)
  const norm: Op[] =
    experiment.clipping.norm > 0
      ? [{ kind: 'gradientNorm', count: parameterCount, clipValue: experiment.clipping.value }]
      : []

  const plan: Plan = {
    replicas,
    sizes: arena.sizes,
    inputs: examples.inputs.map(({ label }) => label),
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
    probe: { inputs: probe, rows: PROBE_ROWS },
    evaluationRows,
    ringSize: RING_SIZE,
    programs: {
      train: [...train.forward(true), train.loss(1), ...train.backward(), ...norm, optimizer],
      gradient: [...whole.forward(true), whole.loss(1), ...whole.backward()],
      evaluate: [...whole.forward(true), whole.loss(0)],
      forward: whole.forward(false),
    },
    optimizer,
  }
  return { plan, examples, data: data.contents() }
}

/** Hidden layers count from 0; the last layer is the output. */
function layerName(index: number, count: number): string {
  return index === count - 1 ? 'output' : `layers/${index}`
}

/** Initialised like the last hidden layer; its activation follows from task and loss. */
export function outputLayer(experiment: Experiment, outputs: number): DenseLayer {
  const { task, loss, layers } = experiment
  return {
    kind: 'dense',
    units: outputs,
    activation: task === 'regression' ? 'identity' : losses[loss].classification.outputActivation,
    initializer: layers.at(-1)?.initializer ?? { kind: 'glorotUniform' },
  }
}

/** Gives out places in the buffers, one after the other. */
class Arena {
  readonly sizes: Record<BufferName, number> = {
    parameters: 0,
    gradients: 0,
    state: 0,
    activations: 0,
    data: 0,
    metrics: 0,
  }

  allocate(name: string, buffer: BufferName, shape: readonly number[]): Tensor {
    const offset = this.sizes[buffer]
    this.sizes[buffer] += shape.reduce((product, size) => product * size, 1)
    return { name, buffer, offset, shape }
  }
}

class DataLayout {
  readonly #arena: Arena
  readonly #parts: { offset: number; values: Float32Array }[] = []

  constructor(arena: Arena) {
    this.#arena = arena
  }

  add(name: string, values: Float32Array): number {
    const { offset } = this.#arena.allocate(name, 'data', [values.length])
    this.#parts.push({ offset, values })
    return offset
  }

  addSet(name: string, inputs: Float32Array, targets: Float32Array, count: number) {
    return {
      count,
      inputs: this.add(`${name}/inputs`, inputs),
      targets: this.add(`${name}/targets`, targets),
    }
  }

  contents(): Float32Array<ArrayBuffer> {
    const data = new Float32Array(this.#arena.sizes.data)
    for (const { offset, values } of this.#parts) data.set(values, offset)
    return data
  }
}

/** The tensors of all layers for a fixed number of rows, and the ops over them. */
class Pass {
  readonly #experiment: Experiment
  readonly #layers: readonly DenseLayer[]
  readonly #parameters: readonly (readonly Parameter[])[]
  readonly #inputs: Tensor
  readonly #targets: Tensor
  readonly #tensors: LayerTensors[] = []

  constructor(
    arena: Arena,
    experiment: Experiment,
    layers: readonly DenseLayer[],
    parameters: readonly (readonly Parameter[])[],
    name: string,
    rows: number,
    inputWidth: number,
  ) {
    this.#experiment = experiment
    this.#layers = layers
    this.#parameters = parameters
    const allocate = (path: string, width: number) =>
      arena.allocate(`${name}/${path}`, 'activations', [rows, width])
    this.#inputs = allocate('inputs', inputWidth)
    this.#targets = allocate('targets', layers[layers.length - 1].units)
    layers.forEach((layer, i) => {
      const below = this.#tensors[i - 1]
      const path = layerName(i, layers.length)
      this.#tensors.push({
        input: below ? below.output : this.#inputs,
        below: below?.delta && {
          ...below,
          delta: below.delta,
          activation: layers[i - 1].activation,
        },
        preActivation: allocate(`${path}/preActivation`, layer.units),
        output: allocate(`${path}/output`, layer.units),
        delta: allocate(`${path}/delta`, layer.units),
      })
    })
  }

  forward(withTargets: boolean): Op[] {
    const [rows, inputWidth] = this.#inputs.shape
    const gather: Op = {
      kind: 'gather',
      rows,
      inputs: this.#inputs.offset,
      inputWidth,
      targets: this.#targets.offset,
      targetWidth: withTargets ? this.#targets.shape[1] : 0,
    }
    return [
      gather,
      ...this.#layers.flatMap((layer, i) =>
        dense.forward(layer, this.#tensors[i], this.#parameters[i]),
      ),
    ]
  }

  loss(backward: 0 | 1): Op {
    const { task, loss } = this.#experiment
    const layer = this.#layers[this.#layers.length - 1]
    const { preActivation, output, delta } = this.#tensors[this.#tensors.length - 1]
    const coding = losses[loss].classification.targets
    return {
      kind: 'loss',
      loss,
      rows: output.shape[0],
      outputs: layer.units,
      z: preActivation.offset,
      a: output.offset,
      targets: this.#targets.offset,
      delta: delta?.offset ?? 0,
      backward,
      activation: layer.activation,
      classification: task === 'classification' ? 1 : 0,
      targetThreshold: coding === 'plusMinusOne' ? 0 : 0.5,
    }
  }

  backward(): Op[] {
    return this.#layers
      .map((layer, i) => dense.backward(layer, this.#tensors[i], this.#parameters[i]))
      .reverse()
      .flat()
  }

  describe(): PlanLayer[] {
    return this.#layers.map((layer, i) => ({
      name: layerName(i, this.#layers.length),
      kind: layer.kind,
      inputs: this.#tensors[i].input.shape[1],
      units: layer.units,
      activation: layer.activation,
      preActivation: this.#tensors[i].preActivation,
      output: this.#tensors[i].output,
    }))
  }
}

function regularizationMask(parameters: readonly Parameter[], count: number): Float32Array {
  const mask = new Float32Array(count)
  for (const { role, offset, shape } of parameters) {
    if (role === 'weight') mask.fill(1, offset, offset + shape.reduce((a, b) => a * b, 1))
  }
  return mask
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
