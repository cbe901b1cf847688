import { type Conv2dLayer, LIMITS } from '../experiment'
import { isImage } from '../shapes'
import { extent, slide, type WindowSettings } from '../window'
import type { LayerEntry } from './layer'
import { needsImage } from './misfits'

export const conv2d = {
  label: 'Convolution',
  help: 'Small filters slide over the image; each makes one map of where its pattern is.',
  settings: {
    filters: {
      label: 'Filters',
      help: 'Maps that the layer gives.',
      default: 8,
      min: 1,
      max: LIMITS.filters,
      integer: true,
    },
    kernel: {
      label: 'Kernel',
      help: 'Height and width of each filter.',
      default: 3,
      min: 1,
      max: LIMITS.kernel,
      integer: true,
    },
    stride: {
      label: 'Stride',
      help: 'Pixels from one window to the next.',
      default: 1,
      min: 1,
      max: LIMITS.stride,
      integer: true,
    },
    dilation: {
      label: 'Dilation',
      help: 'Pixels from one weight of the filter to the next.',
      default: 1,
      min: 1,
      max: LIMITS.dilation,
      integer: true,
    },
  },
  shape(layer, input) {
    if (!isImage(input)) return needsImage('A convolution')
    const { outHeight, outWidth } = slide(input, layer)
    if (outHeight >= 1 && outWidth >= 1) return [outHeight, outWidth, layer.filters]
    const [height, width] = input
    const reach = extent(layer.kernel, layer.dilation)
    const fitting = shrunk(layer, Math.min(height, width))
    return {
      field: 'kernel',
      message:
        `A window of ${reach}×${reach} pixels does not fit an image of ${height}×${width}` +
        (layer.padding === 'valid' || layer.padding === 0
          ? '.'
          : ` with padding ${layer.padding}.`),
      fix: fitting,
    }
  },
  parameters({ filters, kernel, initializer }, input) {
    const channels = input[2] ?? 1
    const fans = { fanIn: kernel * kernel * channels, fanOut: kernel * kernel * filters }
    return [
      {
        name: 'weight',
        role: 'weight',
        shape: [kernel, kernel, channels, filters],
        ...fans,
        initializer,
      },
      { name: 'bias', role: 'bias', shape: [filters], ...fans },
    ]
  },
} as const satisfies LayerEntry<Conv2dLayer>

/** The largest kernel that fits; padding that keeps the size where even that would lose the point. */
function shrunk(layer: Conv2dLayer, size: number) {
  const fits = (settings: WindowSettings) => slide([size, size, 1], settings).outHeight >= 1
  for (let kernel = layer.kernel; kernel > 1; kernel--) {
    const smaller = { ...layer, kernel, dilation: 1 }
    if (fits(smaller)) {
      return { label: `Use a ${kernel}×${kernel} kernel`, layers: [smaller] }
    }
  }
  return { label: 'Use padding “same”', layers: [{ ...layer, padding: 'same' as const }] }
}
