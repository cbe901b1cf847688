import { passBack } from './activations'
import { Batch } from './batch'
import { activations } from './buffers'
import { save } from './lanes'

/** See `Upsample2dGradientOp` in image-ops.ts. */
@unmanaged
export class Upsample2dGradientOp {
  code: u32
  rows: u32
  height: u32
  width: u32
  channels: u32
  scale: u32
  delta: u32
  z: u32
  a: u32
  inputDelta: u32
  activation: u32
}

export function upsample2dGradient(op: Upsample2dGradientOp, batch: Batch): void {
  const scale = op.scale as i32
  const pixel = (op.channels << 2) as i32
  const lines = (batch.rows * op.height) as i32
  const outLine = op.width * op.scale * pixel
  let delta = activations + (op.delta << 2)
  const first = activations + (op.inputDelta << 2)
  let to = first
  for (let line = 0; line < lines; line++, delta += (scale - 1) * outLine) {
    for (let j: u32 = 0; j < op.width; j++, delta += scale * pixel, to += pixel) {
      sumCopies(op.channels, scale, delta, outLine, to)
    }
  }
  const count = (lines * (op.width * op.channels)) as i32
  passBack(op.activation, activations + (op.z << 2), activations + (op.a << 2), first, count)
}

/** Over scale × scale pixels of delta, line by line. */
function sumCopies(channels: i32, scale: i32, delta: usize, line: i32, to: usize): void {
  const pixel = channels << 2
  for (let c = 0; c < channels; c += 4) {
    let sum = f32x4.splat(0)
    for (let i = 0; i < scale; i++) {
      let at = delta + i * line + (c << 2)
      for (let j = 0; j < scale; j++, at += pixel) sum = f32x4.add(sum, v128.load(at))
    }
    save(to + (c << 2), sum, channels - c)
  }
}
