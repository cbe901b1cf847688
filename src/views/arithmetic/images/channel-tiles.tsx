import { type CSSProperties, useId } from 'react'
import type { Region } from '../../../model/receptive-field'
import type { ImageShape } from '../../../model/shapes'
import { formatNumber } from '../../shared/number'
import type { ShownImage } from '../../shared/shown-image'
import { cellText } from './cell-text'
import { Picture } from './picture'
import styles from './pictures.module.css'

interface ChannelTilesProps {
  readonly image: ShownImage
  /** The layer whose maps are summed over. */
  readonly below: string
  readonly shape: ImageShape
  readonly outline?: Region
  /** What each map adds. */
  readonly sums: readonly number[]
  readonly chosen: number
  readonly onChoose: (channel: number) => void
}

/** All maps below, small, each with what it adds; arrow keys choose the one shown in full. */
export function ChannelTiles(props: ChannelTilesProps) {
  const { image, below, shape, outline, sums, chosen, onChoose } = props
  const name = useId()
  const largest = Math.max(...sums.map(Math.abs))
  return (
    <div role="radiogroup" aria-label="Map below" className={styles['tiles']}>
      <p className={styles['tilesCaption']}>what each map below adds to Σ x·w</p>
      {sums.map((sum, channel) => (
        <label
          // Maps have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          key={channel}
          className={styles['tile']}
          data-chosen={channel === chosen ? '' : undefined}
        >
          <input
            type="radio"
            name={name}
            className="visually-hidden"
            checked={channel === chosen}
            aria-label={`map ${channel + 1} adds ${formatNumber(sum)}`}
            onChange={() => onChoose(channel)}
          />
          <Picture label="" {...{ image, layer: below, shape, channel, outline }} />
          <span
            className={styles['tileSum']}
            aria-hidden="true"
            style={
              {
                '--colour': sum < 0 ? 'var(--negative)' : 'var(--positive)',
                '--share': `${largest > 0 ? (50 * Math.abs(sum)) / largest : 0}%`,
              } as CSSProperties
            }
          >
            {cellText(sum)}
          </span>
        </label>
      ))}
    </div>
  )
}
