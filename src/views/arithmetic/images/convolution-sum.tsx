import { useState } from 'react'
import { isImage } from '../../../model/shapes'
import type { LayerInfo } from '../../../worker/protocol'
import { ActivationLine, CheckMark, ResultLine } from '../../shared/formulas/result-lines'
import { compare } from '../../shared/formulas/rounding'
import { added } from '../../shared/formulas/substitute'
import { convolutionSum, type WindowPlace } from '../../shared/formulas/window-sum'
import { formatNumber } from '../../shared/number'
import type { Pixel, Place } from '../../shared/place'
import type { ShownImage } from '../../shared/shown-image'
import { ChannelTiles } from './channel-tiles'
import type { Look } from './look'
import { NumberGrid } from './number-grid'
import styles from './numbers.module.css'
import { largestOf } from './picture'

interface ConvolutionSumProps {
  readonly image: ShownImage
  readonly look: Look
  readonly info: LayerInfo
  readonly place: Place
  readonly pixel: Pixel
  readonly below: string
  readonly window: WindowPlace
  /** The map below that is shown in full. */
  readonly channel: number
  readonly onChannel: (channel: number) => void
}

/** Patch ⊙ filter, summed over all maps below; bias and activation; every number the engine's. */
export function ConvolutionSum(props: ConvolutionSumProps) {
  const { image, look, info, place, pixel, below, window, channel, onChannel } = props
  const [active, setActive] = useState(-1)
  const values = look.of(`${below}/output`)
  const weights = look.parameter(`${info.name}/weight`)
  const biases = look.parameter(`${info.name}/bias`)
  const [zs, as] = [look.of(`${info.name}/preActivation`), look.of(`${info.name}/output`)]
  const { inputShape, shape } = info
  if (!isImage(inputShape) || !isImage(shape)) return null
  if (!values || !weights || !biases || !zs || !as) return <Waiting />

  const [, width, filters] = shape
  const at = (pixel.row * width + pixel.column) * filters + place.unit
  const sums = convolutionSum(
    values,
    inputShape,
    weights,
    { filters, filter: place.unit },
    window.cells,
  )
  const { channels, sum, magnitude } = sums
  const bias = biases[place.unit]
  const [z, a] = [zs[at], as[at]]
  const terms = channels.length * window.cells.length + 1
  const check = compare(sum + bias, z, terms, magnitude + Math.abs(bias))
  const { patch, filter, products, sum: partial } = channels[channel]
  const padded = window.cells.map(({ inside }) => !inside)
  const { side } = window
  const common = { side, active, onActive: setActive }
  const many = channels.length > 1
  return (
    <>
      {many && (
        <ChannelTiles
          {...{ image, below, shape: inputShape, chosen: channel, onChoose: onChannel }}
          outline={regionOf(window)}
          sums={channels.map((each) => each.sum)}
        />
      )}
      <div className={styles['grids']}>
        <NumberGrid
          {...common}
          label={many ? `Patch of map ${channel + 1}` : 'Patch'}
          caption={captionOf(
            'x',
            patch[active],
            many ? `patch x, map ${channel + 1}` : 'patch x',
            padded[active],
          )}
          values={patch}
          limit={largestOf(values)}
          dilation={window.dilation}
          padded={padded}
        />
        <span className={styles['sign']}>×</span>
        <NumberGrid
          {...common}
          label="Filter"
          caption={captionOf('w', filter[active], 'filter w')}
          values={filter}
          limit={sums.largestWeight}
        />
        <span className={styles['sign']}>=</span>
        <NumberGrid
          {...common}
          label="Products"
          caption={captionOf('x·w', products[active], 'products x·w')}
          values={products}
          limit={sums.largestProduct}
        />
        <div className={styles['remarks']}>
          <p className={styles['partial']}>
            Σ{many && <sub>map {channel + 1}</sub>} = <b>{formatNumber(partial)}</b>
          </p>
          <WindowLine window={window} />
        </div>
      </div>
      <div className={styles['result']}>
        <ResultLine>
          <i>z</i> = Σ x·w + b = <span data-result="sum">{formatNumber(sum)}</span> {added(bias)} ={' '}
          <b data-result="z">{formatNumber(z)}</b> <CheckMark comparison={check} name="z" />
        </ResultLine>
        <ActivationLine activation={info.activation} z={z} a={a} />
      </div>
    </>
  )
}

export const Waiting = () => <p className={styles['waiting']}>The engine is computing this.</p>

export function regionOf({ top, left, reach }: WindowPlace) {
  return { top, left, bottom: top + reach, right: left + reach }
}

/** The number that is looked at, in full; without one, what the grid is. */
function captionOf(sign: string, value: number | undefined, otherwise: string, padded = false) {
  if (value === undefined) return otherwise
  return `${sign} = ${padded ? '0 (padding)' : formatNumber(value)}`
}

/** Counted from 1, and on into the padding before that. */
const line = (index: number): string => String(index + 1).replace('-', '−')

const lines = (what: 'row' | 'column', from: number, count: number): string =>
  count === 1 ? `${what} ${line(from)}` : `${what}s ${line(from)} to ${line(from + count - 1)}`

/** Where the window stands, and what of it is padding. */
export function WindowLine({ window }: { readonly window: WindowPlace }) {
  const { dilation, top, left, reach, cells } = window
  const outside = cells.filter(({ inside }) => !inside).length
  return (
    <p className={styles['cellLine']}>
      Window: {lines('row', top, reach)}, {lines('column', left, reach)}
      {dilation > 1 && `, every ${dilation === 2 ? 'second' : 'third'} pixel`}
      {outside > 0 && `; ${outside} of ${cells.length} are 0 (padding)`}
    </p>
  )
}
