import type { CSSProperties, ReactNode } from 'react'
import { formatNumber } from '../number'
import type { ProductSum } from './contributions'
import styles from './formulas.module.css'

interface ProductTableProps {
  readonly sum: ProductSum
  /** Of the columns: what the terms belong to, both factors, the product. */
  readonly heads: readonly [what: string, x: string, weight: string, product: string]
  readonly nameOf: (index: number) => string
  /** A longer name, for a tooltip. */
  readonly titleOf?: (index: number) => string | undefined
  /** The term to mark. */
  readonly marked?: number
  readonly feet: readonly Foot[]
  readonly className?: string | undefined
}

interface Foot {
  readonly label: string
  readonly value: number
  /** Whether it is a summand like those above, with a bar. */
  readonly summand?: boolean
  readonly total?: boolean
  /** Names it for those who read the page by program. */
  readonly result?: string
  readonly remark?: ReactNode
}

/** A sum of products: the terms that count most, one row each, the others together, what is added. */
export function ProductTable(props: ProductTableProps) {
  const { sum, heads, nameOf, titleOf, marked = -1, feet, className = '' } = props
  const { shown, others } = sum
  const summands = feet.filter(({ summand }) => summand).map(({ value }) => Math.abs(value))
  const largest = Math.max(...summands, ...shown.map(({ product }) => Math.abs(product)))
  const [what, x, weight, product] = heads
  return (
    <table className={`${styles['table']} ${className}`}>
      <caption className="visually-hidden">
        {others.count > 0 ? `The ${shown.length} largest of ${sum.count} products` : 'All products'}
      </caption>
      <thead>
        <tr>
          <th scope="col">{what}</th>
          <th scope="col">{x}</th>
          <td aria-hidden="true" />
          <th scope="col">{weight}</th>
          <td aria-hidden="true" />
          <th scope="col">{product}</th>
          <td aria-hidden="true" />
        </tr>
      </thead>
      <tbody>
        {shown.map((term) => (
          <tr key={term.index} data-marked={term.index === marked ? '' : undefined}>
            <th scope="row" title={titleOf?.(term.index)}>
              {nameOf(term.index)}
            </th>
            <td>{formatNumber(term.x)}</td>
            <td className={styles['sign']}>×</td>
            <td>{formatNumber(term.weight)}</td>
            <td className={styles['sign']}>=</td>
            <td>{formatNumber(term.product)}</td>
            <Bar value={term.product} largest={largest} />
          </tr>
        ))}
      </tbody>
      <tfoot>
        {others.count > 0 && (
          <tr>
            <th scope="row" colSpan={5}>
              the other {others.count} together
            </th>
            <td>{formatNumber(others.sum)}</td>
            <td aria-hidden="true" />
          </tr>
        )}
        {feet.map(({ label, value, summand, total, result, remark }) => (
          <tr key={label} className={total ? styles['total'] : undefined}>
            <th scope="row" colSpan={5}>
              {label}
            </th>
            <td data-result={result}>{formatNumber(value)}</td>
            {summand ? <Bar value={value} largest={largest} /> : <td>{remark}</td>}
          </tr>
        ))}
      </tfoot>
    </table>
  )
}

/** A number's share of the largest, to the left or right of zero. */
function Bar({ value, largest }: { readonly value: number; readonly largest: number }) {
  const share = largest > 0 && Number.isFinite(value) ? Math.abs(value) / largest : 0
  return (
    <td className={styles['barCell']} aria-hidden="true">
      <i
        className={styles['bar']}
        style={
          {
            '--share': `${share * 50}%`,
            '--start': value < 0 ? `${50 - share * 50}%` : '50%',
            '--colour': value < 0 ? 'var(--negative)' : 'var(--positive)',
          } as CSSProperties
        }
      />
    </td>
  )
}
