import type { MaxPool2dLayer } from '../../model/experiment'
import { allocatePlainValue, below, deltaOf, type LayerRule } from './layer-rule'
import { imageOf, windowOf } from './window'

/** a = max over each window; the gradient goes to the pixel that won. */
export const maxPool2d: LayerRule<MaxPool2dLayer> = (layer, input, site) => {
  const image = imageOf(input)
  const window = windowOf(image, { ...layer, kernel: layer.size, dilation: 1 }, image[2], site.rows)
  const shape = [window.outHeight, window.outWidth, window.outChannels] as const
  const output = allocatePlainValue(site, shape)
  const index = site.allocate('index', shape)
  const places = { a: output.output.offset, index: index.offset }
  return {
    output,
    index,
    forward: () => [{ kind: 'maxPool2d', ...window, x: input.output.offset, ...places }],
    backward: () =>
      input.delta
        ? [
            {
              kind: 'maxPool2dGradient',
              ...window,
              delta: deltaOf(output).offset,
              index: index.offset,
              ...below(input, input.delta),
            },
          ]
        : [],
  }
}
