import { Activation } from './activations'
import { Batch } from './batch'
import { activations, scratch } from './buffers'
import { zero } from './lanes'
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
/** Of a unit's result. */
const RESULT_BYTES: usize = 12

/** Unit by unit, so that sums stay in registers; slopes in order of their places. */
export function unitSummary(op: UnitSummaryOp, batch: Batch): void {
  const count = (min(op.rows, batch.rows) * op.width) as i32
  const units = op.units as i32
  const x = sourceOf(op.source) + (op.x << 2)
  const flats = scratch + SLOPE_BYTES
  zero(flats, units)
  if (op.activation != Activation.identity) countFlat(op.activation, x, count, flats, units)
  const end = x + (count << 2)
  const step = units << 2
  let result = activations + (op.result << 2)
  for (let unit = 0; unit < units; unit++, result += RESULT_BYTES) {
    let sum: f64 = 0
    let squares: f64 = 0
    let numbers = 0
    for (let at = x + (unit << 2); at < end; at += step) {
      const value = load<f32>(at)
      if (!(abs(value) < Infinity)) continue
      sum += value as f64
      squares += (value as f64) * (value as f64)
      numbers++
    }
    const share = numbers == 0 ? 0 : 1 / (numbers as f64)
    store<f32>(result, (sum * share) as f32)
    store<f32>(result, sqrt<f64>(squares * share) as f32, 4)
    store<f32>(result, ((load<u32>(flats + (unit << 2)) as f64) * share) as f32, 8)
  }
}

/** How many pre-activations of each unit are where the activation is flat. */
function countFlat(activation: Activation, z: usize, count: i32, flats: usize, units: i32): void {
  let unit = 0
  for (let i = 0; i < count; i += CHUNK) {
    const length = min(CHUNK, count - i)
    const from = z + (i << 2)
    const slope = slopes(activation, from, length, scratch)
    for (let j = 0; j < length; j += 4) {
      const lanes = i32x4.bitmask(
        flatLanes(v128.load(from + (j << 2)), v128.load(slope + (j << 2))),
      )
      for (let lane = 0; lane < min(4, length - j); lane++) {
        const at = flats + (unit << 2)
        store<u32>(at, load<u32>(at) + ((lanes >> lane) & 1))
        unit++
        if (unit == units) unit = 0
      }
    }
  }
}
