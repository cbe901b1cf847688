import { Activation } from './activations'
import { Batch } from './batch'
import { activations, scratch } from './buffers'
import { CHUNK, flatLanes, slopes, sourceOf } from './reduction'

/** See `UnitSummaryOp` in plan.ts. */
@unmanaged
export class UnitSummaryOp {
  code: u32
  source: u32
  rows: u32
  width: u32
  x: u32
  activation: u32
  result: u32
  units: u32
}

/** Bytes that the two lists of `slopes` take. */
const SLOPE_BYTES: usize = 2112
/** Of a unit: Σx and Σx² in float64, how many numbers, and how many of them are flat. */
const UNIT_BYTES: usize = 24
/** Of a unit's result. */
const RESULT_BYTES: usize = 12

export function unitSummary(op: UnitSummaryOp, batch: Batch): void {
  const count = (min(op.rows, batch.rows) * op.width) as i32
  const units = op.units
  const x = sourceOf(op.source) + (op.x << 2)
  const first = scratch + SLOPE_BYTES
  const end = first + units * UNIT_BYTES
  for (let at = first; at < end; at += 8) store<f64>(at, 0)

  let unit = first
  for (let i = 0; i < count; i++) {
    add(unit, load<f32>(x + (i << 2)))
    unit += UNIT_BYTES
    if (unit == end) unit = first
  }
  if (op.activation != Activation.identity) countFlat(op.activation, x, count, first, end)

  let result = activations + (op.result << 2)
  for (let at = first; at < end; at += UNIT_BYTES, result += RESULT_BYTES) {
    const numbers = load<u32>(at, 16)
    const share = numbers == 0 ? 0 : 1 / (numbers as f64)
    store<f32>(result, (load<f64>(at) * share) as f32)
    store<f32>(result, sqrt<f64>(load<f64>(at, 8) * share) as f32, 4)
    store<f32>(result, ((load<u32>(at, 20) as f64) * share) as f32, 8)
  }
}

function add(unit: usize, x: f32): void {
  if (!(abs(x) < Infinity)) return
  const value = x as f64
  store<f64>(unit, load<f64>(unit) + value)
  store<f64>(unit, load<f64>(unit, 8) + value * value, 8)
  store<u32>(unit, load<u32>(unit, 16) + 1, 16)
}

function countFlat(activation: Activation, z: usize, count: i32, first: usize, end: usize): void {
  let unit = first
  for (let i = 0; i < count; i += CHUNK) {
    const length = min(CHUNK, count - i)
    const from = z + (i << 2)
    const slope = slopes(activation, from, length, scratch)
    for (let j = 0; j < length; j += 4) {
      const flats = flatLanes(v128.load(from + (j << 2)), v128.load(slope + (j << 2)))
      const lanes = i32x4.bitmask(flats)
      for (let lane = 0; lane < min(4, length - j); lane++) {
        store<u32>(unit, load<u32>(unit, 20) + ((lanes >> lane) & 1), 20)
        unit += UNIT_BYTES
        if (unit == end) unit = first
      }
    }
  }
}
