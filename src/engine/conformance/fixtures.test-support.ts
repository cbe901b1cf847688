import { type RandomSequence, randomSequence } from '../../lib/random'
import type { ActivationName } from '../../model/activations'
import type { Dataset } from '../../model/dataset'
import { type Experiment, FORMAT, type OptimizerSettings } from '../../model/experiment'
import type { LossName } from '../../model/losses'
import { optimizers } from '../../model/optimizers'
import { BatchPlanner, type Position, START } from '../../plan/batches'
import { type Compiled, compile } from '../../plan/compile'
import {
  type Batch,
  METRIC,
  type Op,
  type OptimizerOp,
  type Plan,
  type ProgramName,
  type Reduction,
  type Tensor,
} from '../../plan/plan'
import type { Backend, Engine, Observation, ObservationRequest, ParameterState } from '../backend'

export type CreateBackend = () => Promise<Backend>

export interface TableOptions {
  /** [examples][columns] */
  readonly inputs: readonly (readonly number[])[]
  /** Class indices; or give `targets` for a regression. */
  readonly labels?: readonly number[]
  /** Two, or as many as the labels ask for, unless given. */
  readonly classes?: number
  readonly targets?: readonly (readonly number[])[]
  /** How many of the last examples are for testing. */
  readonly tested?: number
  readonly layers?: readonly { readonly units: number; readonly activation: ActivationName }[]
  readonly loss: LossName
  readonly optimizer?: OptimizerSettings
  readonly regularization?: { readonly l1: number; readonly l2: number }
  readonly clipping?: { readonly norm: number; readonly value: number }
  readonly batchSize?: number
  readonly order?: Experiment['order']
  readonly seed?: number
}

/** A complete experiment on a table, with its examples. */
export function tableExperiment(options: TableOptions): {
  experiment: Experiment
  dataset: Dataset
} {
  const { inputs, labels, targets, tested = 0 } = options
  const rows = targets ?? (labels ?? []).map((label) => [label])
  const trained = inputs.length - tested
  const part = (from: number, to: number) => ({
    count: to - from,
    inputs: Float32Array.from(inputs.slice(from, to).flat()),
    targets: Float32Array.from(rows.slice(from, to).flat()),
  })
  const count = labels ? (options.classes ?? Math.max(2, 1 + Math.max(...labels))) : 0
  const classes = Array.from({ length: count }, (_, i) => `class ${i}`)
  const dataset: Dataset = {
    columns: inputs[0].map((_, i) => ({ label: `x${i}`, unit: '', centre: 0, scale: 1 })),
    classes,
    targetWidth: rows[0].length,
    train: part(0, trained),
    test: part(trained, inputs.length),
  }
  const experiment: Experiment = {
    format: FORMAT,
    title: '',
    task: labels ? 'classification' : 'regression',
    seed: { data: options.seed ?? 1, weights: options.seed ?? 1 },
    data: { kind: 'table', inputs, targets, labels, classes, testFraction: tested / inputs.length },
    features: [],
    standardize: false,
    augmentation: { translation: 0, rotation: 0, scale: 0, flip: false, noise: 0 },
    layers: (options.layers ?? []).map((layer) => ({
      kind: 'dense',
      ...layer,
      initializer: { kind: 'glorotUniform' },
    })),
    loss: options.loss,
    optimizer: options.optimizer ?? { kind: 'sgd', learningRate: 0.1 },
    schedule: { kind: 'constant' },
    regularization: options.regularization ?? { l1: 0, l2: 0 },
    clipping: options.clipping ?? { norm: 0, value: 0 },
    batchSize: options.batchSize ?? trained,
    order: options.order ?? 'sequential',
    stop: { steps: 0, epochs: 0, loss: 0, plateau: 0 },
    pretraining: { steps: 0 },
    variants: [],
    view: {
      speed: 0,
      training: true,
      test: true,
      discretize: false,
      contour: true,
      contributions: false,
      lossScale: 'linear',
      smoothing: 0,
      dock: '',
      edges: 'weight',
      units: 'output',
      advance: 'step',
      step: 0,
      bookmarks: [],
    },
  }
  return { experiment, dataset }
}

/** Settings of an optimizer with its defaults filled in. */
export function optimizerSettings(
  kind: keyof typeof optimizers,
  values: Readonly<Record<string, number>> = {},
): OptimizerSettings {
  const { settings, defaultLearningRate } = optimizers[kind]
  const defaults = Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => [name, setting.default]),
  )
  return { kind, learningRate: defaultLearningRate, ...defaults, ...values }
}

/** An engine that trains a table experiment, and the position it has come to. */
export class Run {
  readonly compiled: Compiled
  readonly engine: Engine
  readonly #planner: BatchPlanner
  position: Position = START

  static async start(
    backend: Backend,
    options: TableOptions,
    /** As they are, or uniform within ± a bound. */
    parameters: Float32Array<ArrayBuffer> | number = 0.8,
    replicas = 1,
  ): Promise<Run> {
    const { experiment, dataset } = tableExperiment(options)
    const compiled = compile(experiment, dataset, { replicas })
    const { plan, data } = compiled
    const initial =
      typeof parameters === 'number'
        ? randomValues(plan.sizes.parameters * replicas, parameters, 3)
        : parameters
    const engine = await backend.load(plan, data, stateOf(plan, initial))
    return new Run(compiled, engine, new BatchPlanner(experiment, plan))
  }

  constructor(compiled: Compiled, engine: Engine, planner: BatchPlanner) {
    this.compiled = compiled
    this.engine = engine
    this.#planner = planner
  }

  get plan(): Plan {
    return this.compiled.plan
  }

  train(steps: number): void {
    const most = this.engine.mostBatches
    for (let done = 0; done < steps; done += most) {
      const count = Math.min(most, steps - done)
      this.engine.train(Array.from({ length: count }, () => this.nextBatch()))
    }
  }

  /** The batch at the current position, which moves on. */
  nextBatch(): Batch {
    const batch = this.#planner.batch(this.position)
    this.position = this.#planner.after(this.position)
    return batch
  }

  observe(request: Partial<ObservationRequest>): Promise<Observation> {
    return this.engine.observe({ ...NOTHING, ...request })
  }

  /** Loss of the batch before each of the steps from..to−1. */
  async losses(from: number, to: number): Promise<number[]> {
    const { metrics } = await this.observe({ metrics: { from, to } })
    return Array.from({ length: to - from }, (_, i) => metrics[i * METRIC.width + METRIC.loss])
  }

  async parameters(): Promise<Float32Array<ArrayBuffer>> {
    return (await this.engine.snapshot()).parameters
  }

  /** Outputs of layer `index` of the plan at the given inputs. */
  async outputs(points: Float32Array<ArrayBuffer>, index: number): Promise<Float32Array> {
    const { plan } = this
    this.engine.write('data', plan.probe.inputs, points)
    const count = points.length / plan.inputs.length
    const tensor = plan.layers[index].output
    const { probes } = await this.observe({
      probes: [{ tensor, program: 'forward', ...plan.probe, count }],
    })
    return probes[0]
  }
}

export const NOTHING: ObservationRequest = {
  evaluate: false,
  metrics: { from: 0, to: 0 },
  probes: [],
  parameters: false,
}

export function stateOf(plan: Plan, parameters: Float32Array<ArrayBuffer>): ParameterState {
  return { parameters, optimizer: new Float32Array(plan.sizes.state * plan.replicas) }
}

export interface OpsOptions {
  /** [examples][width]; also what probes ask about. */
  readonly inputs: readonly (readonly number[])[]
  readonly targets: readonly (readonly number[])[]
  readonly parameters: number
  readonly activations: number
  readonly programs: Partial<Record<ProgramName, readonly Op[]>>
  readonly optimizer?: Partial<OptimizerOp>
  readonly slots?: number
  /** See `OptimizerOp.mask`; 1 everywhere unless given. */
  readonly mask?: readonly number[]
  /** Each with its result behind all that programs leave there. */
  readonly reductions?: readonly Reduction[]
  /** Rows that a program takes at a time; all examples unless given. */
  readonly chunk?: number
}

/**
 * A plan made by hand from single ops. The gather op of every program is added: it leaves inputs at
 * activations 0 and targets right after them.
 */
export function planOfOps(options: OpsOptions): { plan: Plan; data: Float32Array<ArrayBuffer> } {
  const { inputs, targets, parameters, slots = 0 } = options
  const rows = inputs.length
  const [inputWidth, targetWidth] = [inputs[0].length, targets[0].length]
  const chunk = options.chunk ?? rows
  const masked = options.mask ?? Array<number>(parameters).fill(1)
  const values = [...inputs.flat(), ...targets.flat(), ...masked]
  const mask = rows * (inputWidth + targetWidth)
  const optimizer: OptimizerOp = {
    kind: 'optimizer',
    optimizer: 'sgd',
    count: parameters,
    mask,
    l1: 0,
    l2: 0,
    clipValue: 0,
    clipNorm: 0,
    settings: [0, 0, 0, 0],
    ...options.optimizer,
  }
  const program = (name: ProgramName): Op[] => {
    const ops = options.programs[name] ?? []
    if (ops.length === 0) return []
    const width = name === 'forward' ? 0 : targetWidth
    const places = { inputs: 0, inputWidth, targets: chunk * inputWidth, targetWidth: width }
    return [{ kind: 'gather', rows: chunk, ...places }, ...ops]
  }
  const plan: Plan = {
    replicas: 1,
    sizes: {
      parameters,
      gradients: parameters,
      state: parameters * slots,
      activations: options.activations,
      data: values.length,
      metrics: METRIC.width * 10,
    },
    tensors: [],
    inputs: inputs[0].map((_, i) => `x${i}`),
    input: activations(0, [chunk, inputWidth]),
    inputShape: [inputWidth],
    inputDelta: activations(0, [chunk, inputWidth]),
    layers: [],
    parameters: [
      {
        name: 'weight',
        buffer: 'parameters',
        offset: 0,
        shape: [parameters],
        role: 'weight',
        fanIn: 1,
        fanOut: 1,
      },
    ],
    loss: 'meanSquaredError',
    outputs: targetWidth,
    classes: [],
    batch: { size: chunk, order: 'sequential', perEpoch: Math.ceil(rows / chunk) },
    sets: {
      train: { count: rows, inputs: 0, targets: rows * inputWidth },
      test: { count: 0, inputs: 0, targets: 0 },
    },
    probe: { inputs: 0, targets: rows * inputWidth, rows },
    evaluationRows: chunk,
    ringSize: 8,
    programs: {
      train: program('train'),
      gradient: program('gradient'),
      evaluate: program('evaluate'),
      forward: program('forward'),
      lossDelta: program('lossDelta'),
      scoreDelta: program('scoreDelta'),
      dissect: program('dissect'),
    },
    optimizer,
    dissection: {
      input: activations(0, [chunk, inputWidth]),
      targets: activations(chunk * inputWidth, [chunk, targetWidth]),
      layers: [],
      update: activations(options.activations, [0]),
      state: activations(options.activations, [0]),
      reductions: options.reductions ?? [],
    },
  }
  return { plan, data: Float32Array.from(values) }
}

/** A tensor without a name. */
export function activations(offset: number, shape: readonly number[]): Tensor {
  return { name: '', buffer: 'activations', offset, shape }
}

/** Batch `step` of a plan made by hand: all of the training set in one piece. */
export function batchOf(plan: Plan, step: number, values: Partial<Batch> = {}): Batch {
  const { train } = plan.sets
  return {
    step,
    start: 0,
    rows: train.count,
    count: train.count,
    order: 0,
    key: 0,
    inputs: train.inputs,
    targets: train.targets,
    scale: 1 / train.count,
    slot: METRIC.width * (step % plan.ringSize),
    accumulate: 0,
    learningRate: 1,
    correction1: 1,
    correction2: 1,
    noise: 0,
    ...values,
  }
}

/** Uniform in ±`bound`, the same for the same seed. */
export function randomValues(count: number, bound: number, seed: number) {
  const random = randomSequence(seed, 'points')
  return Float32Array.from({ length: count }, () => random.between(-bound, bound))
}

export function randomRows(rows: number, width: number, random: RandomSequence): number[][] {
  return Array.from({ length: rows }, () =>
    Array.from({ length: width }, () => Math.fround(random.between(-1.5, 1.5))),
  )
}

/** Rows of the unit matrix: a dense layer over them gives its weights back, exactly. */
export function unitRows(count: number): number[][] {
  const indices = [...Array(count).keys()]
  return indices.map((i) => indices.map((j) => Number(i === j)))
}

/** ‖a − b‖ / ‖b‖, where b is the truth; ‖a‖ where b is 0. NaN if the lengths differ. */
export function relativeError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.NaN
  let difference = 0
  let size = 0
  for (let i = 0; i < b.length; i++) {
    difference += (a[i] - b[i]) ** 2
    size += b[i] ** 2
  }
  return Math.sqrt(difference / (size === 0 ? 1 : size))
}
