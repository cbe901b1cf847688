import { type StoreApi, useStore } from 'zustand'
import { formatTick } from '../../shared/axis'
import type { ShownImage } from '../../shared/shown-image'
import { parameterText } from '../layer-words'
import styles from '../network.module.css'
import { EdgeNote, EdgeQuantity, ScaleToggle, Spare, UnitQuantity, unitNote } from '../quantities'
import type { NetworkProps, Reading } from '../showing'
import { hasOwnScales } from './line-values'
import type { Between } from './looks'
import type { ImageFigures } from './painter'

interface ImageLegendProps extends Pick<NetworkProps, 'showing' | 'setPerLayer'> {
  readonly betweens: readonly Between[]
  readonly reading: Reading | null
  /** Of the image whose deltas are shown. */
  readonly image: ShownImage | null
  readonly figures: StoreApi<ImageFigures>
  /** Of the whole network. */
  readonly parameters: number
  readonly narrow: boolean
}

/** What the colours and lines stand for; numbers that differ between columns stand below those. */
export function ImageLegend(props: ImageLegendProps) {
  const { betweens, image, figures, parameters, narrow, ...shown } = props
  const { lines: fulls } = useStore(figures)
  const lines = [
    betweens.includes('weights') && 'weights',
    betweens.includes('filters') && 'size of filters',
  ].filter(Boolean)
  const words = lines.length > 0 ? `lines: ${lines.join(', ')}` : ''
  const note =
    shown.showing.units === 'delta' && !shown.showing.phase && image?.target !== undefined
      ? `on ${image.name}`
      : unitNote(shown)
  const full = hasOwnScales(shown.reading)
    ? undefined
    : fulls.find((each) => each !== null && each !== undefined)
  return (
    <footer className={styles['legend']}>
      <div className={styles['key']}>
        <UnitQuantity {...shown} />
        <span>−</span>
        <i className={styles['ramp']} />
        <span>+</span>
        {!narrow && note && <Spare>{note}</Spare>}
      </div>
      <div className={styles['key']}>
        <EdgeQuantity {...shown} />
        <span>−{typeof full === 'number' && formatTick(full)}</span>
        <svg className={styles['wedge']} viewBox="0 0 72 8" aria-hidden="true">
          <path d="M36 4 0 1.2V6.8Z" fill="var(--negative)" />
          <path d="M36 4 72 1.2V6.8Z" fill="var(--positive)" />
        </svg>
        <span>{typeof full === 'number' ? formatTick(full) : '+'}</span>
        <EdgeNote
          {...shown}
          known={fulls.some((each) => typeof each === 'number')}
          narrow={narrow}
        />
        {!narrow && words && <Spare>{words}</Spare>}
      </div>
      <ScaleToggle {...shown} />
      {!shown.showing.phase && <Spare>{parameterText(parameters)}</Spare>}
    </footer>
  )
}
