import type { ReactNode } from 'react'
import { formatTick } from '../shared/axis'
import type { Reading } from './showing'
import type { DiagramColumn } from './structure'

export const EDGE_SYMBOLS = {
  weight: 'w',
  gradient: '∂L/∂w',
  update: 'Δw',
  lastUpdate: 'Δw',
} as const

interface ScaleListProps {
  readonly columns: readonly DiagramColumn[]
  /** Per column, the value at the end of its units' colours and of its edges' widths. */
  readonly ends: readonly (number | null)[]
  readonly edges: readonly (number | null)[]
  readonly reading: Reading | null
  /** What is seen of it. */
  readonly show: (column: DiagramColumn, index: number) => ReactNode
}

/** The scale of every layer: seen below it, and heard in words. */
export function ScaleList({ columns, ends, edges, reading, show }: ScaleListProps) {
  return (
    <ul aria-label="Scales of the layers">
      {columns.map((column, c) => {
        const words = scaleWords(ends[c] ?? null, edges[c] ?? null, reading, c)
        return (
          <li key={column.name}>
            {words && (
              <span className="visually-hidden">
                {column.title}: {words}
              </span>
            )}
            <span aria-hidden="true">{show(column, c)}</span>
          </li>
        )
      })}
    </ul>
  )
}

/** "δ up to ±0.004, ∂L/∂w up to ±0.02". */
function scaleWords(
  end: number | null,
  edge: number | null,
  reading: Reading | null,
  column: number,
): string {
  const what = reading?.parts[column].units === 'delta' ? 'δ' : 'values'
  const symbol = EDGE_SYMBOLS[reading?.edges ?? 'weight']
  return [
    end !== null && scaleText(what, end),
    edge !== null && scaleText(symbol === 'w' ? 'weights' : symbol, edge),
  ]
    .filter(Boolean)
    .join(', ')
}

const scaleText = (what: string, full: number): string =>
  Number.isNaN(full)
    ? `${what} not a number`
    : full === 0
      ? `${what} all 0`
      : `${what} up to ±${formatTick(full)}`
