import { type StoreApi, useStore } from 'zustand'
import { formatTick } from '../shared/axis'
import { formatCount } from '../shared/number'
import { useExperiment } from '../shared/workbench'
import { outputLabel } from './descriptions'
import { parameterText } from './layer-words'
import { COUNT_PITCH, type DiagramLayout, tileGap } from './layout'
import styles from './network.module.css'
import type { Figures } from './painter'
import { EDGE_SYMBOLS, ScaleList } from './scale-list'
import type { Reading } from './showing'
import type { DiagramColumn } from './structure'

interface LabelsProps {
  readonly columns: readonly DiagramColumn[]
  readonly layout: DiagramLayout
}

/** The words beside inputs and outputs; the buttons' labels say them too. */
export function Labels({ columns, layout }: LabelsProps) {
  return (
    <div aria-hidden="true">
      {columns.map(({ name, kind, labels }, c) => {
        const { units, tile } = layout.columns[c]
        const room = units.length > 1 ? Math.abs(units[1].y - units[0].y) : tile + tileGap(tile)
        return labels.map((label, unit) => {
          const { x, y } = units[unit]
          return (
            <span
              key={`${name} ${label}`}
              className={styles['label']}
              data-side={kind === 'inputs' ? 'left' : 'right'}
              data-lines={room >= 30 ? '' : undefined}
              style={{
                top: y + tile / 2,
                ...(kind === 'inputs'
                  ? { left: 4, width: x - 12 }
                  : { left: x + tile + 8, width: layout.width - x - tile - 12 }),
              }}
            >
              {label}
            </span>
          )
        })
      })}
    </div>
  )
}

interface FeetProps extends LabelsProps {
  readonly figures: StoreApi<Figures>
  readonly reading: Reading | null
}

/** What the colours of each column stand for, below it; where there is no room to be heard alone. */
export function Feet({ columns, layout, figures, reading }: FeetProps) {
  const experiment = useExperiment((e) => e)
  const { ends, edges } = useStore(figures)
  const tight = layout.pitch < COUNT_PITCH
  const perLayer = reading && reading.edges !== 'weight' && reading.showing.perLayer
  return (
    <ScaleList
      columns={columns}
      {...{ ends, edges, reading }}
      show={(column, c) => {
        const usual = !reading || reading.parts[c].units === 'usual'
        const word = column.kind === 'output' && usual ? outputLabel(experiment, column) : ''
        const full = edges[c] ?? null
        return (
          layout.footLines > 0 && (
            <span
              className={styles['foot']}
              style={{ left: layout.columns[c].x, top: layout.footY }}
              data-bad={Number.isNaN(ends[c]) ? '' : undefined}
              data-tight={tight || undefined}
            >
              {footText(ends[c], word === 'sigmoid' || word === 'softmax', tight)}
              {perLayer
                ? full !== null && (
                    <span>{edgeText(EDGE_SYMBOLS[reading.edges], full, layout.pitch)}</span>
                  )
                : layout.footLines === 2 &&
                  column.parameters > 0 &&
                  !tight && <span>{countText(column.parameters, layout.pitch)}</span>}
            </span>
          )
        )
      }}
    />
  )
}

/** As much of "∂L/∂w ±0.004" as there is room for. */
function edgeText(symbol: string, full: number, pitch: number): string {
  const size = full === 0 ? 'all 0' : `${pitch < COUNT_PITCH ? '' : '±'}${formatTick(full)}`
  return pitch < SYMBOL_PITCH ? size : `${symbol} ${size}`
}

/** From this pitch on the scale of a column's edges says what they are. */
const SYMBOL_PITCH = 110

const countText = (count: number, pitch: number): string =>
  pitch < 100 ? `${formatCount(count)} param.` : parameterText(count)

function footText(end: number | null | undefined, probability: boolean, tight: boolean): string {
  if (end === null || end === undefined) return ''
  if (Number.isNaN(end)) return 'not a number'
  return probability ? 'probability' : `${tight ? '' : '±'}${formatTick(end)}`
}
