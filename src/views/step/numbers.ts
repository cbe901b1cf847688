import type { Experiment } from '../../model/experiment'
import type { Loaded } from '../../worker/protocol'
import { type Comparison, compare } from '../shared/formulas/rounding'

/** The update taken apart, in the engine's numbers. */
export interface Numbers {
  readonly experiment: Experiment
  readonly loaded: Loaded
  /** Examples of the batch. */
  readonly rows: number
  /** A tensor of the batch [rows, …] or a part of a parameter; undefined until the engine sent it. */
  of(tensor: string): Float32Array | undefined
  /** The values of a parameter before the update. */
  parameter(name: string): Float32Array | undefined
}

/** A number that was added up here, in double precision, beside the engine's. */
export interface Result {
  readonly computed: number
  readonly engine: number
  readonly comparison: Comparison
}

/**
 * @param terms that rounding may have touched
 * @param magnitude Σ|terms|
 */
export const result = (
  computed: number,
  engine: number,
  terms: number,
  magnitude: number,
): Result => ({
  computed,
  engine,
  comparison: compare(computed, engine, terms, magnitude),
})

export const sumOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0)

/** One row of the batch; without one all, for the mean. */
export const chosenRows = ({ rows }: Numbers, row: number | null): readonly number[] =>
  row === null ? Array.from({ length: rows }, (_, i) => i) : [Math.min(row, rows - 1)]

/** Roundings within one of the engine's own functions. */
export const FUNCTION_ROUNDINGS = 8
