import { useRef } from 'react'
import { type StoreApi, useStore } from 'zustand'
import type { Loaded } from '../../../worker/protocol'
import { formatTick } from '../../shared/axis'
import { formatCount, formatNumber } from '../../shared/number'
import { classShares, outputMeaning, predictedClass } from '../../shared/outputs'
import type { ShownImage } from '../../shared/shown-image'
import { useExperiment, useFrame, useRun } from '../../shared/workbench'
import { layerTitle } from '../layer-words'
import { type DiagramLayout, extent } from '../layout'
import { EDGE_SYMBOLS, ScaleList } from '../scale-list'
import type { Reading } from '../showing'
import type { DiagramColumn } from '../structure'
import styles from './images.module.css'
import { type Between, weightsBetween } from './looks'
import { columnValues, type ImageFigures } from './painter'

interface CaptionProps {
  readonly columns: readonly DiagramColumn[]
  readonly layout: DiagramLayout
  readonly betweens: readonly Between[]
}

/** Which image it is, below it. */
export function Caption({
  layout,
  image,
  loaded,
}: {
  readonly layout: DiagramLayout
  readonly image: ShownImage | null
  readonly loaded: Loaded | null
}) {
  if (!image) return null
  const { box, x } = layout.columns[0]
  const top = (box?.bottom ?? 0) + 6
  const width = Math.min(2 * x - 6, 120)
  const name = image.target === undefined ? '' : loaded?.classes[image.target]
  const lines = Math.ceil((image.name.length * 6.5) / width) + (name ? 1 : 0)
  // Rather none than half of it.
  if (top + lines * 16 > layout.height) return null
  return (
    <p className={styles['caption']} style={{ left: x, top, width }}>
      {image.name}
      {name && (
        <span>
          target <b>{name}</b>
        </span>
      )}
    </p>
  )
}

/** What a band stands for, along it. */
export function BandWords({ columns, layout, betweens }: CaptionProps) {
  return (
    <div aria-hidden="true">
      {columns.map((column, c) => {
        if (c === 0 || betweens[c] !== 'band') return null
        const [from, to] = [extent(layout.columns[c - 1]), extent(layout.columns[c])]
        if (!from || !to || to.left - from.right < 18) return null
        const height = Math.min(from.bottom, to.bottom) - Math.max(from.top, to.top)
        const words = bandWords(columns, c).find(({ length }) => length * 6.2 < height - 8)
        return (
          words && (
            <span
              key={column.name}
              className={styles['band']}
              style={{
                left: (from.right + to.left) / 2,
                top: (from.top + from.bottom + to.top + to.bottom) / 4,
              }}
            >
              {words}
            </span>
          )
        )
      })}
    </div>
  )
}

/** From long to short. */
function bandWords(columns: readonly DiagramColumn[], c: number): string[] {
  const { layer, link, units } = columns[c]
  if (layer?.kind === 'residual') {
    const all = layer.layers.map(layerTitle)
    return [`${all.join(' → ')}, plus the input`, `${all.length} layers, plus the input`]
  }
  const weights = `${formatCount(weightsBetween(columns, c))} weights`
  if (link === 'weights') return [`fully connected: ${weights}`, weights]
  if (link === 'filters') return [`${columns[c - 1].units} × ${units} filters: ${weights}`, weights]
  return []
}

interface FeetProps extends CaptionProps {
  readonly figures: StoreApi<ImageFigures>
  readonly reading: Reading | null
}

/** What the ends of each column's colours stand for, below it; where there is no room to be heard. */
export function Feet({ columns, layout, figures, reading }: FeetProps) {
  const isAnswer = useExperiment(({ task }) => task === 'classification')
  const { ends, weights, lines } = useStore(figures)
  const word = reading && reading.edges !== 'weight' ? EDGE_SYMBOLS[reading.edges] : 'weights'
  const perLayer = reading?.edges !== 'weight' && reading?.showing.perLayer
  return (
    <ScaleList
      columns={columns}
      edges={columns.map((_, c) => weights[c] ?? lines[c] ?? null)}
      {...{ ends, reading }}
      show={(column, c) => {
        const weight = weights[c] ?? (perLayer ? lines[c] : null) ?? null
        const of = weight === null ? '' : `${word} ±${formatTick(weight)}`
        const usual = !reading || reading.parts[c].units === 'usual'
        const isShare = column.kind === 'output' && isAnswer && usual
        const own = isShare ? '' : endText(ends[c] ?? null)
        return (
          layout.footLines > 0 && (
            <span
              className={styles['foot']}
              style={{ left: layout.columns[c].x, top: layout.footY }}
              data-bad={Number.isNaN(ends[c]) || undefined}
            >
              {own}
              {of && <span>{of}</span>}
            </span>
          )
        )
      }}
    />
  )
}

function endText(end: number | null): string {
  if (end === null) return ''
  return Number.isNaN(end) ? 'not a number' : `±${formatTick(end)}`
}

interface AnswersProps extends CaptionProps {
  readonly image: ShownImage
  /** Room for the names of the classes. */
  readonly names: number
  /** Whether only the names are said: the units show something else. */
  readonly silent: boolean
}

/** Beside the outputs: the classes with their probabilities, or the values of a regression. */
export function Answers({ columns, layout, image, names, silent }: AnswersProps) {
  const experiment = useExperiment((e) => e)
  const loaded = useRun((state) => state.loaded)
  const list = useRef<HTMLOListElement>(null)
  const column = columns[columns.length - 1]
  const { units, tileHeight, box } = layout.columns[columns.length - 1]
  const classes = experiment.task === 'classification' ? (loaded?.classes ?? []) : []
  const rows = classes.length > 0 ? classes : units.map(() => '')
  const left = (box?.right ?? 0) + 8
  const room = layout.width - left - names - 56
  useFrame(
    (frame) => {
      const values = columnValues(column, image, frame)
      if (!values || silent) return
      const meaning = outputMeaning(experiment, classes.length)
      const isValue = meaning.kind === 'value'
      const shares = isValue ? [...values] : classShares(meaning, values, 0, values.length)
      const decided = isValue ? -1 : predictedClass(values, 0, values.length)
      const items = list.current?.children ?? []
      for (const [i, item] of Array.from(items).entries()) {
        const share = shares[i] ?? Number.NaN
        const [, bar, text] = Array.from(item.children)
        const said = isValue ? formatNumber(share) : percentText(share)
        item.toggleAttribute('data-decided', i === decided)
        // The rest costs the browser more than the comparison.
        if (text.textContent === said) continue
        text.textContent = said
        if (bar instanceof HTMLElement) bar.style.setProperty('--share', String(share || 0))
      }
    },
    [column, image, experiment.loss, rows.length, silent],
  )
  const middle = (i: number): number => {
    const own = units[i]
    if (rows.length === units.length && own) return own.y + tileHeight / 2
    // One output for two classes: they stand above each other beside it.
    return (units[0]?.y ?? 0) + tileHeight / 2 + (i - (rows.length - 1) / 2) * 20
  }
  return (
    <ol ref={list} className={styles['answers']} aria-hidden="true">
      {rows.map((name, i) => (
        <li key={name || `value ${i + 1}`} style={{ left, top: middle(i) }}>
          <span style={{ width: names }} data-true={(!silent && i === image.target) || undefined}>
            {name}
          </span>
          <i style={{ width: Math.max(0, Math.min(120, room)) }} hidden={silent || room < 24} />
          <b hidden={silent} />
        </li>
      ))}
    </ol>
  )
}

const percentText = (share: number): string =>
  Number.isNaN(share) ? '' : `${(share * 100).toFixed(share >= 0.9995 ? 0 : 1)} %`
