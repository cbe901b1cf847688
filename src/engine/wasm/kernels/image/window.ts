import { copy, zero } from '../lanes'

/** What the records of all ops with windows begin with, see `Window` in image-ops.ts. */
@unmanaged
export class Window {
  code: u32
  rows: i32
  inHeight: i32
  inWidth: i32
  inChannels: i32
  outHeight: i32
  outWidth: i32
  outChannels: i32
  kernelHeight: i32
  kernelWidth: i32
  stride: i32
  paddingTop: i32
  paddingLeft: i32
  dilation: i32
}

/** Floats of one image of the input and of the output. */
export function inLength(w: Window): i32 {
  return w.inHeight * w.inWidth * w.inChannels
}

export function outLength(w: Window): i32 {
  return w.outHeight * w.outWidth * w.outChannels
}

/** The address after `floats` floats, at a multiple of 16 bytes. */
export function after(address: usize, floats: i32): usize {
  return (address + (floats << 2) + 15) & ~15
}

/**
 * What windows see of an image, as a canvas of that size: the image itself where no window leaves
 * it, else a copy with zeros around it, so that no loop has to ask where the image ends.
 */
export function canvasHeight(w: Window): i32 {
  return (w.outHeight - 1) * w.stride + w.dilation * (w.kernelHeight - 1) + 1
}

export function canvasWidth(w: Window): i32 {
  if (isInside(w)) return w.inWidth
  return spanOfWindows(w)
}

function spanOfWindows(w: Window): i32 {
  return (w.outWidth - 1) * w.stride + w.dilation * (w.kernelWidth - 1) + 1
}

function isInside(w: Window): bool {
  if (w.paddingTop > 0 || w.paddingLeft > 0) return false
  return canvasHeight(w) <= w.inHeight && spanOfWindows(w) <= w.inWidth
}

/** Makes room for copies; once for all images of an op, which leave the zeros in place. */
export function clearCanvas(w: Window, canvas: usize): void {
  if (!isInside(w)) zero(canvas, canvasHeight(w) * spanOfWindows(w) * w.inChannels)
}

/** The address of the canvas of one image, which may be its own. */
export function placeOnCanvas(w: Window, image: usize, canvas: usize): usize {
  if (isInside(w)) return image
  paste(
    image,
    w.inHeight,
    w.inWidth,
    w.inChannels,
    w.paddingTop,
    w.paddingLeft,
    canvas,
    canvasHeight(w),
    spanOfWindows(w),
  )
  return canvas
}

/** Copies as much of an image as falls on the canvas when its corner lies at (top, left). */
export function paste(
  image: usize,
  height: i32,
  width: i32,
  channels: i32,
  top: i32,
  left: i32,
  canvas: usize,
  heightOfCanvas: i32,
  widthOfCanvas: i32,
): void {
  const firstY = max(0, -top)
  const firstX = max(0, -left)
  const endY = min(height, heightOfCanvas - top)
  const floats = (min(width, widthOfCanvas - left) - firstX) * channels
  for (let y = firstY; y < endY; y++) {
    const from = image + (((y * width + firstX) * channels) << 2)
    const to = canvas + ((((y + top) * widthOfCanvas + firstX + left) * channels) << 2)
    copy(from, to, floats)
  }
}
