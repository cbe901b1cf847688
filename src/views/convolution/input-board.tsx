import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef, useState } from 'react'
import { CellEditor, type Draft, draftOf } from './cell-editor'
import styles from './cells.module.css'
import type { Operation } from './compute'
import {
  type Grid,
  holds,
  indexOf,
  largestMagnitude,
  makeGrid,
  type Place,
  samePlace,
  valueAt,
} from './grid'
import { cellOf, NumberGrid, pointedPlace } from './number-grid'
import { numberText, placeText } from './number-text'
import { boardSize } from './sides'
import type { Spotlight } from './spotlight'
import { feeds, fits, paddedSize, type Sweep, skipped, tapOf, taps, windowStart } from './sweep'

interface InputBoardProps {
  readonly operation: Operation
  readonly input: Grid
  readonly over: Sweep
  readonly selected: Place
  readonly side: number
  readonly brush: number
  readonly spotlight: Spotlight
  readonly onPixel: (place: Place, value: number) => void
  readonly onSpotlight: (spotlight: Spotlight) => void
}

/** The image to paint on, its padding, and the window of the selected output over both. */
export function InputBoard(props: InputBoardProps) {
  const { operation, input, over, side, brush, onPixel, onSpotlight } = props
  const board = useRef<HTMLDivElement>(null)
  const [stop, setStop] = useState<Place>({ row: 0, column: 0 })
  const [draft, setDraft] = useState<Draft | null>(null)
  const pointer = usePainting(props)
  const works = fits(over)
  const missed = skipped(over)
  const isMissed = ({ row, column }: Place) =>
    works && (missed.rows.has(row) || missed.columns.has(column))
  const size = boardSize(over)
  const style = {
    '--side': `${side}px`,
    '--rows': size.height,
    '--columns': size.width,
    '--top': over.before.row,
    '--left': over.before.column,
  } as CSSProperties
  const name = (place: Place) => {
    const count = feeds(over, place).length
    const outputs = count === 1 ? '1 output' : `${count} outputs`
    return `${placeText(place)}: ${numberText(valueAt(input, place))}, feeds ${outputs}`
  }
  const onKey = (event: KeyboardEvent, place: Place) => {
    const begun = draftOf(event, place)
    if (begun) setDraft(begun)
    else if (event.key === ' ') onPixel(place, valueAt(input, place) === brush ? 0 : brush)
    else if (event.key === 'Delete' || event.key === 'Backspace') onPixel(place, 0)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const { height, width } = input
  return (
    <div ref={board} className={styles['board']} style={style}>
      <PaddingCells over={over} text={operation === 'maxPooling' ? '–' : '0'} side={side} />
      <div className={styles['image']} data-paints>
        <NumberGrid
          label={`Input, ${height} rows of ${width} pixels`}
          {...{ grid: input, side, stop, name, onKey, ...pointer }}
          scale={largestMagnitude(input)}
          marks={(place) => (isMissed(place) ? 'skipped' : '')}
          onStop={setStop}
          onFocusCell={(place) => {
            if (place) setStop(place)
            onSpotlight(place && { kind: 'pixel', place })
          }}
        />
        {draft && holds(input, draft.place) && (
          <CellEditor
            what="Pixel"
            {...{ grid: input, side, draft }}
            onDone={(value, byKey) => {
              setDraft(null)
              if (value !== null) onPixel(draft.place, value)
              if (byKey) cellOf(board.current, indexOf(input, draft.place))?.focus()
            }}
          />
        )}
      </div>
      <WindowFrame {...props} />
    </div>
  )
}

/** Press or stroke to paint, from a cell that has the colour already to erase. */
function usePainting({ input, brush, onPixel, onSpotlight }: InputBoardProps) {
  const stroke = useRef<{ value: number; last: Place; painted: boolean } | null>(null)
  const paint = (place: Place) => {
    if (!stroke.current) return
    onPixel(place, stroke.current.value)
    stroke.current = { ...stroke.current, last: place, painted: true }
  }
  return {
    onPointerDown(event: PointerEvent) {
      if (event.button !== 0) return
      const place = pointedPlace(event, input)
      const value = valueAt(input, place) === brush ? 0 : brush
      stroke.current = { value, last: place, painted: false }
      // A finger may be about to scroll: it paints when it is lifted, or moves along the row.
      if (event.pointerType !== 'touch') paint(place)
    },
    onPointerMove(event: PointerEvent) {
      const place = pointedPlace(event, input)
      onSpotlight({ kind: 'pixel', place })
      const { current } = stroke
      if (!current || samePlace(current.last, place)) return
      if (!current.painted) paint(current.last)
      paint(place)
    },
    onPointerUp() {
      if (stroke.current?.painted === false) paint(stroke.current.last)
      stroke.current = null
    },
    onPointerCancel() {
      stroke.current = null
    },
    onPointerLeave() {
      stroke.current = null
      onSpotlight(null)
    },
  }
}

/** Zeros around the image: not pixels, so no cells of the grid. */
function PaddingCells({ over, text, side }: { over: Sweep; text: string; side: number }) {
  const size = paddedSize(over)
  const { before, input } = over
  const inside = ({ row, column }: Place) =>
    holds(input, { row: row - before.row, column: column - before.column })
  if (size.height === input.height && size.width === input.width) return null
  const places = makeGrid(size, () => 0).values.map((_, i) => ({
    row: Math.floor(i / size.width),
    column: i % size.width,
  }))
  return (
    <div aria-hidden className={styles['padding']} style={{ fontSize: Math.min(12, side * 0.42) }}>
      {places
        .filter((place) => !inside(place))
        .map(({ row, column }) => (
          <i key={`${row} ${column}`} style={{ '--row': row, '--column': column } as CSSProperties}>
            {text}
          </i>
        ))}
    </div>
  )
}

/** The window of the selected output; with dilation, each pixel that it touches. */
function WindowFrame({ over, selected, spotlight }: InputBoardProps) {
  const works = fits(over)
  const start = windowStart(over, works ? selected : { row: 0, column: 0 })
  const at = ({ row, column }: Place, span = 1) =>
    ({
      '--row': row + over.before.row,
      '--column': column + over.before.column,
      '--span': span,
    }) as CSSProperties
  return (
    <div aria-hidden className={styles['overlay']}>
      {works &&
        over.dilation > 1 &&
        taps(over, selected).map(({ weight, pixel }) => (
          <i key={`${weight.row} ${weight.column}`} className={styles['tap']} style={at(pixel)} />
        ))}
      <i
        className={styles['frame']}
        data-misfit={!works || undefined}
        data-dilated={over.dilation > 1 || undefined}
        style={at(start, over.reach)}
      />
      {works && spotlight?.kind === 'weight' && (
        <i className={styles['lit']} style={at(tapOf(over, selected, spotlight.place))} />
      )}
    </div>
  )
}
