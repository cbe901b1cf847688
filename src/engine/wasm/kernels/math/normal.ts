import { exp } from './exp'

const SHARE: f32 = 0.3

/** e^(−x²/2) */
export function bell(x: v128): v128 {
  return exp(f32x4.mul(f32x4.mul(x, x), f32x4.splat(-0.5)))
}

/**
 * The normal distribution's cumulative probability Φ(x), given `bell(x)`: the tail beyond |x| is
 * e^(−x²/2)·u·P(u) with u = 1 / (1 + 0.3·|x|), P a minimax fit of relative error 4e-9. The tail is
 * computed without cancellation, so that Φ keeps its relative precision far to the left.
 */
export function cumulative(x: v128, bell: v128): v128 {
  const one = f32x4.splat(1.0)
  const size = f32x4.abs(x)
  const u = f32x4.div(one, f32x4.add(one, f32x4.mul(size, f32x4.splat(SHARE))))
  let sum = f32x4.splat(-0.020612948574317773)
  sum = f32x4.add(f32x4.mul(sum, u), f32x4.splat(0.11237642913871246))
  sum = f32x4.add(f32x4.mul(sum, u), f32x4.splat(-0.22806905144643114))
  sum = f32x4.add(f32x4.mul(sum, u), f32x4.splat(0.19158375376193856))
  sum = f32x4.add(f32x4.mul(sum, u), f32x4.splat(-0.0792490580680541))
  sum = f32x4.add(f32x4.mul(sum, u), f32x4.splat(0.09605875372538117))
  sum = f32x4.add(f32x4.mul(sum, u), f32x4.splat(0.07842525982606244))
  sum = f32x4.add(f32x4.mul(sum, u), f32x4.splat(0.11022739241068726))
  sum = f32x4.add(f32x4.mul(sum, u), f32x4.splat(0.11957283299014698))
  sum = f32x4.add(f32x4.mul(sum, u), f32x4.splat(0.11968663451200393))
  const tail = f32x4.mul(bell, f32x4.mul(u, sum))
  return v128.bitselect(tail, f32x4.sub(one, tail), f32x4.lt(x, f32x4.splat(0.0)))
}
