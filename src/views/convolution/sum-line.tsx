import { Fragment } from 'react'
import type { Explanation, Operation } from './compute'
import styles from './convolution.module.css'
import type { Place } from './grid'
import { isExact, numberText } from './number-text'

interface SumLineProps {
  readonly operation: Operation
  readonly explanation: Explanation
  readonly selected: Place
  readonly bias: number
  readonly relu: boolean
}

/** From the window's numbers to the output pixel. */
export function SumLine({ operation, explanation, selected, bias, relu }: SumLineProps) {
  const { terms, sum, output } = explanation
  const isSum = operation === 'convolution'
  const taking = operation === 'maxPooling' ? terms.filter(({ inside }) => inside) : terms
  const numbers = taking.map(({ product, input }) => (isSum ? product : input))
  const equals = [...numbers, sum].every(isExact) ? '=' : '≈'
  const steps = isSum && (bias !== 0 || relu)
  return (
    <p className={styles['sum']}>
      <span className={styles['place']}>
        <i>y</i>({selected.row + 1}, {selected.column + 1}) ={' '}
      </span>
      {operation === 'maxPooling' && 'max('}
      {operation === 'averagePooling' && '('}
      {numbers.map((number, i) => (
        // Terms have no identity but their place.
        // oxlint-disable-next-line react/no-array-index-key
        <Fragment key={i}>
          <SumTerm number={number} first={i === 0} listed={operation === 'maxPooling'} />
        </Fragment>
      ))}
      {operation === 'maxPooling' && ')'}
      {operation === 'averagePooling' && `) / ${terms.length}`} {equals}{' '}
      <b data-result={steps ? undefined : ''}>{numberText(sum)}</b>
      {steps && bias !== 0 && (
        <>
          {bias < 0 ? ' − ' : ' + '}
          {numberText(Math.abs(bias))} {isExact(sum + bias) ? '=' : '≈'}{' '}
          <b data-result={relu ? undefined : ''}>{numberText(sum + bias)}</b>
        </>
      )}
      {steps && relu && (
        <>
          {', ReLU: '}
          <b data-result="">{numberText(output)}</b>
        </>
      )}
    </p>
  )
}

interface SumTermProps {
  readonly number: number
  readonly first: boolean
  /** Between commas instead of signs. */
  readonly listed: boolean
}

function SumTerm({ number, first, listed }: SumTermProps) {
  const sign = listed ? (first ? '' : ', ') : first ? '' : number < 0 ? ' − ' : ' + '
  const text = numberText(first || listed ? number : Math.abs(number))
  return (
    <>
      {sign}
      <span data-zero={text === '0' || undefined}>{text}</span>
    </>
  )
}
