import { useRef } from 'react'
import type { EdgeRef } from '../../store/selection'
import type { Loaded } from '../../worker/protocol'
import { formatNumber } from '../shared/number'
import { layerBelow, layerParameters, shortUnitName } from '../shared/parameters'
import { useFrame, useSelection } from '../shared/workbench'
import { plainUnitLabel } from './descriptions'
import { type DiagramLayout, edgeEnds, edgeMiddle } from './layout'
import styles from './network.module.css'
import type { Reading } from './showing'
import type { DiagramColumn } from './structure'

interface TipProps {
  readonly columns: readonly DiagramColumn[]
  readonly layout: DiagramLayout
  readonly loaded: Loaded
  readonly reading: Reading | null
  readonly edge: EdgeRef | null
}

/** Names what is pointed at, with its number, live. The buttons' labels say the same. */
export function Tip({ columns, layout, loaded, reading, edge }: TipProps) {
  const hovered = useSelection((state) => state.hovered)
  const value = useRef<HTMLElement>(null)
  const more = useRef<HTMLElement>(null)
  const layer = edge?.layer ?? hovered?.layer ?? ''
  const place = layerParameters(loaded, layer)
  const parameter = `${layer}/${edge ? 'weight' : 'bias'}`
  const index = place && edge ? edge.from * place.units + edge.to : (hovered?.unit ?? 0)
  const column = columns.findIndex(({ name }) => name === layer)
  useFrame(
    (frame) => {
      const at = place && (edge ? place.weight : place.bias) + index
      if (value.current && at) value.current.textContent = formatNumber(frame.parameters[at])
      if (!more.current || !reading || column < 0) return
      const unit = edge ? '' : reading.unitText(frame, column, index)
      const shown = place ? reading.parameterText(frame, parameter, index) : ''
      more.current.textContent = [unit, shown].filter(Boolean).join(' · ')
    },
    [place?.weight, parameter, index, column, reading],
  )
  if (column < 0) return null
  const target = edge
    ? edgeMiddle(edgeEnds(layout.columns[column - 1], edge.from, layout.columns[column], edge.to))
    : hovered && aboveUnit(layout, column, hovered.unit)
  if (!target) return null
  return (
    <div
      className={styles['tip']}
      data-below={target.y < 40 ? '' : undefined}
      style={{ left: Math.min(layout.width - 70, Math.max(70, target.x)), top: target.y }}
      aria-hidden="true"
    >
      {edge
        ? `${shortUnitName(loaded, layerBelow(loaded, layer), edge.from)} → ${shortUnitName(loaded, layer, edge.to)}`
        : hovered && plainUnitLabel(columns[column], hovered.unit)}
      {place && (
        <span>
          {edge ? 'weight ' : 'bias '}
          <b ref={value} />
        </span>
      )}
      {reading && <b ref={more} />}
    </div>
  )
}

function aboveUnit({ columns }: DiagramLayout, column: number, unit: number) {
  const corner = columns[column].units[unit]
  return corner ? { x: corner.x + columns[column].tile / 2, y: corner.y - 3 } : null
}
