import { useRef } from 'react'
import type { EdgeRef } from '../../../store/selection'
import type { Loaded } from '../../../worker/protocol'
import type { ShownImage } from '../../shared/shown-image'
import { useFrame, useSelection } from '../../shared/workbench'
import { plainUnitLabel } from '../descriptions'
import type { DiagramLayout } from '../layout'
import styles from '../network.module.css'
import type { Reading } from '../showing'
import type { DiagramColumn } from '../structure'
import { Tip } from '../tip'
import { unitValueText } from './describe-unit'

interface ImageTipProps {
  readonly columns: readonly DiagramColumn[]
  readonly layout: DiagramLayout
  readonly loaded: Loaded
  readonly image: ShownImage | null
  readonly reading: Reading | null
  readonly edge: EdgeRef | null
}

/** Names what is pointed at, with its values for the shown image, live. */
export function ImageTip({ columns, layout, loaded, image, reading, edge }: ImageTipProps) {
  const hovered = useSelection((state) => state.hovered)
  const value = useRef<HTMLElement>(null)
  const c = columns.findIndex(({ name }) => name === hovered?.layer)
  const unit = hovered?.unit ?? 0
  useFrame(
    (frame) => {
      if (!value.current || c < 0) return
      const isUsual = !reading || reading.parts[c].units === 'usual'
      value.current.textContent = isUsual
        ? unitValueText(columns[c], unit, image, frame)
        : reading.unitText(frame, c, unit)
    },
    [columns, c, unit, image, reading],
  )
  if (edge) return <Tip {...{ columns, layout, loaded, reading, edge }} />
  const corner = layout.columns[c]?.units[unit]
  if (!corner) return null
  const x = corner.x + layout.columns[c].tile / 2
  return (
    <div
      className={styles['tip']}
      data-below={corner.y < 40 ? '' : undefined}
      style={{ left: Math.min(layout.width - 90, Math.max(90, x)), top: corner.y - 3 }}
      aria-hidden="true"
    >
      {c === 0 && !reading?.showing.phase ? (image?.name ?? '') : plainUnitLabel(columns[c], unit)}
      {c > 0 && (
        <span>
          <b ref={value} />
        </span>
      )}
    </div>
  )
}
