import type { ActivationName } from '../../model/activations'
import type {
  Conv2dFilterGradientOp,
  Conv2dInputGradientOp,
  Conv2dOp,
  ConvTranspose2dFilterGradientOp,
  ConvTranspose2dInputGradientOp,
  ConvTranspose2dOp,
} from '../../plan/image-ops'
import { activationShaders } from './activation-shaders'
import { imageShaders as image, imageLibShaders as imageLib } from './image-shaders'
import { groups, type Kernel, nextPowerOfTwo, tilingFor } from './kernel'
import { libShaders as lib } from './op-shaders'
import type { ShaderFile } from './shader-source'

/** Invocations of a workgroup of `patches_tiled`, and k that it takes at a time. */
const LANES = 64
const TILE_DEPTH = 16
/** Tiles so tall take half as many, for the sake of memory. */
const TALL_ROW_LANES = 32

/** Products of fewer elements, or with fewer columns or less depth, are not worth tiles. */
const TILED_ELEMENTS = 2048
const TILED_COLUMNS = 3
const TILED_DEPTH = 8

/** Filter gradients over so many positions are split up for the sake of parallel work. */
const SPLIT_POSITIONS = 256
/** Workgroups that a split aims at, and the fewest positions that make a part. */
const SPLIT_WORKGROUPS = 128
const LEAST_PART = 64

export const convolutionKernels = {
  conv2d: (op: Conv2dOp) => [forward(op, image.conv2dForward, 1)],
  conv2dInputGradient: (op: Conv2dInputGradientOp) => [
    inputGradient(op, image.conv2dInputGradient, op.stride),
  ],
  conv2dFilterGradient: (op: Conv2dFilterGradientOp) =>
    filterGradient(op, image.conv2dFilterGradient, 1),

  convTranspose2d: (op: ConvTranspose2dOp) => [
    forward(op, image.convTranspose2dForward, op.stride),
  ],
  convTranspose2dInputGradient: (op: ConvTranspose2dInputGradientOp) => [
    inputGradient(op, image.convTranspose2dInputGradient, 1),
  ],
  convTranspose2dFilterGradient: (op: ConvTranspose2dFilterGradientOp) =>
    filterGradient(op, image.convTranspose2dFilterGradient, op.stride),
}

/** @param spread how far apart the values of the left operand stand: see patches.wgsl */
function forward(op: Conv2dOp | ConvTranspose2dOp, shader: ShaderFile, spread: number): Kernel {
  const positions = op.outHeight * op.outWidth
  const sizes = { ...op, positions, columns: op.outChannels, channels: op.inChannels }
  return perPosition(sizes, [shader, imageLib.convolutionForward], spread)
}

function inputGradient(
  op: Conv2dInputGradientOp | ConvTranspose2dInputGradientOp,
  shader: ShaderFile,
  spread: number,
): Kernel {
  const positions = op.inHeight * op.inWidth
  const sizes = { ...op, positions, columns: op.inChannels, channels: op.outChannels }
  return perPosition(sizes, [shader, imageLib.convolutionInputGradient], spread)
}

/** A product [rows·positions, columns] over the taps of the filter, each of so many channels. */
function perPosition(
  op: {
    readonly rows: number
    readonly positions: number
    readonly columns: number
    readonly kernelHeight: number
    readonly kernelWidth: number
    readonly channels: number
    readonly activation: ActivationName
  },
  [shader, finish]: readonly [ShaderFile, ShaderFile],
  spread: number,
): Kernel {
  const { rows, positions, columns } = op
  const pass = passFor(rows * positions, columns, op.kernelHeight * op.kernelWidth * op.channels)
  return {
    files: [
      shader,
      lib.bindings,
      finish,
      imageLib.patches,
      pass.file,
      activationShaders[op.activation],
      lib.math,
    ],
    constants: { ...pass.constants, spread },
    workgroups: (valid) => pass.workgroups(Math.min(rows, valid) * positions, columns),
  }
}

function filterGradient(
  op: Conv2dFilterGradientOp | ConvTranspose2dFilterGradientOp,
  shader: ShaderFile,
  spread: number,
): Kernel[] {
  const rows = op.kernelHeight * op.kernelWidth * op.inChannels + 1
  const columns = op.outChannels
  const positions = op.rows * op.outHeight * op.outWidth
  const files = [
    shader,
    lib.bindings,
    imageLib.filterGradient,
    imageLib.convolutionFilterGradient,
    imageLib.patches,
  ]
  if (positions < SPLIT_POSITIONS) {
    const counts = direct.workgroups(rows, columns)
    return [{ files: [...files, direct.file], constants: { spread }, workgroups: () => counts }]
  }
  const tile = tiled(columns, rows)
  const [columnTiles, rowTiles] = tile.workgroups(rows, columns)
  const mostParts = Math.min(
    Math.floor(SPLIT_WORKGROUPS / (columnTiles * rowTiles)),
    Math.floor(positions / LEAST_PART),
  )
  // A power of two, so that few pipelines serve all sizes.
  const parts = 2 ** Math.floor(Math.log2(Math.max(1, mostParts)))
  const first: Kernel = {
    files: [...files, tile.file],
    constants: { ...tile.constants, spread },
    scratch: parts === 1 ? 0 : parts * rows * columns,
    workgroups: () => [columnTiles, rowTiles * parts],
  }
  if (parts === 1) return [first]
  const tiling = tilingFor(1, rows * columns, parts)
  const counts = tiling.workgroups(1, rows * columns)
  return [
    first,
    {
      files: [
        image.conv2dFilterGradientSum,
        lib.bindings,
        imageLib.filterGradient,
        lib.product,
        tiling.file,
      ],
      constants: { parts },
      workgroups: () => counts,
    },
  ]
}

/** One way to cut a product of patches [rows, columns] into workgroups. */
interface PatchPass {
  readonly file: ShaderFile
  readonly constants: Readonly<Record<string, number>>
  workgroups(rows: number, columns: number): readonly [number, number]
}

const direct: PatchPass = {
  file: imageLib.patchesDirect,
  constants: {},
  workgroups: (rows, columns) => [groups(rows * columns, LANES), 1],
}

/** Tiles 8, 16 or 32 columns wide, and as tall as 64 lanes of 4×4 elements make them or rows need. */
function tiled(columns: number, mostRows = Number.POSITIVE_INFINITY): PatchPass {
  const columnLanes = columns <= 8 ? 2 : columns <= 16 ? 4 : 8
  // No lanes beyond the depth of a tile may share an element.
  const least = LANES / TILE_DEPTH / columnLanes
  const wanted = Math.max(least, nextPowerOfTwo(groups(mostRows, 4)))
  const rowLanes = Math.min(LANES / columnLanes, wanted)
  const depth = rowLanes === TALL_ROW_LANES ? TILE_DEPTH / 2 : TILE_DEPTH
  const takeTurns = rowLanes * columnLanes < LANES
  return {
    file: imageLib.patchesTiled,
    constants: {
      row_lanes: rowLanes,
      column_lanes: columnLanes,
      tile_depth: depth,
      left_vectors: takeTurns ? Math.max(depth * rowLanes, 4 * LANES) : depth * rowLanes,
    },
    workgroups: (rows, count) => [groups(count, 4 * columnLanes), groups(rows, 4 * rowLanes)],
  }
}

/** The pass for a product of patches [rows, depth]·[depth, columns] with many rows. */
function passFor(rows: number, columns: number, depth: number): PatchPass {
  const large = rows * columns >= TILED_ELEMENTS
  return large && columns >= TILED_COLUMNS && depth >= TILED_DEPTH ? tiled(columns) : direct
}
