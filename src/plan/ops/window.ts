import { type ImageShape, isImage } from '../../model/shapes'
import { slide, type WindowSettings } from '../../model/window'
import type { Value } from './layer-rule'

/** The shape of a value that is an image; `parse` refuses documents in which it is none. */
export function imageOf({ shape }: Value): ImageShape {
  if (!isImage(shape)) throw new Error('a window slides over an image')
  return shape
}

/** The fields of an op whose window slides over an image. */
export function windowOf(
  image: ImageShape,
  settings: WindowSettings,
  outChannels: number,
  rows: number,
) {
  const [inHeight, inWidth, inChannels] = image
  const { outHeight, outWidth, paddingTop, paddingLeft } = slide(image, settings)
  return {
    rows,
    inHeight,
    inWidth,
    inChannels,
    outHeight,
    outWidth,
    outChannels,
    kernelHeight: settings.kernel,
    kernelWidth: settings.kernel,
    stride: settings.stride,
    paddingTop,
    paddingLeft,
    dilation: settings.dilation,
  }
}
