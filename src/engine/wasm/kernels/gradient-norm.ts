import { Batch } from './batch'
import { gradients, metrics } from './buffers'
import { clip, firstLanes, sumHalves } from './lanes'

/** See `GradientNormOp` in plan.ts. */
@unmanaged
export class GradientNormOp {
  code: u32
  count: u32
  clipValue: f32
}

/** Offset of the norm in a metrics entry, in bytes. */
export const NORM_BYTES: usize = 8

/** Squares are summed in float64: gradients of 1e20 must not overflow. */
export function gradientNorm(op: GradientNormOp, batch: Batch): void {
  const count = op.count as i32
  let at = gradients
  let even = f64x2.splat(0)
  let odd = f64x2.splat(0)
  for (let i = 0; i < count; i += 4, at += 16) {
    let g = v128.load(at)
    if (op.clipValue > 0) g = clip(g, op.clipValue)
    g = v128.and(g, firstLanes(count - i))
    const low = f64x2.promote_low_f32x4(g)
    const high = f64x2.promote_low_f32x4(i32x4.shuffle(g, g, 2, 3, 0, 1))
    even = f64x2.add(even, f64x2.mul(low, low))
    odd = f64x2.add(odd, f64x2.mul(high, high))
  }
  const norm = sqrt<f64>(sumHalves(even, odd))
  store<f32>(metrics + (batch.slot << 2) + NORM_BYTES, norm as f32)
}
