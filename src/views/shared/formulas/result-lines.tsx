import { Check, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { type ActivationName, activations } from '../../../model/activations'
import { formatNumber } from '../number'
import styles from './formulas.module.css'
import type { Comparison } from './rounding'
import { Substituted } from './substituted'

/** One line of the result, its last number the engine's. */
export function ResultLine({ children }: { readonly children: ReactNode }) {
  return <p className={styles['line']}>{children}</p>
}

/** a = σ(z) with the numbers filled in. */
export function ActivationLine({
  activation,
  z,
  a,
}: {
  readonly activation: ActivationName
  readonly z: number
  readonly a: number
}) {
  const { equation, label } = activations[activation]
  const result = <b data-result="a">{formatNumber(a)}</b>
  if (activation === 'identity') {
    return (
      <p className={styles['line']}>
        <i>a</i> = z = {result} <span className={styles['remark']}>no activation</span>
      </p>
    )
  }
  return (
    <p className={styles['line']} title={`${label}: ${equation}`}>
      <i>a</i> ={' '}
      <span className={styles['aside']}>{equation.slice(equation.indexOf('=') + 1)} = </span>
      <Substituted equation={equation} z={z} /> = {result}{' '}
      <span className={`${styles['remark']} ${styles['aside']}`}>{label}</span>
    </p>
  )
}

/** Whether the sum above is the engine's number. */
export function CheckMark({
  comparison: { agrees, difference, bound },
  name,
}: {
  readonly comparison: Comparison
  /** The engine's number: "z". */
  readonly name: string
}) {
  const detail = `Computed here in double precision, it differs from the engine’s ${name} by ${formatNumber(difference)}; rounding to single precision explains up to ${formatNumber(bound)}.`
  return agrees ? (
    <span className={styles['agrees']} title={detail}>
      <Check aria-hidden />
      <span className={styles['asideText']}> the engine’s {name}</span>
    </span>
  ) : (
    <span className={styles['differs']} title={detail}>
      <TriangleAlert aria-hidden /> the engine’s {name} differs by {formatNumber(difference)}
    </span>
  )
}
