import type { ActivationName } from '../../model/activations'
import type { Op, OpKind } from '../../plan/plan'
import { activationShaders } from './activation-shaders'
import { imageKernels } from './image-kernels'
import { groups, type Kernel, nextPowerOfTwo, tilingFor } from './kernel'
import { lossShaders } from './loss-shaders'
import { libShaders as lib, opShaders as ops } from './op-shaders'
import { optimizerShaders } from './optimizer-shaders'

/** The passes of an op, in order. */
export function kernelsOf(op: Op): readonly Kernel[] {
  return (kernels[op.kind] as (op: Op) => readonly Kernel[])(op)
}

/** Floats of scratch memory per replica that serve any of the ops. */
export function scratchOf(all: readonly Op[]): number {
  return Math.max(0, ...all.flatMap(kernelsOf).map(({ scratch = 0 }) => scratch))
}

/** Lanes of the loss's one workgroup: a power of two, as wide as rows need up to this. */
const MOST_LOSS_LANES = 256

/** Each takes one unit after the other; devices take no more than 65,535. */
const MOST_UNIT_GROUPS = 4096

/** What summaries are made of beside their own text. */
function reduction(activation: ActivationName) {
  return [lib.bindings, lib.reduction, lib.tree, activationShaders[activation], lib.math]
}

const kernels: { [K in OpKind]: (op: Extract<Op, { kind: K }>) => readonly Kernel[] } = {
  gather: ({ rows }) => [
    {
      files: [ops.gatherRows, lib.bindings, lib.permutation],
      constants: {},
      workgroups: (valid) => [groups(Math.min(rows, valid), 8), 1],
    },
  ],

  dense: ({ rows, inputWidth, units, activation }) => {
    const tiling = tilingFor(rows, units, inputWidth)
    return [
      {
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
      },
    ]
  },

  loss: ({ rows, loss, activation }) => [
    {
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
    },
  ],

  denseWeightGradient: ({ rows, inputWidth, units }) => {
    const tiling = tilingFor(inputWidth + 1, units, rows)
    const counts = tiling.workgroups(inputWidth + 1, units)
    return [
      {
        files: [ops.denseWeightGradient, lib.bindings, lib.product, tiling.file],
        constants: {},
        workgroups: () => counts,
      },
    ]
  },

  denseInputGradient: ({ rows, inputWidth, units, activation }) => {
    const tiling = tilingFor(rows, inputWidth, units)
    return [
      {
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
      },
    ]
  },

  gradientNorm: () => [
    {
      files: [ops.gradientNorm, lib.bindings, lib.clip],
      constants: {},
      workgroups: () => [1, 1],
    },
  ],

  optimizer: ({ optimizer, count }) => [
    {
      files: [
        ops.optimizerUpdate,
        lib.bindings,
        lib.clip,
        optimizerShaders[optimizer],
        ...(optimizer === 'adam' || optimizer === 'adamw' ? [lib.adam] : []),
      ],
      constants: {},
      workgroups: () => [groups(count, 64), 1],
    },
  ],

  setAside: ({ count }) => [
    {
      files: [ops.setAsideCopy, lib.bindings],
      constants: {},
      workgroups: () => [groups(count, 64), 1],
    },
  ],

  takeBack: ({ count }) => [
    {
      files: [ops.takeBackCopy, lib.bindings],
      constants: {},
      workgroups: () => [groups(count, 64), 1],
    },
  ],

  summary: ({ activation }) => [
    {
      files: [ops.summaryEntries, ...reduction(activation)],
      constants: { lanes: 256 },
      workgroups: () => [1, 1],
    },
  ],

  unitSummary: ({ activation, units }) => [
    {
      files: [ops.unitSummaryEntries, ...reduction(activation)],
      constants: { lanes: 64 },
      workgroups: () => [Math.min(units, MOST_UNIT_GROUPS), 1],
    },
  ],

  ...imageKernels,
}
