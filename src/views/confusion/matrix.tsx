import { type CSSProperties, type KeyboardEvent, useRef, useState } from 'react'
import { ClassMark } from '../shared/class-mark'
import { formatCount, formatPercent } from '../shared/number'
import { useNetworkLabel } from '../shared/workbench'
import styles from './confusion.module.css'
import type { Confusion } from './scores'

/** With more classes, cells hold their count alone. */
const MOST_ROOMY = 4

function share(value: number, compact: boolean): string {
  if (Number.isNaN(value)) return '–'
  return compact ? String(Math.round(100 * value)) : formatPercent(value)
}

/** Examples of one class that are taken for one, the same or another. */
export interface Cell {
  readonly actual: number
  readonly predicted: number
}

interface MatrixProps {
  readonly scores: Confusion
  readonly classes: readonly string[]
  readonly cell?: Cell | null
  /** Where given, cells can be chosen; null takes the choice back. */
  readonly onChoose?: (cell: Cell | null) => void
}

/** Rows are the actual classes, columns the predicted ones; the margins hold recall and precision. */
export function Matrix({ scores, classes, cell, onChoose }: MatrixProps) {
  const landmark = useNetworkLabel('Confusion matrix')
  const { counts, accuracy, precision, recall } = scores
  const compact = classes.length > MOST_ROOMY
  const keys = useCellKeys(classes.length, onChoose)
  return (
    // Wide matrices scroll, by keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['scroll']} role="region" aria-label={landmark} tabIndex={0}>
      <table
        ref={keys.table}
        className={styles['matrix']}
        style={{ '--classes': classes.length } as CSSProperties}
        data-compact={compact}
        {...(onChoose && { role: 'grid', 'aria-label': 'Confusion matrix' })}
      >
        <thead>
          <tr>
            <td className={styles['corner']}>
              actual ↓<span>predicted →</span>
            </td>
            {classes.map((name, i) => (
              <th key={name} scope="col" title={name}>
                <ClassHead index={i} name={name} />
              </th>
            ))}
            <th scope="col" className={styles['margin']}>
              recall{compact && ' %'}
            </th>
          </tr>
        </thead>
        <tbody>
          {classes.map((name, actual) => {
            const total = counts[actual].reduce((a, b) => a + b, 0)
            return (
              <tr key={name}>
                <th scope="row">
                  <ClassHead index={actual} name={name} />
                </th>
                {counts[actual].map((count, predicted) => {
                  const isChosen = cell?.actual === actual && cell.predicted === predicted
                  const part = total > 0 ? count / total : 0
                  const colour = actual === predicted ? `var(--class-${actual})` : 'var(--bad)'
                  return (
                    <td
                      key={classes[predicted]}
                      className={styles['cell']}
                      data-none={count === 0}
                      style={cellStyle(part, colour)}
                      title={`${formatPercent(part)} of ${name} taken for ${classes[predicted]}`}
                      {...(onChoose && {
                        role: 'gridcell',
                        'aria-label': `${name} taken for ${classes[predicted]}: ${count}`,
                        'aria-selected': isChosen,
                        ...keys.of({ actual, predicted }),
                        onClick: () => onChoose(isChosen ? null : { actual, predicted }),
                      })}
                    >
                      {formatCount(count)}
                      {!compact && <span>{formatPercent(part)}</span>}
                    </td>
                  )
                })}
                <td className={styles['margin']}>{share(recall[actual], compact)}</td>
              </tr>
            )
          })}
          <tr>
            <th scope="row" className={styles['margin']}>
              precision{compact && ' %'}
            </th>
            {precision.map((value, i) => (
              <td key={classes[i]} className={styles['margin']}>
                {share(value, compact)}
              </td>
            ))}
            <td className={styles['accuracy']}>
              {share(accuracy, false)}
              <span>accuracy</span>
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}

const cellStyle = (part: number, colour: string) =>
  ({ '--colour': colour, '--part': `${Math.round(part * 45)}%` }) as CSSProperties

const ARROWS: Readonly<Record<string, readonly [down: number, across: number]>> = {
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
}

/** One tab stop among the cells; arrows move it, Enter and Space choose. */
function useCellKeys(classes: number, onChoose: MatrixProps['onChoose']) {
  const table = useRef<HTMLTableElement>(null)
  const [stop, setStop] = useState<Cell>({ actual: 0, predicted: 0 })
  const inside = (at: number) => Math.min(classes - 1, Math.max(0, at))
  return {
    table,
    of: (cell: Cell) => ({
      tabIndex:
        inside(stop.actual) === cell.actual && inside(stop.predicted) === cell.predicted ? 0 : -1,
      onFocus: () => setStop(cell),
      onKeyDown(event: KeyboardEvent<HTMLElement>) {
        const arrow = ARROWS[event.key]
        if (arrow) {
          const row = table.current?.tBodies[0]?.rows[inside(cell.actual + arrow[0])]
          // The first cell of a row is its head.
          row?.cells[1 + inside(cell.predicted + arrow[1])]?.focus()
        } else if (event.key === 'Enter' || event.key === ' ') onChoose?.(cell)
        else return
        event.preventDefault()
        event.stopPropagation()
      },
    }),
  }
}

function ClassHead({ index, name }: { index: number; name: string }) {
  return (
    <span className={styles['class']}>
      <ClassMark index={index} />
      <span>{name}</span>
    </span>
  )
}
