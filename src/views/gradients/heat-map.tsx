import {
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { Interval } from '../shared/axis'
import { prepare, useSize } from '../shared/canvas'
import { formatCount } from '../shared/number'
import { css, usePalette } from '../shared/palette'
import type { BarsProps } from './bars'
import styles from './board.module.css'
import { ABSENT, figureOf } from './figures'
import { cellColour, drawCells, heatRamp, stepTicks } from './heat-cells'
import { type HistoryColumns, historyColumns, type Looked } from './history'
import { figureText, positionOf, type Quantity, ticksOf } from './quantities'

/** In CSS pixels. */
const LEAST_COLUMN = 3
/** Share of the width. */
const WIDEST_COLUMN = 1 / 8

/** Layers × steps of the whole run, in the rows of the bars. */
export function HeatMap({ look, rows, quantity, figure, interval, selected }: BarsProps) {
  const palette = usePalette()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [box, size] = useSize<HTMLDivElement>()
  const [at, setAt] = useState<Cell | null>(null)
  const { lastStep, history } = look
  const { stepsPerColumn, columns } = historyColumns(
    history,
    lastStep,
    Math.floor(size.width / LEAST_COLUMN),
  )
  const columnWidth = size.width * Math.min(WIDEST_COLUMN, 1 / columns.length)
  const ramp = useMemo(() => heatRamp(palette), [palette])
  useEffect(() => {
    const context = prepare(canvas.current, size)
    if (!context || !canvas.current) return
    const bad = getComputedStyle(canvas.current).getPropertyValue('--bad')
    const rowHeight = size.height / rows.length
    drawCells(context, {
      columns: columns.length,
      rows: rows.length,
      columnWidth,
      rowHeight,
      ink: css(palette.ink),
      colour(column, row) {
        const observed = columns[column]
        if (!observed || isUntold(observed, figure)) return 'gap'
        const value = figureOf(observed, row, figure)
        return cellColour(value, positionOf(quantity, interval, value), ramp, bad)
      },
    })
  })
  const seen = legendMarks(columns, rows.length, figure, quantity)
  const cell = at && clampCell(at, columns.length, rows.length)
  const row = Math.max(
    0,
    rows.findIndex(({ name }) => name === selected),
  )
  const told = cell ?? { column: columns.length - 1, row }
  const { title } = rows[told.row]
  const observed = columns[told.column]
  const place = observed
    ? `step ${formatCount(observed.step)}`
    : stepsText(told.column, stepsPerColumn, lastStep)
  const value = observed ? figureOf(observed, told.row, figure) : ABSENT
  const number =
    !observed || isUntold(observed, figure)
      ? 'not looked at'
      : value === ABSENT
        ? 'has none'
        : figureText(quantity, value)
  const rowHeight = size.height / rows.length
  const move = (event: KeyboardEvent) => {
    const to = moved(event, told, columns.length, rows.length)
    if (to === undefined) return
    setAt(to)
    // The page's own shortcuts use arrows, too.
    event.preventDefault()
    event.stopPropagation()
  }
  const point = (event: PointerEvent<HTMLElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    setAt({
      column: Math.floor((event.clientX - left) / columnWidth),
      row: Math.floor((event.clientY - top) / rowHeight),
    })
  }
  return (
    <div className={styles['heat']}>
      <div className={styles['axis']}>
        {cell ? (
          <p className={styles['readout']}>
            <strong>{title}</strong> {place}: <strong>{number}</strong>
          </p>
        ) : (
          <Legend {...{ quantity, interval, ramp, seen }} />
        )}
      </div>
      <div className={styles['picture']} style={{ '--count': rows.length } as CSSProperties}>
        <ul className={styles['heatNames']} aria-hidden="true">
          {rows.map(({ name, title: text }) => (
            <li key={name}>{text}</li>
          ))}
        </ul>
        <div
          ref={box}
          className={styles['cells']}
          role="slider"
          aria-roledescription="heat map"
          aria-label={`${quantity.label} of layers by steps`}
          aria-valuemin={0}
          aria-valuemax={lastStep}
          aria-valuenow={observed?.step ?? told.column * stepsPerColumn}
          aria-valuetext={`${title}, ${place}: ${number}`}
          tabIndex={0}
          onPointerMove={(event) => event.pointerType === 'mouse' && point(event)}
          onPointerDown={point}
          onPointerLeave={(event) => event.pointerType === 'mouse' && setAt(null)}
          onKeyDown={move}
          onFocus={(event) => event.currentTarget.matches(':focus-visible') && setAt(told)}
          onBlur={() => setAt(null)}
        >
          <canvas ref={canvas} aria-hidden="true" />
          {cell && (
            <span
              className={styles['pointed']}
              style={{
                left: cell.column * columnWidth,
                top: cell.row * rowHeight,
                width: Math.max(2, columnWidth),
                height: rowHeight,
              }}
            />
          )}
        </div>
      </div>
      <StepAxis
        width={size.width}
        lastStep={lastStep}
        pixelsPerStep={columnWidth / stepsPerColumn}
        stepsPerColumn={stepsPerColumn}
      />
    </div>
  )
}

/** A look made afterwards sees one batch, too few examples to call a unit dead. */
const isUntold = ({ afterwards }: Looked, figure: BarsProps['figure']) =>
  afterwards === true && figure === 'dead'

interface Cell {
  readonly column: number
  readonly row: number
}

const clampCell = ({ column, row }: Cell, columns: number, rows: number): Cell => ({
  column: Math.min(columns - 1, Math.max(0, column)),
  row: Math.min(rows - 1, Math.max(0, row)),
})

/** Where a key leads to; null away from all cells, undefined for keys that mean nothing here. */
function moved(event: KeyboardEvent, from: Cell, columns: number, rows: number) {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined
  const far = event.shiftKey ? Math.max(1, Math.round(columns / 10)) : 1
  const { column, row } = from
  const moves: Readonly<Record<string, Cell | null>> = {
    ArrowLeft: { column: column - far, row },
    ArrowRight: { column: column + far, row },
    ArrowUp: { column, row: row - 1 },
    ArrowDown: { column, row: row + 1 },
    Home: { column: 0, row },
    End: { column: columns - 1, row },
    Escape: null,
  }
  const to = moves[event.key]
  return to && clampCell(to, columns, rows)
}

function stepsText(column: number, stepsPerColumn: number, lastStep: number): string {
  const first = column * stepsPerColumn
  const last = Math.min(lastStep, first + stepsPerColumn - 1)
  return last > first
    ? `steps ${formatCount(first)} to ${formatCount(last)}`
    : `step ${formatCount(first)}`
}

interface Seen {
  readonly gap: boolean
  readonly zero: boolean
  readonly bad: boolean
}

/** Which marks beside the colours occur, so that the legend has no others. */
function legendMarks(
  columns: HistoryColumns['columns'],
  rows: number,
  figure: BarsProps['figure'],
  { scale }: Quantity,
): Seen {
  const values = columns.flatMap((observed) =>
    observed ? Array.from({ length: rows }, (_, row) => figureOf(observed, row, figure)) : [],
  )
  return {
    gap: columns.some((observed) => !observed || isUntold(observed, figure)),
    zero: scale === 'log' && values.includes(0),
    bad: values.some((value) => !Number.isFinite(value)),
  }
}

interface LegendProps {
  readonly quantity: Quantity
  readonly interval: Interval
  readonly ramp: readonly string[]
  readonly seen: Seen
}

function Legend({ quantity, interval, ramp, seen }: LegendProps) {
  // Both ends have their number, and the middle where that is a round one.
  const decades = Math.round(Math.log10(interval[1] / interval[0]))
  const ticks = ticksOf(quantity, interval, decades % 2 === 1 ? 2 : 3)
  return (
    <div className={styles['legend']}>
      <span className={styles['ramp']}>
        <i style={{ background: `linear-gradient(to right, ${ramp.join()})` }} />
        {ticks.map(({ at, label }) => (
          <span key={label} style={{ left: `${at * 100}%` }}>
            {label}
          </span>
        ))}
      </span>
      {seen.zero && <span className={styles['markZero']}>0</span>}
      {seen.bad && <span className={styles['markBad']}>NaN or ∞</span>}
      {seen.gap && <span className={styles['markGap']}>not looked at</span>}
    </div>
  )
}

interface StepAxisProps {
  readonly width: number
  readonly lastStep: number
  readonly pixelsPerStep: number
  readonly stepsPerColumn: number
}

function StepAxis({ width, lastStep, pixelsPerStep, stepsPerColumn }: StepAxisProps) {
  const ticks = stepTicks(lastStep, pixelsPerStep, width)
  return (
    <div className={styles['steps']} aria-hidden="true">
      {width > 0 &&
        ticks.map(({ value, label }) => (
          <span key={value} style={{ left: value * pixelsPerStep }}>
            {label}
          </span>
        ))}
      <em>
        step
        {stepsPerColumn > 1 &&
          ` · each column shows the last look at ${formatCount(stepsPerColumn)} steps`}
      </em>
    </div>
  )
}
