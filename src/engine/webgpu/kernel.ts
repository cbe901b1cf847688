import { libShaders as lib } from './op-shaders'
import type { ShaderFile } from './shader-source'

/** One pass of an op: a pipeline, and how many workgroups of it. */
export interface Kernel {
  readonly files: readonly ShaderFile[]
  /** Values of the shader's `override` declarations. */
  readonly constants: Readonly<Record<string, number>>
  /** Floats of scratch memory that the op's passes need for each replica; none if not said. */
  readonly scratch?: number
  /** Workgroups [x, y] for a batch with that many valid rows; z is the replicas. */
  workgroups(rows: number): readonly [number, number]
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

/** How many workgroups of `size` cover `count`. */
export function groups(count: number, size: number): number {
  return Math.max(1, Math.ceil(count / size))
}

export function nextPowerOfTwo(count: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(2, count)))
}
