import type { Op, OpKind } from '../../plan/plan'
import { activationShaders } from './activation-shaders'
import { lossShaders } from './loss-shaders'
import { libShaders as lib, opShaders as ops } from './op-shaders'
import { optimizerShaders } from './optimizer-shaders'
import type { ShaderFile } from './shader-source'

/** How one op runs: a pipeline, and how many workgroups of it. */
export interface Kernel {
  readonly files: readonly ShaderFile[]
  /** Values of the shader's `override` declarations. */
  readonly constants: Readonly<Record<string, number>>
  /** Workgroups [x, y] for a batch with that many valid rows; z is the replicas. */
  workgroups(rows: number): readonly [number, number]
}

export function kernelOf(op: Op): Kernel {
  return (kernels[op.kind] as (op: Op) => Kernel)(op)
}

/** Lanes of the loss's one workgroup: a power of two, as wide as rows need up to this. */
const MOST_LOSS_LANES = 256

const kernels: { [K in OpKind]: (op: Extract<Op, { kind: K }>) => Kernel } = {
  gather: ({ rows }) => ({
    files: [ops.gatherRows, lib.bindings, lib.permutation],
    constants: {},
    workgroups: (valid) => [groups(Math.min(rows, valid), 8), 1],
  }),

  dense: ({ rows, inputWidth, units, activation }) => {
    const tiling = tilingFor(rows, units, inputWidth)
    return {
      files: [
        ops.denseForward,
        lib.bindings,
        lib.product,
        tiling.file,
        activationShaders[activation],
        lib.math,
      ],
      constants: {},
      workgroups: (valid) => tiling.workgroups(Math.min(rows, valid), units),
    }
  },

  loss: ({ rows, loss, activation }) => ({
    files: [
      ops.lossRows,
      lib.bindings,
      lossShaders[loss],
      ...(loss === 'softmaxCrossEntropy' ? [] : [lib.lossElementwise]),
      activationShaders[activation],
      lib.math,
    ],
    constants: { lanes: Math.min(MOST_LOSS_LANES, nextPowerOfTwo(rows)) },
    workgroups: () => [1, 1],
  }),

  denseWeightGradient: ({ rows, inputWidth, units }) => {
    const tiling = tilingFor(inputWidth + 1, units, rows)
    const counts = tiling.workgroups(inputWidth + 1, units)
    return {
      files: [ops.denseWeightGradient, lib.bindings, lib.product, tiling.file],
      constants: {},
      workgroups: () => counts,
    }
  },

  denseInputGradient: ({ rows, inputWidth, units, activation }) => {
    const tiling = tilingFor(rows, inputWidth, units)
    return {
      files: [
        ops.denseInputGradient,
        lib.bindings,
        lib.product,
        tiling.file,
        activationShaders[activation],
        lib.math,
      ],
      constants: {},
      workgroups: (valid) => tiling.workgroups(Math.min(rows, valid), inputWidth),
    }
  },

  gradientNorm: () => ({
    files: [ops.gradientNorm, lib.bindings, lib.clip],
    constants: {},
    workgroups: () => [1, 1],
  }),

  optimizer: ({ optimizer, count }) => ({
    files: [
      ops.optimizerUpdate,
      lib.bindings,
      lib.clip,
      optimizerShaders[optimizer],
      ...(optimizer === 'adam' || optimizer === 'adamw' ? [lib.adam] : []),
    ],
    constants: {},
    workgroups: () => [groups(count, 64), 1],
  }),
}

/** One way to cut a matrix product [rows, columns] into workgroups. */
interface Tiling {
  readonly file: ShaderFile
  workgroups(rows: number, columns: number): readonly [number, number]
}

export const tilings = {
  direct: {
    file: lib.matmulDirect,
    workgroups: (rows, columns) => [groups(rows * columns, 64), 1],
  },
  split: {
    file: lib.matmulSplit,
    workgroups: (rows, columns) => [groups(rows * columns, 16), 1],
  },
  wide: {
    file: lib.matmulWide,
    workgroups: (rows, columns) => [groups(columns, 32), groups(rows, 32)],
  },
} as const satisfies Record<string, Tiling>

/** Products of at least so many elements, and no side below `WIDE_SIDE`, are worth 32×32 tiles. */
const WIDE_ELEMENTS = 2048
const WIDE_SIDE = 16
/** Depths up to here are summed by one invocation, without workgroup memory. */
const DIRECT_DEPTH = 256

/** The pass for a product [rows, depth]·[depth, columns], by its shape. */
export function tilingFor(rows: number, columns: number, depth: number): Tiling {
  const leastSide = Math.min(rows, columns, depth)
  if (rows * columns >= WIDE_ELEMENTS && leastSide >= WIDE_SIDE) return tilings.wide
  return depth <= DIRECT_DEPTH ? tilings.direct : tilings.split
}

function groups(count: number, size: number): number {
  return Math.max(1, Math.ceil(count / size))
}

function nextPowerOfTwo(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(2, count)))
}
