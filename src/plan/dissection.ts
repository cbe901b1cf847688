import { sizeOf, unitsOf } from '../model/shapes'
import type { Arena } from './arena'
import type { Pass } from './pass'
import type { Dissection, Op, Parameter, PlanLayer, Reduction, Tensor } from './plan'
import { type ReductionKind, SUMMARY, UNIT_SUMMARY } from './summary'

interface DissectionOptions {
  /** The pass of training steps. */
  readonly train: Pass
  /** The ops of one update. */
  readonly update: readonly Op[]
  readonly parameters: readonly Parameter[]
  readonly count: number
  /** Of the optimizer. */
  readonly slots: number
}

/**
 * Room for what one update leaves behind, and the ops that make it. The update is set aside first of
 * all, since batch normalization moves its running statistics on the way forward.
 */
export function dissect(
  arena: Arena,
  { train, update, parameters, count, slots }: DissectionOptions,
): { readonly ops: readonly Op[]; readonly dissection: Dissection } {
  const allocate = (name: string, shape: readonly number[]) =>
    arena.allocate(`dissection/${name}`, 'activations', shape)
  const kept = {
    count,
    stateCount: slots * count,
    parameters: allocate('keptParameters', [count]).offset,
    state: allocate('keptState', [slots, count]).offset,
  }
  const changes = allocate('update', [count])
  const nextState = allocate('nextState', [slots, count])
  const layers = train.describe()

  const reduce = (kind: ReductionKind, source: Tensor, layer?: PlanLayer): Reduction => {
    const { buffer, offset, shape } = source
    if (buffer !== 'activations' && buffer !== 'gradients' && buffer !== 'parameters') {
      throw new Error(`nothing reduces ${buffer}`)
    }
    const size = shape.reduce((product, side) => product * side, 1)
    const units = layer ? unitsOf(layer.shape) : 1
    const result = allocate(
      `${source.name}/${kind}`,
      kind === 'summary' ? [SUMMARY.width] : [units, UNIT_SUMMARY.width],
    )
    const reduced = {
      source: buffer,
      rows: layer ? shape[0] : 1,
      width: layer ? sizeOf(layer.shape) : size,
      x: offset,
      activation: layer && source === layer.preActivation ? layer.activation : 'identity',
      result: result.offset,
    } as const
    return {
      source,
      kind,
      op:
        kind === 'summary'
          ? { kind: 'summary', ...reduced }
          : { kind: 'unitSummary', ...reduced, units },
      result,
    }
  }

  const ofLayers = withInner(layers).flatMap((layer) =>
    [...new Set([layer.output, layer.preActivation, layer.delta])].flatMap((source) =>
      source ? [reduce('summary', source, layer), reduce('units', source, layer)] : [],
    ),
  )
  const ofParameters = parameters.flatMap((parameter) =>
    [parameter, gradientOf(parameter), partOf(changes, parameter, 'update')].map((source) =>
      reduce('summary', source),
    ),
  )
  return {
    ops: [
      { kind: 'setAside', ...kept },
      ...update,
      { kind: 'takeBack', ...kept, update: changes.offset, nextState: nextState.offset },
    ],
    dissection: {
      input: train.input,
      targets: train.targets,
      layers,
      update: changes,
      state: nextState,
      reductions: [...ofLayers, ...ofParameters],
    },
  }
}

/** Where the gradient of a parameter stands. */
export function gradientOf({ name, offset, shape }: Parameter): Tensor {
  return { name: `${name}/gradient`, buffer: 'gradients', offset, shape }
}

/**
 * A parameter's part of a tensor that is laid out as the parameters are.
 *
 * @param name what the part is of the parameter: `update`
 */
export function partOf(
  whole: Pick<Tensor, 'buffer' | 'offset'>,
  parameter: Parameter,
  name: string,
): Tensor {
  const { offset, shape } = parameter
  return {
    name: `${parameter.name}/${name}`,
    buffer: whole.buffer,
    offset: whole.offset + offset,
    shape,
  }
}

/** Layers, and within blocks their own. */
function withInner(layers: readonly PlanLayer[]): PlanLayer[] {
  return layers.flatMap((layer) => [layer, ...withInner(layer.layers ?? [])])
}
