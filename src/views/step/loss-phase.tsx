import { lossSlopes } from '../../model/loss-arithmetic'
import { losses } from '../../model/losses'
import formulas from '../shared/formulas/formulas.module.css'
import lines from '../shared/formulas/lines.module.css'
import { formatCount, formatNumber } from '../shared/number'
import { explainLoss } from './forward'
import type { Numbers } from './numbers'
import { ResultNumber } from './result-number'
import styles from './step.module.css'
import { numberName } from './subject'
import { Waiting } from './waiting'

/** Parts that are listed; the others are added up. */
const MOST_PARTS = 24

/** The loss of each output, and what it counts in the loss of the batch. */
export function LossPhase({
  numbers,
  row,
}: {
  readonly numbers: Numbers
  readonly row: number | null
}) {
  const { experiment, loaded, rows } = numbers
  const loss = explainLoss(numbers, row)
  if (!loss) return <Waiting />
  const { equation, label } = losses[experiment.loss]
  const { parts, share, own, batch } = loss
  const shown = parts.length <= MOST_PARTS ? parts : parts.slice(0, MOST_PARTS)
  const rest = parts.slice(shown.length).reduce((sum, { value }) => sum + value, 0)
  const averages = experiment.loss !== 'softmaxCrossEntropy' && parts.some((p) => p.output > 0)
  return (
    <div className={styles['columns']}>
      <table className={`${formulas['table']} ${styles['table']}`}>
        <thead>
          <tr>
            <th scope="col">{row === null ? 'Example' : 'Output'}</th>
            <th scope="col">output o</th>
            <th scope="col">target t</th>
            <th scope="col">loss</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ row: r, output, o, t, value }) => (
            <tr key={`${r} ${output}`}>
              <th scope="row">
                {row === null && r + 1}
                {(row !== null || parts.length > rows) &&
                  ` ${numberName(loaded, 'output', output)}`}
              </th>
              <td>{formatNumber(o)}</td>
              <td>{formatNumber(t)}</td>
              <td>{formatNumber(value)}</td>
            </tr>
          ))}
          {shown.length < parts.length && (
            <tr>
              <th scope="row" colSpan={3}>
                the other {formatCount(parts.length - shown.length)} together
              </th>
              <td>{formatNumber(rest)}</td>
            </tr>
          )}
        </tbody>
      </table>
      <div className={styles['lines']}>
        <p className={lines['caption']}>{label}, of an output o and its target t</p>
        <p className={lines['line']}>
          L = {equation}
          {averages && ', averaged over the outputs'}
        </p>
        {row !== null && (
          <p className={lines['line']}>
            of this example: <b data-result="loss of the example">{formatNumber(own)}</b>
          </p>
        )}
        <p className={lines['line']}>
          mean over the batch of {formatCount(rows)}: <ResultNumber result={batch} name="loss" />
        </p>
        <p className={lines['caption']}>What goes back from here</p>
        <p className={lines['line']}>
          ∂L/∂o = {shareText(share)}·({lossSlopes[experiment.loss]})
        </p>
      </div>
    </div>
  )
}

/** "1/8": the share of an output in the batch's loss. */
export const shareText = (share: number): string => `1/${formatCount(1 / share)}`
