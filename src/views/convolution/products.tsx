import type { CSSProperties } from 'react'
import { usePalette } from '../shared/palette'
import { cellColours } from './cell-colour'
import { fontFor } from './cell-text'
import styles from './cells.module.css'
import type { Explanation, Operation, Term } from './compute'
import { type Place, samePlace } from './grid'
import { pointedPlace } from './number-grid'
import { cellText, numberText } from './number-text'
import type { Spotlight } from './spotlight'

interface ProductsProps {
  readonly operation: Operation
  readonly explanation: Explanation
  readonly kernel: number
  /** Side of a cell in CSS pixels. */
  readonly side: number
  readonly lit: Place | undefined
  readonly onSpotlight: (spotlight: Spotlight) => void
}

/** What the window's pixels become: each times its weight, or each as it is to find the largest. */
export function Products(props: ProductsProps) {
  const { operation, explanation, kernel, side, lit, onSpotlight } = props
  const palette = usePalette()
  const { terms, winner } = explanation
  const size = { height: kernel, width: kernel }
  const shown = terms.map(({ product }) => product)
  const scale = Math.max(...shown.map(Math.abs)) || 1
  const texts = terms.map((term) => (isOut(term, operation) ? '–' : cellText(term.product)))
  const factors = terms.map((term) => factorsOf(term, operation))
  const below = Math.min(fontFor(factors, side * 0.95), side * 0.22)
  const hasFactors = operation !== 'maxPooling' && side >= 34 && below > 0
  const fontSize = Math.min(fontFor(texts, side), hasFactors ? side * 0.3 : side)
  return (
    <div
      role="table"
      aria-label={operation === 'convolution' ? 'Window times filter' : 'Window'}
      className={styles['products']}
      style={{ '--columns': kernel, '--side': `${side}px`, fontSize } as CSSProperties}
      onPointerMove={(event) =>
        onSpotlight({ kind: 'weight', place: pointedPlace(event, { ...size, values: shown }) })
      }
      onPointerLeave={() => onSpotlight(null)}
    >
      {Array.from({ length: kernel }, (_, row) => (
        // oxlint-disable-next-line react/no-array-index-key
        <div key={row} role="row" className={styles['gridRow']}>
          {terms.slice(row * kernel, (row + 1) * kernel).map((term, column) => {
            const index = row * kernel + column
            const { background, text } = cellColours(palette, term.product / scale)
            const marks = [
              samePlace(term.weight, lit) && 'lit',
              index === winner && 'won',
              !term.inside && 'outside',
            ]
            return (
              <div
                key={`${term.weight.row} ${term.weight.column}`}
                role="cell"
                aria-label={cellName(term, operation, index === winner)}
                data-marks={marks.filter(Boolean).join(' ') || undefined}
                className={styles['cell']}
                style={{ '--cell': background, color: text } as CSSProperties}
              >
                {fontSize > 0 && <b>{texts[index]}</b>}
                {hasFactors && <small style={{ fontSize: below }}>{factors[index]}</small>}
              </div>
            )
          })}
        </div>
      ))}
    </div>
  )
}

/** Padding takes no part in a maximum. */
const isOut = ({ inside }: Term, operation: Operation) => !inside && operation === 'maxPooling'

function factorsOf({ input, factor }: Term, operation: Operation): string {
  if (operation === 'averagePooling') return `${cellText(input)}/${Math.round(1 / factor)}`
  return `${cellText(input)}·${factor < 0 ? `(${cellText(factor)})` : cellText(factor)}`
}

function cellName(term: Term, operation: Operation, won: boolean): string {
  if (isOut(term, operation)) return 'padding, takes no part'
  const padding = term.inside ? '' : ', in the padding'
  if (operation === 'maxPooling') return `${numberText(term.input)}${won ? ', the largest' : ''}`
  return `${numberText(term.input)} times ${numberText(term.factor)} is ${numberText(term.product)}${padding}`
}
