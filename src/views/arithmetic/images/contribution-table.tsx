import { formatNumber } from '../../shared/number'
import arithmetic from '../arithmetic.module.css'
import { Bar } from '../sum-table'
import type { DenseSum } from './contributions'
import styles from './numbers.module.css'

interface ContributionTableProps {
  readonly sum: DenseSum
  /** How many there are in all. */
  readonly inputs: number
  /** Heads the names. */
  readonly what: string
  readonly nameOf: (index: number) => string
  readonly bias: number
  /** The input to mark. */
  readonly marked: number
}

/** The products that count most, one row each, the others together, and the bias. */
export function ContributionTable(props: ContributionTableProps) {
  const { sum, inputs, what, nameOf, bias, marked } = props
  const { shown, others } = sum
  const largest = Math.max(Math.abs(bias), ...shown.map(({ product }) => Math.abs(product)))
  return (
    <table className={`${arithmetic['table']} ${styles['contributions']}`}>
      <caption className="visually-hidden">
        {others.count > 0 ? `The ${shown.length} largest of ${inputs} products` : 'All products'}
      </caption>
      <thead>
        <tr>
          <th scope="col">{what}</th>
          <th scope="col">x</th>
          <td aria-hidden="true" />
          <th scope="col">weight w</th>
          <td aria-hidden="true" />
          <th scope="col">product x·w</th>
          <td aria-hidden="true" />
        </tr>
      </thead>
      <tbody>
        {shown.map(({ index, x, weight, product }) => (
          <tr key={index} data-marked={index === marked ? '' : undefined}>
            <th scope="row">{nameOf(index)}</th>
            <td>{formatNumber(x)}</td>
            <td className={arithmetic['sign']}>×</td>
            <td>{formatNumber(weight)}</td>
            <td className={arithmetic['sign']}>=</td>
            <td>{formatNumber(product)}</td>
            <Bar value={product} largest={largest} />
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
        <tr>
          <th scope="row" colSpan={5}>
            bias b
          </th>
          <td>{formatNumber(bias)}</td>
          <Bar value={bias} largest={largest} />
        </tr>
      </tfoot>
    </table>
  )
}
