import type { Loaded } from '../../worker/protocol'
import lines from '../shared/formulas/lines.module.css'
import { useExperiment } from '../shared/workbench'
import styles from './arithmetic.module.css'
import { inputOrigin } from './input-origin'

/** An input computes nothing but itself. */
export function InputUnit({
  loaded,
  index,
  point,
}: {
  readonly loaded: Loaded
  readonly index: number
  readonly point: readonly number[]
}) {
  const experiment = useExperiment((e) => e)
  return (
    <div className={styles['equations']}>
      {inputOrigin(experiment, loaded, index, point)
        .split('; ')
        .map((line) => (
          <p key={line} className={lines['line']}>
            {line}
          </p>
        ))}
      <p className={styles['remark']}>
        An input has no weights: its value goes to every unit of the first layer.
      </p>
    </div>
  )
}
