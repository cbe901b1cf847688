import type { Experiment, Layer } from '../model/experiment'
import { losses } from '../model/losses'
import { type Shape, sizeOf } from '../model/shapes'
import type { Arena } from './arena'
import type { AugmentOp } from './image-ops'
import { layOut } from './layers'
import { below, type DescribedLayer, type Mode, type Site, type Value } from './ops/layer-rule'
import type { Op, Parameter, PlanLayer, Tensor } from './plan'

interface PassOptions {
  /** The first part of its tensors' names. */
  readonly name: string
  readonly rows: number
  readonly inputShape: Shape
  /** All layers, the output layer last. */
  readonly layers: readonly Layer[]
  readonly parameters: readonly Parameter[]
  /** For training steps: with dropout and augmentation, without a delta of the inputs. */
  readonly training: boolean
  readonly augment?: Omit<AugmentOp, 'kind' | 'rows' | 'x' | 'a'> | null
}

/** The tensors of all layers for a fixed number of rows, and the ops over them. */
export class Pass {
  readonly #experiment: Experiment
  readonly #gathered: Tensor
  readonly #augmentation: readonly Op[]
  readonly #input: Value
  readonly #targets: Tensor
  readonly #layers: readonly DescribedLayer[]

  constructor(arena: Arena, experiment: Experiment, options: PassOptions) {
    const { name, rows, inputShape, layers, training, augment } = options
    this.#experiment = experiment
    const allocate = (path: string, shape: readonly number[]) =>
      arena.allocate(`${name}/${path}`, 'activations', [rows, ...shape])
    const inputs = allocate('inputs', inputShape)
    this.#gathered = augment ? allocate('examples', inputShape) : inputs
    this.#augmentation = augment
      ? [{ kind: 'augment', rows, x: this.#gathered.offset, a: inputs.offset, ...augment }]
      : []
    this.#input = {
      shape: inputShape,
      activation: 'identity',
      preActivation: inputs,
      output: inputs,
      ...(!training && { delta: allocate('inputs/delta', inputShape) }),
    }
    const last = layers[layers.length - 1]
    this.#targets = allocate('targets', [last.kind === 'dense' ? last.units : 1])
    const laid: DescribedLayer[] = []
    for (const [index, layer] of layers.entries()) {
      const path = index === layers.length - 1 ? 'output' : `layers/${index}`
      const site = siteOf(arena, options, path, index)
      laid.push(layOut(layer, laid.at(-1)?.output ?? this.#input, site))
    }
    this.#layers = laid
  }

  forward(mode: Mode, withTargets: boolean): Op[] {
    const gather: Op = {
      kind: 'gather',
      rows: this.#gathered.shape[0],
      inputs: this.#gathered.offset,
      inputWidth: sizeOf(this.#input.shape),
      targets: this.#targets.offset,
      targetWidth: withTargets ? this.#targets.shape[1] : 0,
    }
    return [gather, ...this.#augmentation, ...this.#layers.flatMap((each) => each.forward(mode))]
  }

  loss(backward: 0 | 1): Op {
    const { task, loss } = this.#experiment
    const { preActivation, output, delta, activation } = this.#output
    return {
      kind: 'loss',
      loss,
      rows: output.shape[0],
      outputs: output.shape[1],
      z: preActivation.offset,
      a: output.offset,
      targets: this.#targets.offset,
      delta: delta?.offset ?? 0,
      backward,
      activation,
      classification: task === 'classification' ? 1 : 0,
      targetThreshold: losses[loss].classification.targets === 'plusMinusOne' ? 0 : 0.5,
    }
  }

  /** Gradients of all parameters above the first `held` layers, and of no more than they need. */
  backward(mode: Mode, held = 0): Op[] {
    const underneath = this.#layers[held - 1]?.output ?? this.#input
    return this.#descend(mode, held).filter((op) => !makesDelta(op, underneath))
  }

  /** The deltas of all layers and of the inputs, from that of the output. */
  deltas(): Op[] {
    return this.#descend('use').filter(({ kind }) => !PARAMETER_GRADIENTS.has(kind))
  }

  /** The derivative of Σ targets·z by the output's pre-activation: the targets. */
  score(): Op {
    const { preActivation, output, delta } = this.#output
    const plain: Value = { ...this.#output, activation: 'identity', preActivation, output }
    return {
      kind: 'delta',
      rows: output.shape[0],
      width: output.shape[1],
      delta: this.#targets.offset,
      second: 0,
      two: 0,
      ...below(plain, delta ?? output),
    }
  }

  /** The numbers that enter the first layer. */
  get input(): Tensor {
    return this.#input.output
  }

  get targets(): Tensor {
    return this.#targets
  }

  /** Only of a pass that is not for training. */
  get inputDelta(): Tensor {
    const { delta, output } = this.#input
    return delta ?? output
  }

  describe(): PlanLayer[] {
    return this.#layers.map(({ description }) => description)
  }

  get #output(): Value {
    return this.#layers[this.#layers.length - 1].output
  }

  #descend(mode: Mode, held = 0): Op[] {
    return this.#layers
      .slice(held)
      .toReversed()
      .flatMap((each) => each.backward(mode))
  }
}

function makesDelta(op: Op, { delta }: Value): boolean {
  // Batch normalization makes the gradients of its parameters in the same op.
  if (!delta || op.kind === 'batchNormGradient') return false
  return 'inputDelta' in op && op.inputDelta === delta.offset
}

const PARAMETER_GRADIENTS: ReadonlySet<Op['kind']> = new Set([
  'denseWeightGradient',
  'conv2dFilterGradient',
])

/** Places for one layer of a pass; `path` is its name, `salt` its own. */
function siteOf(arena: Arena, options: PassOptions, path: string, salt: number): Site {
  const { name, rows, training, parameters } = options
  const allocate = (own: string, shape: readonly number[]) =>
    arena.allocate(`${name}/${path}/${own}`, 'activations', shape)
  return {
    name: path,
    rows,
    training,
    salt,
    allocate: (own, shape) => allocate(own, [rows, ...shape]),
    allocateShared: allocate,
    parameter(own) {
      const found = parameters.find((parameter) => parameter.name === `${path}/${own}`)
      if (!found) throw new Error(`the plan has no parameter ${path}/${own}`)
      return found
    },
    layOut: (own, index, layer, input) =>
      layOut(layer, input, siteOf(arena, options, `${path}/${own}`, 1000 * (salt + 1) + index)),
  }
}
