import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react'
import { CellEditor, type Draft, draftOf } from './cell-editor'
import styles from './cells.module.css'
import { type Grid, holds, indexOf, largestMagnitude, type Place, samePlace, valueAt } from './grid'
import { cellOf, NumberGrid, pointedPlace } from './number-grid'
import { numberText, placeText } from './number-text'
import type { Spotlight } from './spotlight'

interface FilterBoardProps {
  readonly filter: Grid
  readonly side: number
  /** The weight that is to be seen among its products and edges. */
  readonly lit: Place | undefined
  readonly onWeight: (place: Place, value: number) => void
  readonly onSpotlight: (spotlight: Spotlight) => void
}

/** The weights, each a field to type into. */
export function FilterBoard({ filter, side, lit, onWeight, onSpotlight }: FilterBoardProps) {
  const board = useRef<HTMLDivElement>(null)
  const [stop, setStop] = useState<Place>({ row: 0, column: 0 })
  const [draft, setDraft] = useState<Draft | null>(null)
  const spot = (place: Place | null) => onSpotlight(place && { kind: 'weight', place })
  const onKey = (event: KeyboardEvent, place: Place) => {
    const begun = draftOf(event, place)
    if (begun) setDraft(begun)
    else if (event.key === 'Delete' || event.key === 'Backspace') onWeight(place, 0)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const { height, width } = filter
  const style = { '--side': `${side}px`, '--rows': height, '--columns': width } as CSSProperties
  return (
    <div ref={board} className={styles['board']} style={style}>
      <NumberGrid
        label={`Filter, ${height} rows of ${width} weights`}
        {...{ grid: filter, side, stop, onKey }}
        scale={largestMagnitude(filter)}
        name={(place) => `${placeText(place)}: ${numberText(valueAt(filter, place))}`}
        marks={(place) => (samePlace(lit, place) ? 'lit' : '')}
        onStop={setStop}
        onFocusCell={(place) => {
          if (place) setStop(place)
          spot(place)
        }}
        onPointerMove={(event) => spot(pointedPlace(event, filter))}
        onPointerUp={(event) => setDraft({ place: pointedPlace(event, filter) })}
        onPointerLeave={() => spot(null)}
      />
      {draft && holds(filter, draft.place) && (
        <CellEditor
          key={`${draft.place.row} ${draft.place.column}`}
          what="Weight"
          {...{ grid: filter, side, draft }}
          onDone={(value, byKey) => {
            setDraft((current) => (current === draft ? null : current))
            if (value !== null) onWeight(draft.place, value)
            if (byKey) cellOf(board.current, indexOf(filter, draft.place))?.focus()
          }}
        />
      )}
    </div>
  )
}
