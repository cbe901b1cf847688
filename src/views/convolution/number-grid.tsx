import {
  type ComponentProps,
  type CSSProperties,
  type KeyboardEvent,
  memo,
  type ReactNode,
  useRef,
} from 'react'
import { usePalette } from '../shared/palette'
import { cellColours } from './cell-colour'
import { fittingTexts } from './cell-text'
import styles from './cells.module.css'
import { clampPlace, type Grid, indexOf, type Place, placeAt, samePlace } from './grid'

type Handlers = Pick<
  ComponentProps<'div'>,
  'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerLeave' | 'onPointerCancel'
>

interface NumberGridProps extends Handlers {
  readonly label: string
  readonly grid: Grid
  /** Side of a cell in CSS pixels. */
  readonly side: number
  /** The value in full colour. */
  readonly scale: number
  /** The cell that Tab leads to. */
  readonly stop: Place
  readonly onStop: (place: Place) => void
  /** What a cell is called, its number included. */
  readonly name: (place: Place) => string
  /** Words that the style sheet knows: how a cell is marked. */
  readonly marks?: (place: Place) => string
  readonly selected?: Place
  readonly onFocusCell?: (place: Place | null) => void
  /** Keys that move nothing. */
  readonly onKey?: (event: KeyboardEvent, place: Place) => void
  /** Stands over the cells. */
  readonly children?: ReactNode
}

/** Numbers in coloured cells, one tab stop; arrows, Home and End move. */
export function NumberGrid(props: NumberGridProps) {
  const { label, grid, side, scale, onStop, name, marks, selected, onFocusCell, onKey } = props
  const { children, onPointerDown, onPointerMove, onPointerUp, onPointerLeave, onPointerCancel } =
    props
  const palette = usePalette()
  const element = useRef<HTMLDivElement>(null)
  const stop = clampPlace(grid, props.stop)
  const { texts, fontSize } = fittingTexts(grid.values, side)
  const move = (event: KeyboardEvent) => {
    const place = placeAt(grid, Number((event.target as HTMLElement).dataset['index'] ?? 0))
    const to = moved(event, grid, place)
    if (!to) {
      onKey?.(event, place)
      return
    }
    event.preventDefault()
    event.stopPropagation()
    onStop(to)
    cellOf(element.current, indexOf(grid, to))?.focus()
  }
  return (
    <div
      ref={element}
      role="grid"
      aria-label={label}
      className={styles['grid']}
      style={{ '--columns': grid.width, '--side': `${side}px`, fontSize } as CSSProperties}
      onKeyDown={move}
      onFocus={({ target }) => {
        const index = target.dataset['index']
        if (index !== undefined) onFocusCell?.(placeAt(grid, Number(index)))
      }}
      onBlur={() => onFocusCell?.(null)}
      {...{ onPointerDown, onPointerMove, onPointerUp, onPointerLeave, onPointerCancel }}
    >
      {Array.from({ length: grid.height }, (_, row) => (
        // Rows have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={row} role="row" className={styles['gridRow']}>
          {Array.from({ length: grid.width }, (__, column) => {
            const place = { row, column }
            const index = indexOf(grid, place)
            const { background, text } = cellColours(palette, grid.values[index] / (scale || 1))
            return (
              <Cell
                // oxlint-disable-next-line react/no-array-index-key
                key={column}
                {...{ index, background }}
                colour={text}
                text={texts[index]}
                name={name(place)}
                marks={marks?.(place) ?? ''}
                selected={selected && samePlace(place, selected)}
                stops={samePlace(place, stop)}
              />
            )
          })}
        </div>
      ))}
      {children}
    </div>
  )
}

interface CellProps {
  readonly index: number
  readonly background: string
  readonly colour: string
  readonly text: string
  readonly name: string
  readonly marks: string
  readonly selected: boolean | undefined
  readonly stops: boolean
}

const Cell = memo(function Cell(props: CellProps) {
  const { index, background, colour, text, name, marks, selected, stops } = props
  return (
    <div
      role="gridcell"
      aria-label={name}
      aria-selected={selected}
      tabIndex={stops ? 0 : -1}
      data-index={index}
      data-marks={marks || undefined}
      className={styles['cell']}
      style={{ '--cell': background, color: colour } as CSSProperties}
    >
      {text}
    </div>
  )
})

export const cellOf = (grid: HTMLElement | null, index: number): HTMLElement | null =>
  grid?.querySelector<HTMLElement>(`[data-index="${index}"]`) ?? null

/** The place under a pointer event on a grid, the nearest one if it is beside. */
export function pointedPlace(
  event: { clientX: number; clientY: number; currentTarget: Element },
  grid: Grid,
): Place {
  const box = event.currentTarget.getBoundingClientRect()
  return clampPlace(grid, {
    row: Math.floor(((event.clientY - box.top) / box.height) * grid.height),
    column: Math.floor(((event.clientX - box.left) / box.width) * grid.width),
  })
}

/** Where a key leads; null for other keys. */
function moved({ key, ctrlKey }: KeyboardEvent, grid: Grid, { row, column }: Place): Place | null {
  const to: Readonly<Record<string, Place>> = {
    ArrowUp: { row: row - 1, column },
    ArrowDown: { row: row + 1, column },
    ArrowLeft: { row, column: column - 1 },
    ArrowRight: { row, column: column + 1 },
    Home: { row: ctrlKey ? 0 : row, column: 0 },
    End: { row: ctrlKey ? grid.height - 1 : row, column: grid.width - 1 },
  }
  return to[key] ? clampPlace(grid, to[key]) : null
}
