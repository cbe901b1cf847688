import type { ImageShape } from './shapes'

/**
 * The examples of one experiment, drawn or loaded, before features: what the data panel plots and
 * what the plan encodes. Inputs of the plane are scaled so that they lie within −6…6.
 */
export interface Dataset {
  /** Of images; `columns` are then their pixels, row by row, channel by channel in each. */
  readonly shape?: ImageShape | undefined
  readonly columns: readonly Column[]
  /** Class names of a classification; empty for a regression. */
  readonly classes: readonly string[]
  /** Values per example: 1 for a classification (the class index), else the regression's outputs. */
  readonly targetWidth: number
  readonly train: Examples
  readonly test: Examples
}

export interface Column {
  readonly label: string
  /** Empty where there is none. */
  readonly unit: string
  /** What stands at 0 on the plane, and how much one unit of the plane is: raw = centre + scale·x. */
  readonly centre: number
  readonly scale: number
}

export interface Examples {
  readonly count: number
  /** [count, columns] */
  readonly inputs: Float32Array
  /** [count, targetWidth] */
  readonly targets: Float32Array
}

/** Half the width of the plane on which data lies. */
export const PLANE_LIMIT = 6
