import { CheckMark } from '../shared/formulas/result-lines'
import { formatNumber } from '../shared/number'
import type { Result } from './numbers'
import styles from './step.module.css'

/** A sum: the engine's number, and the one computed here where the last digit tells them apart. */
export function ResultNumber({ result, name }: { readonly result: Result; readonly name: string }) {
  const { computed, engine, comparison } = result
  const [here, there] = [formatNumber(computed), formatNumber(engine)]
  return (
    <span data-result={name} data-computed={computed} data-engine={engine}>
      <b>{there}</b>
      <CheckMark comparison={comparison} name={name} />
      {here !== there && (
        <span className={styles['note']}>
          {' '}
          ({formatNumber(computed, 6)} in double precision, {formatNumber(engine, 6)} in the engine)
        </span>
      )}
    </span>
  )
}
