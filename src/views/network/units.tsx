import { type FocusEvent, type KeyboardEvent, memo, useRef, useState } from 'react'
import type { UnitRef } from '../../store/selection'
import { useFrame, useRun, useSelection, useWorkbench } from '../shared/workbench'
import { plainUnitLabel, unitDescription } from './descriptions'
import { type ColumnLayout, type DiagramLayout, nearestUnit } from './layout'
import styles from './network.module.css'
import type { Reading } from './showing'
import { type DiagramColumn, isOfShape } from './structure'
import { unitOf } from './use-pointer'

interface UnitsProps {
  readonly columns: readonly DiagramColumn[]
  readonly layout: DiagramLayout
  readonly reading: Reading | null
  readonly summary: string
  readonly onOpen: (unit: UnitRef) => void
  /** What a focused unit is, with its numbers. */
  readonly describe?: typeof unitDescription
}

/** A button over every unit. Together they are one tab stop; the arrow keys move among them. */
export function Units({
  columns,
  layout,
  reading,
  summary,
  onOpen,
  describe = unitDescription,
}: UnitsProps) {
  const { experiment, frames, selection } = useWorkbench()
  const loaded = useRun((state) => state.loaded)
  const group = useRef<HTMLDivElement>(null)
  const unheard = useRef<Element>(null)
  const [stop, setStop] = useState({ column: 1, unit: 0 })
  // A strip has no units to stop at.
  const from = Math.min(stop.column, columns.length - 1)
  const column = layout.columns.findIndex(({ units }, c) => c >= from && units.length > 0)
  const unit = Math.min(stop.unit, (layout.columns[column]?.units.length ?? 0) - 1)

  const focus = (to: { column: number; unit: number }) => {
    setStop(to)
    group.current
      ?.querySelector<HTMLElement>(`[data-column="${to.column}"][data-unit="${to.unit}"]`)
      ?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const at = unitOf(event.target, columns)
    if (!at) return
    if (event.key === 'Enter') {
      event.preventDefault()
      event.stopPropagation()
      onOpen(at.ref)
      return
    }
    const to = neighbour(layout.columns, at, event.key)
    if (!to) return
    event.preventDefault()
    event.stopPropagation()
    focus(to)
  }
  const onFocus = (event: FocusEvent) => {
    const at = unitOf(event.target, columns)
    if (!at) return
    setStop({ column: at.column, unit: at.unit })
    // Opening a panel by pointer focuses the unit too; then the pointer says what is hovered.
    if (event.target.matches(':focus-visible')) selection.setState({ hovered: at.ref })
    label(event.target)
    unheard.current = event.target
  }
  /** Says the unit with its numbers; tells whether that was anything new. */
  const label = (button: Element): boolean => {
    const at = unitOf(button, columns)
    if (!at || !loaded || !frames.latest || !isOfShape(loaded, columns)) return false
    const place = columns[at.column]
    const said = describe(loaded, frames.latest, place, at.unit, experiment.get())
    const more = reading && [
      reading.unitText(frames.latest, at.column, at.unit),
      reading.edgesText(frames.latest, at.column, at.unit),
    ]
    const text = [said, ...(more ?? [])].filter(Boolean).join('. ')
    if (text === button.getAttribute('aria-label')) return false
    button.setAttribute('aria-label', text)
    return true
  }
  // Numbers that had not come when the unit was focused are said as soon as they have.
  useFrame(() => {
    if (unheard.current && label(unheard.current)) unheard.current = null
  }, [reading])
  return (
    <div
      ref={group}
      role="group"
      aria-label={summary}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onBlur={(event) => {
        selection.setState({ hovered: null })
        unheard.current = null
        const at = unitOf(event.target, columns)
        // The numbers would be out of date by the time that someone reads the label again.
        if (at) event.target.setAttribute('aria-label', plainUnitLabel(columns[at.column], at.unit))
      }}
    >
      {columns.map((each, c) => (
        <UnitColumn
          key={each.name}
          index={c}
          column={each}
          place={layout.columns[c]}
          stop={c === column ? unit : -1}
        />
      ))}
    </div>
  )
}

function neighbour(
  columns: readonly ColumnLayout[],
  { column, unit }: { readonly column: number; readonly unit: number },
  key: string,
): { column: number; unit: number } | null {
  const { units, tileHeight, abreast } = columns[column]
  const last = units.length - 1
  const beside = (direction: 1 | -1) => {
    let to = column + direction
    while (columns[to]?.units.length === 0) to += direction
    const other = columns[to]
    if (!other) return { column, unit }
    return { column: to, unit: nearestUnit(other, units[unit].y + tileHeight / 2) }
  }
  const place = unit % abreast
  switch (key) {
    case 'ArrowUp':
      return { column, unit: unit < abreast ? unit : unit - abreast }
    case 'ArrowDown':
      return { column, unit: unit + abreast > last ? unit : unit + abreast }
    case 'ArrowLeft':
      return place > 0 ? { column, unit: unit - 1 } : beside(-1)
    case 'ArrowRight':
      return place < abreast - 1 && unit < last ? { column, unit: unit + 1 } : beside(1)
    case 'Home':
      return { column, unit: 0 }
    case 'End':
      return { column, unit: last }
    default:
      return null
  }
}

interface UnitColumnProps {
  readonly index: number
  readonly column: DiagramColumn
  readonly place: ColumnLayout
  /** The unit that the tab key reaches; −1 for none of this column. */
  readonly stop: number
}

const UnitColumn = memo(function UnitColumn({ index, column, place, stop }: UnitColumnProps) {
  const chosen = useSelection(({ unit }) => (unit?.layer === column.name ? unit.unit : -1))
  return place.units.map(({ x, y }, unit) => (
    <button
      key={`${column.name} ${x} ${y}`}
      type="button"
      className={styles['unit']}
      style={{ left: x, top: y, width: place.tile, height: place.tileHeight }}
      tabIndex={unit === stop ? 0 : -1}
      aria-label={plainUnitLabel(column, unit)}
      aria-pressed={unit === chosen}
      data-column={index}
      data-unit={unit}
    />
  ))
})
