import type { Layer } from '../../../model/experiment'
import { isImage } from '../../../model/shapes'
import type { WindowSettings } from '../../../model/window'
import type { LayerInfo } from '../../../worker/protocol'
import { type WindowPlace, windowAt } from '../../shared/formulas/window-sum'
import type { Place } from '../../shared/place'
import type { Source } from './pictures'

/** The window of a convolution or a pooling over the image below. */
export function windowOf(
  info: LayerInfo | undefined,
  { pixel }: Place,
  settings: Layer | null,
): WindowPlace | null {
  if (!info || !pixel || !isImage(info.inputShape)) return null
  const window = windowSettings(settings)
  return window && windowAt(info.inputShape, window, pixel)
}

function windowSettings(layer: Layer | null): WindowSettings | null {
  if (layer?.kind === 'conv2d') return layer
  if (layer?.kind !== 'maxPool2d' && layer?.kind !== 'averagePool2d') return null
  return { ...layer, kernel: layer.size, dilation: 1 }
}

/** What to draw of the layers that a number is made of. */
export function sourcePictures(
  info: LayerInfo | undefined,
  below: readonly string[],
  place: Place,
  settings: Layer | null,
  channel: number,
): Source[] {
  if (!info || !isImage(info.inputShape)) return []
  const [height, width, channels] = info.inputShape
  const { unit, pixel } = place
  const window = windowOf(info, place, settings)
  if (window) {
    const { top, left, reach, padding, dilation, cells } = window
    const source: Source = {
      layer: below[0],
      channel: info.kind === 'conv2d' ? channel : unit,
      outline: { top, left, bottom: top + reach, right: left + reach },
      padding,
      ...(dilation > 1 && { cells }),
    }
    return [source]
  }
  if (info.kind === 'globalAveragePool2d') {
    return [
      {
        layer: below[0],
        channel: unit,
        outline: { top: 0, left: 0, bottom: height, right: width },
      },
    ]
  }
  if (info.kind === 'flatten') {
    const at = Math.floor(unit / channels)
    const [row, column] = [Math.floor(at / width), at % width]
    const outline = { top: row, left: column, bottom: row + 1, right: column + 1 }
    return [{ layer: below[0], channel: unit % channels, outline }]
  }
  if (!pixel || info.kind === 'conv2d') return []
  const { row, column } = pixel
  const outline = { top: row, left: column, bottom: row + 1, right: column + 1 }
  return below.map((layer) => ({ layer, channel: unit, outline }))
}
