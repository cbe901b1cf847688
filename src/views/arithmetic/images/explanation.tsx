import type { Layer } from '../../../model/experiment'
import type { LayerInfo, Loaded } from '../../../worker/protocol'
import type { Pixel, Place } from '../../shared/place'
import type { ShownImage } from '../../shared/shown-image'
import { ConvolutionSum, Waiting } from './convolution-sum'
import { DenseSum } from './dense-sum'
import type { Look } from './look'
import { InputPixel, Normalization, PassedOn, ResidualSum } from './other-layers'
import { MapMean, PoolingWindow } from './pooling-window'
import { windowOf } from './sources'

interface ExplanationProps {
  readonly loaded: Loaded
  readonly image: ShownImage
  readonly look: Look
  readonly info: LayerInfo | undefined
  readonly place: Place
  readonly settings: Layer | null
  readonly below: readonly string[]
  /** As selected, whatever the layer. */
  readonly pixel: Pixel | null
  readonly channel: number
  readonly onChannel: (channel: number) => void
  readonly onPixel: (pixel: Pixel) => void
}

/** The chosen number's making, by kind of layer. */
export function Explanation(props: ExplanationProps) {
  const {
    loaded,
    image,
    look,
    info,
    place,
    settings,
    below: [below],
    channel,
    onChannel,
  } = props
  if (!info) return <InputPixel {...{ loaded, look, place, image }} />
  const { pixel } = place
  const common = { loaded, look, info, place }
  switch (info.kind) {
    case 'dense':
      return (
        <DenseSum
          {...common}
          {...{ image, channel, onChannel }}
          pixel={props.pixel}
          onPixel={props.onPixel}
        />
      )
    case 'globalAveragePool2d':
      return <MapMean {...common} below={below} />
    case 'residual':
      return <ResidualSum {...common} />
    case 'flatten':
    case 'dropout':
      return <PassedOn {...common} settings={settings} />
    case 'batchNorm':
      return settings?.kind === 'batchNorm' ? (
        <Normalization {...common} settings={settings} />
      ) : (
        <Waiting />
      )
    case 'conv2d':
    case 'maxPool2d':
    case 'averagePool2d': {
      const window = windowOf(info, place, settings)
      if (!window || !pixel) return <Waiting />
      const shown = Math.min(channel, (info.inputShape[2] ?? 1) - 1)
      const own = { look, info, place, pixel, below, window }
      return info.kind === 'conv2d' ? (
        <ConvolutionSum {...own} {...{ image, onChannel }} channel={shown} />
      ) : (
        <PoolingWindow {...own} />
      )
    }
  }
}
