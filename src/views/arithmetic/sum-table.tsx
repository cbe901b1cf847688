import type { CSSProperties } from 'react'
import type { EdgeRef } from '../../store/selection'
import type { Loaded } from '../../worker/protocol'
import { formatNumber } from '../shared/number'
import { shortUnitName } from '../shared/parameters'
import { useExperiment } from '../shared/workbench'
import styles from './arithmetic.module.css'
import type { Explained } from './explained'
import { inputOrigin } from './input-origin'

interface SumTableProps {
  readonly loaded: Loaded
  readonly explained: Explained
  readonly point: readonly number[]
  /** The weight to mark. */
  readonly edge: EdgeRef | null
}

/** Inputs times weights, one row each; their sum; the bias; z. */
export function SumTable({ loaded, explained, point, edge }: SumTableProps) {
  const experiment = useExperiment((e) => e)
  const { layer, unit, below, inputs, weights, bias, z } = explained
  const products = inputs.map((input, i) => input * weights[i])
  const largest = Math.max(Math.abs(bias), ...products.map(Math.abs))
  const sum = products.reduce((a, b) => a + b, 0)
  const marked = edge?.layer === layer && edge.to === unit ? edge.from : -1
  return (
    <div className={styles['scroller']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{below === 'inputs' ? 'Input' : 'Unit below'}</th>
            <th scope="col">x</th>
            <td aria-hidden="true" />
            <th scope="col">weight w</th>
            <td aria-hidden="true" />
            <th scope="col">product x·w</th>
            <td aria-hidden="true" />
          </tr>
        </thead>
        <tbody>
          {inputs.map((input, i) => {
            const name = shortUnitName(loaded, below, i)
            const origin =
              below === 'inputs' ? inputOrigin(experiment, loaded, i, point) : undefined
            return (
              <tr key={`${below} ${name}`} data-marked={i === marked ? '' : undefined}>
                <th scope="row" title={origin}>
                  {name}
                </th>
                <td>{formatNumber(input)}</td>
                <td className={styles['sign']}>×</td>
                <td>{formatNumber(weights[i])}</td>
                <td className={styles['sign']}>=</td>
                <td>{formatNumber(products[i])}</td>
                <Bar value={products[i]} largest={largest} />
              </tr>
            )
          })}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={5}>
              Sum Σ x·w
            </th>
            <td>{formatNumber(sum)}</td>
            <td aria-hidden="true" />
          </tr>
          <tr>
            <th scope="row" colSpan={5}>
              + bias b
            </th>
            <td>{formatNumber(bias)}</td>
            <Bar value={bias} largest={largest} />
          </tr>
          <tr className={styles['total']}>
            <th scope="row" colSpan={5}>
              = z, the pre-activation
            </th>
            <td>{formatNumber(z)}</td>
            <td aria-hidden="true" />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

/** A number's share of the largest, to the left or right of zero. */
export function Bar({ value, largest }: { readonly value: number; readonly largest: number }) {
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
