import type { Region } from '../../../model/receptive-field'
import { type ImageShape, isImage, type Shape, unitsOf } from '../../../model/shapes'
import type { Loaded } from '../../../worker/protocol'
import type { Padding, WindowCell } from '../../shared/formulas/window-sum'
import {
  layerNumber,
  layerTitle,
  type Pixel,
  type Place,
  pixelText,
  shapeOf,
} from '../../shared/place'
import type { ShownImage } from '../../shared/shown-image'
import type { Look } from './look'
import { Picture } from './picture'
import styles from './pictures.module.css'
import { PixelMap } from './pixel-map'
import { Scale } from './scale'

/** A picture beside the numbers: what the chosen pixel is made of. */
export interface Source {
  readonly layer: string
  readonly channel: number
  readonly outline: Region
  readonly padding?: Padding
  readonly cells?: readonly WindowCell[]
}

interface PicturesProps {
  readonly loaded: Loaded
  readonly look: Look | null
  readonly image: ShownImage
  readonly place: Place
  readonly sources: readonly Source[]
  /** A pixel of the explained map. */
  readonly onChoose: (pixel: Pixel) => void
  /** A pixel of an earlier layer's. */
  readonly onChooseIn: (layer: string, pixel: Pixel) => void
  /** Explains another layer's map. */
  readonly onExplain: (layer: string, unit: number) => void
}

/** What the chosen pixel reads, outlined, and the map that it lies in. */
export function Pictures(props: PicturesProps) {
  const { loaded, look, image, place, sources, onChoose, onChooseIn, onExplain } = props
  const shape = shapeOf(loaded, place.layer)
  const { pixel } = place
  const outputs = look?.of(`${place.layer}/output`)
  const mapName = (layer: string, channel: number) => channelText(shapeOf(loaded, layer), channel)
  return (
    <div className={styles['pictures']}>
      {sources.map(({ layer, channel, ...marks }) => {
        const own = shapeOf(loaded, layer)
        if (!isImage(own)) return null
        const what = mapName(layer, channel)
        return (
          <figure key={layer} className={styles['large']}>
            <figcaption>
              <button
                type="button"
                title={`Explain ${layerTitle(loaded, layer)}${what}`}
                onClick={() => onExplain(layer, channel)}
              >
                {layerNumber(layer)}
                {what}
              </button>
            </figcaption>
            <Picture
              label={`${layerTitle(loaded, layer)}${what}: the pixels that are read are outlined`}
              shape={own}
              onChoose={isImage(shape) ? (to) => onChooseIn(layer, to) : undefined}
              {...{ image, layer, channel, ...marks }}
            />
            <div className={styles['below']}>
              <Scale layer={layer} values={look?.of(`${layer}/output`)} />
            </div>
          </figure>
        )
      })}
      {isImage(shape) && pixel && (
        <figure className={styles['large']} data-chosen="">
          <figcaption>
            <b title={pixelText(pixel)}>
              pixel {pixel.row + 1}, {pixel.column + 1}
            </b>
          </figcaption>
          <PixelMap
            name={`${layerNumber(place.layer)}${mapName(place.layer, place.unit)}`}
            value={outputs?.[(pixel.row * shape[1] + pixel.column) * shape[2] + place.unit]}
            {...{ image, place, pixel, shape, onChoose }}
          >
            <Scale layer={place.layer} values={outputs} />
          </PixelMap>
        </figure>
      )}
    </div>
  )
}

/** Follows a layer's name; nothing where there is one map only. */
function channelText(shape: Shape, channel: number | 'mean'): string {
  const count = unitsOf(shape)
  if (count === 1) return ''
  return channel === 'mean' ? `, mean of ${count} maps` : `, map ${channel + 1}`
}

interface ChainProps {
  readonly loaded: Loaded
  readonly image: ShownImage
  /** From the input on, without those that are drawn large. */
  readonly links: readonly ChainLink[]
  readonly onChooseIn: (layer: string, pixel: Pixel) => void
}

export interface ChainLink {
  readonly layer: string
  readonly shape: ImageShape
  readonly channel: number | 'mean'
  readonly region: Region
}

/** The receptive field in every layer before those drawn large, from the input on. */
export function ReceptiveChain({ loaded, image, links, onChooseIn }: ChainProps) {
  if (links.length === 0) return null
  return (
    <ol className={styles['chain']} aria-label="Receptive field in the layers before">
      {links.map(({ layer, shape, channel, region }) => {
        const { top, left, bottom, right } = region
        const size = `${bottom - top}×${right - left}`
        const which = channelText(shape, channel)
        return (
          <li key={layer}>
            <Picture
              label={`${layerTitle(loaded, layer)}${which}: receptive field of ${size} pixels, from row ${top + 1}, column ${left + 1}`}
              outline={region}
              onChoose={(pixel) => onChooseIn(layer, pixel)}
              {...{ image, layer, shape, channel }}
            />
            <span title={`${layerTitle(loaded, layer)}${which}`}>{layerNumber(layer)}</span>
            <span>{size}</span>
          </li>
        )
      })}
    </ol>
  )
}
