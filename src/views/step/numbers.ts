import type { Experiment } from '../../model/experiment'
import { type Frame, type Loaded, type ProbeRequest, probeKey } from '../../worker/protocol'
import { type Comparison, compare } from '../shared/formulas/rounding'

/** The update taken apart, in the engine's numbers. */
export interface Numbers {
  readonly experiment: Experiment
  readonly loaded: Loaded
  /** Examples of the batch. */
  readonly rows: number
  /** A tensor of the batch [rows, …] or a part of a parameter; undefined until the engine sent it. */
  of(tensor: string): Float32Array | undefined
  /** One example's part of a tensor of the batch; where one is chosen, there may be no other. */
  example(tensor: string, row: number): Float32Array | undefined
  /** The values of a parameter before the update. */
  parameter(name: string): Float32Array | undefined
}

interface NumbersOptions {
  readonly experiment: Experiment
  readonly loaded: Loaded
  /** The example that was asked for alone. */
  readonly row: number | null
}

/** @param row of the batch, where it alone is asked for */
export function requestOf(tensor: string, row: number | null = null): ProbeRequest {
  return { tensor, over: 'batch', ...(row !== null && { row }) }
}

/** Null where the frame says nothing of a batch; single tensors may come later. */
export function numbersIn(frame: Frame, { experiment, loaded, row }: NumbersOptions) {
  const of = (tensor: string) => frame.probes[probeKey(requestOf(tensor))]
  const rows = of('batch/examples')?.length ?? 0
  if (rows === 0) return null
  const alone = row === null ? -1 : Math.min(row, rows - 1)
  const numbers: Numbers = {
    experiment,
    loaded,
    rows,
    of,
    example(tensor, r) {
      const whole = of(tensor)
      if (!whole) return r === alone ? frame.probes[probeKey(requestOf(tensor, row))] : undefined
      const size = whole.length / rows
      return whole.subarray(r * size, (r + 1) * size)
    },
    parameter(name) {
      const found = loaded.parameters.find((each) => each.name === name)
      if (!found) return undefined
      const size = found.shape.reduce((product, side) => product * side, 1)
      const values = frame.parameters.subarray(found.offset, found.offset + size)
      return values.length === size ? values : undefined
    },
  }
  return numbers
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

/** Of each chosen row its part of a tensor of the batch; undefined until the engine sent them. */
export function examplesOf(
  numbers: Numbers,
  tensor: string,
  row: number | null,
): readonly Float32Array[] | undefined {
  const rows = chosenRows(numbers, row)
  const found = rows.flatMap((r) => numbers.example(tensor, r) ?? [])
  return found.length === rows.length ? found : undefined
}

/** Roundings within one of the engine's own functions. */
export const FUNCTION_ROUNDINGS = 8
