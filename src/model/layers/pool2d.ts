import { type AveragePool2dLayer, LIMITS, type MaxPool2dLayer } from '../experiment'
import type { NumberSettings } from '../setting'
import { isImage, type Shape } from '../shapes'
import { slide } from '../window'
import type { LayerEntry, Misfit } from './layer'
import { needsImage } from './misfits'

const settings = {
  size: {
    label: 'Window',
    help: 'Height and width of what becomes one pixel.',
    default: 2,
    min: 1,
    max: LIMITS.kernel,
    integer: true,
  },
  stride: {
    label: 'Stride',
    help: 'Pixels from one window to the next; as many as the window has if left out.',
    default: 2,
    min: 1,
    max: LIMITS.kernel,
    integer: true,
  },
  padding: {
    label: 'Padding',
    help: 'Pixels around the image, at most half a window.',
    default: 0,
    min: 0,
    max: Math.floor(LIMITS.kernel / 2),
    integer: true,
  },
} as const satisfies NumberSettings

export const maxPool2d = {
  label: 'Max pooling',
  help: 'Keeps the largest value of each window.',
  settings,
  shape: (layer, input) => pooled(layer, input, 'Max pooling'),
  parameters: () => [],
} as const satisfies LayerEntry<MaxPool2dLayer>

export const averagePool2d = {
  label: 'Average pooling',
  help: 'Keeps the mean of each window; padding counts as zeros.',
  settings,
  shape: (layer, input) => pooled(layer, input, 'Average pooling'),
  parameters: () => [],
} as const satisfies LayerEntry<AveragePool2dLayer>

function pooled(
  layer: MaxPool2dLayer | AveragePool2dLayer,
  input: Shape,
  what: string,
): Shape | Misfit {
  if (!isImage(input)) return needsImage(what)
  const [height, width, channels] = input
  const { size, padding } = layer
  const most = Math.floor(size / 2)
  if (padding > most) {
    return {
      field: 'padding',
      message: `A window of ${size}×${size} can have padding of at most ${most}, so that it always holds a pixel of the image.`,
      fix: { label: `Use padding ${most}`, layers: [{ ...layer, padding: most }] },
    }
  }
  const { outHeight, outWidth } = slide(input, { ...layer, kernel: size, dilation: 1 })
  if (outHeight >= 1 && outWidth >= 1) return [outHeight, outWidth, channels]
  const side = Math.min(height, width)
  return {
    field: 'size',
    message: `A window of ${size}×${size} does not fit an image of ${height}×${width}.`,
    fix:
      side > 1
        ? {
            label: `Use a ${side}×${side} window`,
            layers: [{ ...layer, size: side, stride: Math.min(layer.stride, side), padding: 0 }],
          }
        : { label: 'Remove this layer', layers: [] },
  }
}
