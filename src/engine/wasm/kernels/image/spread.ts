import { save } from '../lanes'
import { endCovering, firstCovering } from './reach'
import { Window } from './window'

/**
 * Gathers for every pixel of one image the deltas of the windows that cover it, in their order.
 *
 * @param index address of the winners' places, so that only theirs count, or 0
 * @param share what the sums are divided by
 */
export function spread(w: Window, delta: usize, index: usize, share: f32, to: usize): void {
  const pixel = w.inChannels << 2
  let firstY = 0
  let endY = 0
  let place = 0
  for (let y = 0; y < w.inHeight; y++) {
    firstY = firstCovering(firstY, y, w.kernelHeight, w.stride, w.paddingTop)
    endY = endCovering(endY, y, w.outHeight, w.stride, w.paddingTop)
    let firstX = 0
    let endX = 0
    for (let x = 0; x < w.inWidth; x++, place++, to += pixel) {
      firstX = firstCovering(firstX, x, w.kernelWidth, w.stride, w.paddingLeft)
      endX = endCovering(endX, x, w.outWidth, w.stride, w.paddingLeft)
      for (let c = 0; c < w.inChannels; c += 4) {
        let sum = f32x4.splat(0)
        for (let outY = firstY; outY < endY; outY++) {
          for (let outX = firstX; outX < endX; outX++) {
            const at = (outY * w.outWidth + outX) * pixel + (c << 2)
            const value = v128.load(delta + at)
            if (index) {
              const won = f32x4.eq(v128.load(index + at), f32x4.splat(place as f32))
              sum = f32x4.add(sum, v128.and(value, won))
            } else {
              sum = f32x4.add(sum, value)
            }
          }
        }
        save(to + (c << 2), f32x4.div(sum, f32x4.splat(share)), w.inChannels - c)
      }
    }
  }
}
