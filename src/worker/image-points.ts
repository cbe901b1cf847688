import type { ImageShape } from '../model/shapes'

/**
 * Images moved by whole pixels; what comes in is 0.
 *
 * @param images [count, height, width, channels]
 */
export function movedImages(
  images: Float32Array,
  [height, width, channels]: ImageShape,
  [columns, rows]: readonly [columns: number, rows: number],
): Float32Array {
  const moved = new Float32Array(images.length)
  const line = width * channels
  const kept = Math.max(0, width - Math.abs(columns)) * channels
  const from = Math.max(0, -columns) * channels
  const to = Math.max(0, columns) * channels
  for (let row = 0; row < images.length / line; row++) {
    const target = (row % height) + rows
    if (target < 0 || target >= height) continue
    const start = row * line + from
    moved.set(images.subarray(start, start + kept), (row + rows) * line + to)
  }
  return moved
}

/**
 * Copies of one image with a square of `size` pixels at `value`, one for every `stride`-th place of
 * its centre, row by row: [⌈height/stride⌉·⌈width/stride⌉, height, width, channels].
 */
export function occludedImages(
  image: Float32Array,
  [height, width, channels]: ImageShape,
  { size, stride }: { readonly size: number; readonly stride: number },
  value: number,
): Float32Array {
  const down = Math.ceil(height / stride)
  const across = Math.ceil(width / stride)
  const copies = new Float32Array(down * across * image.length)
  const before = Math.floor(size / 2)
  for (let place = 0; place < down * across; place++) {
    const top = Math.floor(place / across) * stride - before
    const left = (place % across) * stride - before
    const copy = copies.subarray(place * image.length, (place + 1) * image.length)
    copy.set(image)
    for (let row = Math.max(0, top); row < Math.min(height, top + size); row++) {
      const start = (row * width + Math.max(0, left)) * channels
      copy.fill(value, start, (row * width + Math.min(width, left + size)) * channels)
    }
  }
  return copies
}
