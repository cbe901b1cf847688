import { useMemo } from 'react'
import type { Frame, LayerInfo, Loaded } from '../../../worker/protocol'
import { probeKey } from '../../../worker/protocol'
import { denseSum } from '../../shared/formulas/contributions'
import { ProductTable } from '../../shared/formulas/product-table'
import { ActivationLine, CheckMark, ResultLine } from '../../shared/formulas/result-lines'
import { compare } from '../../shared/formulas/rounding'
import { added } from '../../shared/formulas/substitute'
import { formatNumber } from '../../shared/number'
import { layerNumber, nameBelow, type Pixel, type Place, pixelOf } from '../../shared/place'
import type { ShownImage } from '../../shared/shown-image'
import { Probability } from '../equations'
import { ChannelTiles } from './channel-tiles'
import { Waiting } from './convolution-sum'
import { type ImageSource, imageSource, type Look, requestFor } from './look'
import numbers from './numbers.module.css'
import { originOf } from './other-layers'
import { Picture } from './picture'
import pictures from './pictures.module.css'
import { PixelMap } from './pixel-map'
import { Scale } from './scale'

interface DenseSumProps {
  readonly loaded: Loaded
  readonly image: ShownImage
  readonly look: Look
  readonly info: LayerInfo
  readonly place: Place
  /** The pixel of the image below that is looked at. */
  readonly pixel: Pixel | null
  readonly channel: number
  readonly onChannel: (channel: number) => void
  readonly onPixel: (pixel: Pixel) => void
}

/** x·W + b of one unit: as images where an image comes in, and the products that count most. */
export function DenseSum(props: DenseSumProps) {
  const { loaded, image, look, info, place, pixel, channel, onChannel, onPixel } = props
  const { name } = info
  const inputs = look.of(`${nameBelow(loaded, name)}/output`)
  const weights = look.parameter(`${name}/weight`)
  const bias = look.parameter(`${name}/bias`)?.[place.unit]
  const outputs = look.of(`${name}/output`)
  const z = look.of(`${name}/preActivation`)?.[place.unit]
  const a = outputs?.[place.unit]
  if (!inputs || !weights || !outputs) return <Waiting />
  if (bias === undefined || z === undefined || a === undefined) return <Waiting />

  const units = outputs.length
  const sum = denseSum(inputs, weights, { units, unit: place.unit })
  const check = compare(sum.sum + bias, z, inputs.length + 1, sum.magnitude + Math.abs(bias))
  const source = imageSource(loaded, name)
  const nameOf = (index: number) => {
    if (!source) return `unit ${index + 1}`
    const { pixel: from, unit } = originOf(source.shape, index)
    const where = `${from.row + 1}, ${from.column + 1}`
    return source.shape[2] === 1 ? where : `${where}, map ${unit + 1}`
  }
  const parts = { loaded, image, info, place, channel, onChannel, onPixel, inputs, weights, units }
  const at = source && pixelOf(source.shape, pixel)
  const marked =
    source && at ? (at.row * source.shape[1] + at.column) * source.shape[2] + channel : -1
  const what = source ? 'Row, column' : layerNumber(nameBelow(loaded, name))
  return (
    <div
      className={numbers['dense']}
      data-pictures={source && (source.shape[2] > 1 ? 'many' : 'one')}
    >
      {source && at && <DensePictures {...parts} source={source} pixel={at} />}
      <ProductTable
        sum={sum}
        heads={[what, 'x', 'weight w', 'product x·w']}
        nameOf={nameOf}
        marked={marked}
        feet={[{ label: 'bias b', value: bias, summand: true }]}
        className={numbers['contributions']}
      />
      <div className={numbers['result']}>
        <ResultLine>
          <i>z</i> = Σ x·w + b = <span data-result="sum">{formatNumber(sum.sum)}</span>{' '}
          {added(bias)} = <b data-result="z">{formatNumber(z)}</b>{' '}
          <CheckMark comparison={check} name="z" />
        </ResultLine>
        <ActivationLine activation={info.activation} z={z} a={a} />
        {name === 'output' && (
          <Probability loaded={loaded} explained={{ unit: place.unit, a, layerOutputs: outputs }} />
        )}
      </div>
    </div>
  )
}

interface DensePicturesProps extends Omit<DenseSumProps, 'look' | 'pixel'> {
  readonly source: ImageSource
  readonly pixel: Pixel
  readonly inputs: Float32Array
  readonly weights: Float32Array
  readonly units: number
}

/** x, w and x·w as images, of the chosen map; one number of them in full. */
function DensePictures(props: DensePicturesProps) {
  const { loaded, image, info, place, source, pixel, channel, onChannel, onPixel } = props
  const { inputs, weights, units } = props
  const { layer, shape } = source
  const [height, width, channels] = shape
  const { unit } = place
  const shown = Math.min(channel, channels - 1)
  const readers = useMemo(() => {
    const offset = loaded.parameters.find(({ name }) => name === `${info.name}/weight`)?.offset ?? 0
    const key = probeKey(requestFor(`${nameBelow(loaded, info.name)}/output`, image))
    const weightsOf = ({ parameters }: Frame) =>
      Float32Array.from(
        { length: height * width * channels },
        (_, i) => parameters[offset + i * units + unit],
      )
    return {
      weights: weightsOf,
      products(frame: Frame) {
        const x = frame.probes[key]
        return x && weightsOf(frame).map((weight, i) => weight * x[i])
      },
    }
  }, [loaded, info.name, image, height, width, channels, units, unit])
  const own = Array.from(inputs, (_, i) => weights[i * units + unit])
  const sums = Array.from({ length: channels }, (_, each) => {
    let sum = 0
    for (let i = each; i < inputs.length; i += channels) sum += inputs[i] * own[i]
    return sum
  })
  const { row, column } = pixel
  const at = (row * width + column) * channels + shown
  const [x, weight] = [inputs[at], own[at]]
  const outline = { top: row, left: column, bottom: row + 1, right: column + 1 }
  const common = { image, layer, shape, channel: shown, outline, onChoose: onPixel }
  return (
    <div className={numbers['densePictures']}>
      {channels > 1 && (
        <ChannelTiles
          {...{ image, below: layer, shape, sums, chosen: shown, onChoose: onChannel }}
        />
      )}
      <div className={numbers['grids']}>
        <figure className={numbers['gridFigure']}>
          <figcaption>inputs x{channels > 1 && `, map ${shown + 1}`}</figcaption>
          <PixelMap
            name={`${layerNumber(layer)}, what unit ${unit + 1} reads`}
            place={{ layer, unit: shown, pixel }}
            value={x}
            {...{ image, pixel, shape }}
            onChoose={onPixel}
          >
            <Scale layer={layer} values={inputs} />
          </PixelMap>
        </figure>
        <span className={numbers['sign']}>×</span>
        <figure className={numbers['gridFigure']}>
          <figcaption>weights w</figcaption>
          <Picture {...common} label={`Weights of unit ${unit + 1}`} read={readers.weights} />
          <div className={pictures['below']}>
            <Scale values={own} />
          </div>
        </figure>
        <span className={numbers['sign']}>=</span>
        <figure className={numbers['gridFigure']}>
          <figcaption>products x·w</figcaption>
          <Picture {...common} label={`Products of unit ${unit + 1}`} read={readers.products} />
          <div className={pictures['below']}>
            <Scale values={own.map((w, i) => w * inputs[i])} />
          </div>
        </figure>
      </div>
      <p className={numbers['cellLine']}>
        {formatNumber(x)} × {formatNumber(weight)} = <b>{formatNumber(x * weight)}</b>
        {channels > 1 && (
          <>
            ; all of map {shown + 1}: <b>{formatNumber(sums[shown])}</b>
          </>
        )}
      </p>
    </div>
  )
}
