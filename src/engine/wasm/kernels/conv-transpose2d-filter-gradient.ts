import { Batch } from './batch'
import { activations, gradients, scratch } from './buffers'
import { biasGradient, filterGradient } from './image/filter-gradient'
import { mirrored } from './image/mirrored'
import { after, Window } from './image/window'

/** See `ConvTranspose2dFilterGradientOp` in image-ops.ts. */
@unmanaged
export class ConvTranspose2dFilterGradientOp {
  code: u32
  rows: u32
  inHeight: u32
  inWidth: u32
  inChannels: u32
  outHeight: u32
  outWidth: u32
  outChannels: u32
  kernelHeight: u32
  kernelWidth: u32
  stride: u32
  paddingTop: u32
  paddingLeft: u32
  dilation: u32
  x: u32
  delta: u32
  filter: u32
  bias: u32
}

/** That of the convolution from output to input, whose input is delta and whose delta is x. */
export function convTranspose2dFilterGradient(
  op: ConvTranspose2dFilterGradientOp,
  batch: Batch,
): void {
  const delta = activations + (op.delta << 2)
  const keep = batch.accumulate != 0
  const taps = (op.kernelHeight * op.kernelWidth) as i32
  const block = (op.inChannels * op.outChannels) as i32
  const sums = scratch
  const w = mirrored(changetype<Window>(op))
  const room = after(sums, taps * block)
  filterGradient(w, batch.rows, delta, activations + (op.x << 2), sums, false, room)
  let from = sums
  let to = gradients + (op.filter << 2)
  for (let tap = 0; tap < taps; tap++, from += block << 2, to += block << 2) {
    turnBlock(op.outChannels, op.inChannels, from, to, keep)
  }
  const count = op.outHeight * op.outWidth
  biasGradient(batch.rows, count, op.outChannels, delta, gradients + (op.bias << 2), keep)
}

/** to [columns, rows] = from [rows, columns], transposed; added to what is there if `keep`. */
function turnBlock(rows: i32, columns: i32, from: usize, to: usize, keep: bool): void {
  for (let j = 0; j < columns; j++) {
    for (let i = 0; i < rows; i++, to += 4) {
      const value = load<f32>(from + ((i * columns + j) << 2))
      store<f32>(to, keep ? load<f32>(to) + value : value)
    }
  }
}
