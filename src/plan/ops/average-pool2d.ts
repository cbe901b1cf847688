import type { AveragePool2dLayer, GlobalAveragePool2dLayer } from '../../model/experiment'
import type { ImageShape, Shape } from '../../model/shapes'
import {
  allocatePlainValue,
  below,
  deltaOf,
  type LaidLayer,
  type LayerRule,
  type Site,
  type Value,
} from './layer-rule'
import { imageOf, windowOf } from './window'

/** a = mean over each window, padding counted as zeros; the gradient is shared out evenly. */
export const averagePool2d: LayerRule<AveragePool2dLayer> = (layer, input, site) => {
  const image = imageOf(input)
  const settings = { ...layer, kernel: layer.size, dilation: 1 }
  const window = windowOf(image, settings, image[2], site.rows)
  return means(window, [window.outHeight, window.outWidth, image[2]], input, site)
}

/** The mean of each map: one window as large as the image. */
export const globalAveragePool2d: LayerRule<GlobalAveragePool2dLayer> = (_, input, site) => {
  const image: ImageShape = imageOf(input)
  const [height, width, channels] = image
  const settings = { kernel: 1, stride: Math.max(height, width), padding: 0, dilation: 1 }
  const window = {
    ...windowOf(image, settings, channels, site.rows),
    outHeight: 1,
    outWidth: 1,
    kernelHeight: height,
    kernelWidth: width,
  }
  return means(window, [channels], input, site)
}

function means(
  window: ReturnType<typeof windowOf>,
  shape: Shape,
  input: Value,
  site: Site,
): LaidLayer {
  const output = allocatePlainValue(site, shape)
  return {
    output,
    forward: () => [
      { kind: 'averagePool2d', ...window, x: input.output.offset, a: output.output.offset },
    ],
    backward: () =>
      input.delta
        ? [
            {
              kind: 'averagePool2dGradient',
              ...window,
              delta: deltaOf(output).offset,
              ...below(input, input.delta),
            },
          ]
        : [],
  }
}
