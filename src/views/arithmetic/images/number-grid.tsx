import { type CSSProperties, type KeyboardEvent, useRef } from 'react'
import { formatNumber } from '../../shared/number'
import { cellText } from './cell-text'
import styles from './numbers.module.css'

interface NumberGridProps {
  /** "Patch of map 2". */
  readonly label: string
  /** Above it, short. */
  readonly caption: string
  /** `side`², row by row. */
  readonly values: readonly number[]
  readonly side: number
  /** The value in full colour. */
  readonly limit: number
  /** Pixels from one cell to the next in the picture: gaps stand for those left out. */
  readonly dilation?: number
  /** Which cells are padding. */
  readonly padded?: readonly boolean[]
  /** The one that decides: the winner of max pooling. */
  readonly winner?: number | undefined
  /** The cell that is looked at in all grids of a sum. */
  readonly active: number
  readonly onActive: (cell: number) => void
}

/** A square of numbers on signed colours: one tab stop, arrow keys go from cell to cell. */
export function NumberGrid(props: NumberGridProps) {
  const { label, caption, values, side, limit, dilation = 1, padded, winner } = props
  const { active, onActive } = props
  const grid = useRef<HTMLDivElement>(null)
  const stop = active >= 0 && active < values.length ? active : 0
  const onKeyDown = (event: KeyboardEvent) => {
    const [row, column] = [Math.floor(stop / side), stop % side]
    const to: Readonly<Record<string, readonly [number, number]>> = {
      ArrowUp: [row - 1, column],
      ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1],
      ArrowRight: [row, column + 1],
      Home: [row, 0],
      End: [row, side - 1],
    }
    const at = to[event.key]
    if (!at) return
    event.preventDefault()
    event.stopPropagation()
    const [y, x] = at.map((line) => Math.min(side - 1, Math.max(0, line)))
    onActive(y * side + x)
    grid.current?.querySelector<HTMLElement>(`[data-cell="${y * side + x}"]`)?.focus()
  }
  return (
    <figure className={styles['gridFigure']}>
      <figcaption>
        {caption}
        {padded?.includes(true) && (
          <span className={styles['paddingNote']}>
            <i className={styles['paddingKey']} /> padding
          </span>
        )}
      </figcaption>
      <div
        ref={grid}
        role="grid"
        aria-label={label}
        className={styles['grid']}
        data-gaps={dilation > 1 ? '' : undefined}
        style={{ '--side': side, '--dilation': dilation } as CSSProperties}
        onKeyDown={onKeyDown}
        onPointerLeave={(event) => event.pointerType === 'mouse' && onActive(-1)}
      >
        {Array.from({ length: side }, (_, row) => (
          // Rows and cells have no identity but their place.
          // oxlint-disable-next-line react/no-array-index-key
          <div key={row} role="row">
            {values.slice(row * side, (row + 1) * side).map((value, column) => {
              const cell = row * side + column
              const isPadding = padded?.[cell] ?? false
              const share = limit > 0 ? Math.min(1, Math.abs(value) / limit) : 0
              return (
                <div
                  // oxlint-disable-next-line react/no-array-index-key
                  key={column}
                  role="gridcell"
                  data-cell={cell}
                  data-active={cell === active ? '' : undefined}
                  data-winner={cell === winner ? '' : undefined}
                  data-padding={isPadding ? '' : undefined}
                  tabIndex={cell === stop ? 0 : -1}
                  aria-label={cellName(row, column, value, isPadding, cell === winner)}
                  style={
                    {
                      '--colour': value < 0 ? 'var(--negative)' : 'var(--positive)',
                      '--share': `${Number.isFinite(share) ? 50 * share : 0}%`,
                    } as CSSProperties
                  }
                  onPointerEnter={() => onActive(cell)}
                  onFocus={() => onActive(cell)}
                >
                  {cellText(value)}
                </div>
              )
            })}
          </div>
        ))}
      </div>
    </figure>
  )
}

function cellName(
  row: number,
  column: number,
  value: number,
  isPadding: boolean,
  wins: boolean,
): string {
  const number = isPadding ? '0 (padding)' : formatNumber(value)
  return `row ${row + 1}, column ${column + 1}: ${number}${wins ? ', the largest' : ''}`
}
