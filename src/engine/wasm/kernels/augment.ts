import { Batch } from './batch'
import { activations } from './buffers'
import { save } from './lanes'
import { log } from './math/log'
import { cos, sin } from './math/sine'
import { pcg, uniform } from './random'

/** See `AugmentOp` in image-ops.ts. */
@unmanaged
export class AugmentOp {
  code: u32
  rows: u32
  height: u32
  width: u32
  channels: u32
  x: u32
  a: u32
  flip: u32
  outside: f32
  translation: f32
  rotation: f32
  scale: f32
  noise: f32
}

const TWO_PI: f32 = 6.283185307179586

export function augment(op: AugmentOp, batch: Batch): void {
  const length = (op.height * op.width * op.channels) as i32
  const key = pcg(batch.noise ^ 0x61756721)
  let x = activations + (op.x << 2)
  const a = activations + (op.a << 2)
  let to = a
  for (let row: u32 = 0; row < batch.rows; row++, x += length << 2, to += length << 2) {
    moveImage(op, 6 * row + key, x, to)
  }
  if (op.noise == 0) return
  addNoise((batch.rows * length) as i32, pcg(batch.noise ^ 0x6e6f6973), op.noise, a)
}

function moveImage(op: AugmentOp, draws: u32, x: usize, to: usize): void {
  const height = op.height as i32
  const width = op.width as i32
  const centreX = ((width - 1) as f32) * 0.5
  const centreY = ((height - 1) as f32) * 0.5
  const left = centreX + op.translation * signed(draws)
  const top = centreY + op.translation * signed(draws + 1)
  const angle = f32x4.splat(op.rotation * signed(draws + 2))
  const growth = op.scale * signed(draws + 3) + 1
  const across = f32x4.extract_lane(cos(angle), 0) / growth
  const along = f32x4.extract_lane(sin(angle), 0) / growth
  const side: f32 = op.flip && uniform(draws + 4) < 0.5 ? -1 : 1
  const pixelBytes = op.channels << 2
  for (let i = 0; i < height; i++) {
    const dy = (i as f32) - top
    for (let j = 0; j < width; j++, to += pixelBytes) {
      const dx = (j as f32) - left
      const fromX = centreX + side * (dx * across - dy * along)
      const fromY = centreY + (dx * along + dy * across)
      mixPixel(op, x, near(fromX, width), near(fromY, height), to)
    }
  }
}

/** At most two pixels beyond the image, so that it is a whole number's size. */
function near(place: f32, size: i32): f32 {
  const most = (size + 1) as f32
  return place > -2 ? (place < most ? place : most) : -2
}

/** All channels of the place (x, y) of an image, between the four pixels around it. */
function mixPixel(op: AugmentOp, image: usize, x: f32, y: f32, to: usize): void {
  const left = floor(x)
  const top = floor(y)
  const shareX = x - left
  const shareY = y - top
  const j = left as i32
  const i = top as i32
  const upperLeft = pixelAt(op, image, i, j)
  const upperRight = pixelAt(op, image, i, j + 1)
  const lowerLeft = pixelAt(op, image, i + 1, j)
  const lowerRight = pixelAt(op, image, i + 1, j + 1)
  const end = op.channels << 2
  for (let c: u32 = 0; c < end; c += 4) {
    const upper = mix(valueOf(op, upperLeft, c), valueOf(op, upperRight, c), shareX)
    const lower = mix(valueOf(op, lowerLeft, c), valueOf(op, lowerRight, c), shareX)
    store<f32>(to + c, mix(upper, lower, shareY))
  }
}

/** Its address, or 0 beyond the image. */
function pixelAt(op: AugmentOp, image: usize, i: i32, j: i32): usize {
  // Negative numbers wrap around to ones beyond every image.
  if ((i as u32) >= op.height || (j as u32) >= op.width) return 0
  return image + (((i * op.width + j) * op.channels) << 2)
}

function valueOf(op: AugmentOp, pixel: usize, channel: u32): f32 {
  return pixel ? load<f32>(pixel + channel) : op.outside
}

/** What has no share is not looked at, so that nothing changes where nothing should. */
function mix(first: f32, second: f32, share: f32): f32 {
  return share == 0 ? first : first + share * (second - first)
}

/** Uniform in [−1, 1). */
function signed(counter: u32): f32 {
  return 2 * uniform(counter) - 1
}

/** a += noise·n, with n by the Box–Muller transform from draws 2i and 2i + 1 of element i. */
function addNoise(count: i32, key: u32, noise: f32, a: usize): void {
  const deviation = f32x4.splat(noise)
  for (let i = 0; i < count; i += 4, a += 16) {
    const first = f32x4.sub(f32x4.splat(1), everyOther(2 * i + key))
    const second = everyOther(2 * i + 1 + key)
    const radius = f32x4.sqrt(f32x4.mul(f32x4.splat(-2), log(first)))
    const normal = f32x4.mul(radius, cos(f32x4.mul(f32x4.splat(TWO_PI), second)))
    save(a, f32x4.add(v128.load(a), f32x4.mul(deviation, normal)), count - i)
  }
}

/** Uniform numbers of the counters `from`, `from` + 2, + 4 and + 6. */
function everyOther(from: u32): v128 {
  let draws = f32x4.splat(uniform(from))
  draws = f32x4.replace_lane(draws, 1, uniform(from + 2))
  draws = f32x4.replace_lane(draws, 2, uniform(from + 4))
  return f32x4.replace_lane(draws, 3, uniform(from + 6))
}
