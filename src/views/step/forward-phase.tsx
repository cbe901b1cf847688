import { activations } from '../../model/activations'
import lines from '../shared/formulas/lines.module.css'
import { ProductTable } from '../shared/formulas/product-table'
import { added } from '../shared/formulas/substitute'
import { Substituted } from '../shared/formulas/substituted'
import { formatNumber } from '../shared/number'
import { nameBelow } from '../shared/place'
import { explainForward } from './forward'
import type { Numbers } from './numbers'
import { ResultNumber } from './result-number'
import styles from './step.module.css'
import { numberName, numbersOf, type Subject } from './subject'
import { Waiting } from './waiting'
import { ForwardWords, LAYERS_IN_WORDS } from './words'

interface ForwardPhaseProps {
  readonly numbers: Numbers
  readonly subject: Subject
  readonly row: number | null
}

/** z = Σ w·a + b and a = σ(z) of the chosen number. */
export function ForwardPhase({ numbers, subject, row }: ForwardPhaseProps) {
  const { loaded } = numbers
  const { info, index } = subject
  if (LAYERS_IN_WORDS.has(info.kind)) return <ForwardWords {...{ numbers, subject, row }} />
  const forward = explainForward(numbers, info.name, index, row)
  if (!forward) return <Waiting />
  const below = nameBelow(loaded, info.name)
  const { sum, connections, bias, z, a } = forward
  const mean = row === null
  const { equation, label } = activations[info.activation]
  const marked = connections.findIndex(({ at }) => at === subject.from)
  return (
    <div className={styles['columns']}>
      <ProductTable
        sum={sum}
        heads={[numbersOf(loaded, below), mean ? 'mean a' : 'a', 'weight w', 'w·a']}
        nameOf={(i) => numberName(loaded, below, connections[i].at)}
        marked={marked}
        feet={[
          { label: 'Sum Σ w·a', value: sum.sum },
          { label: '+ bias b', value: bias, summand: true },
          { label: mean ? '= mean z' : '= z', value: z.engine, total: true },
        ]}
      />
      <div className={styles['lines']}>
        <p className={lines['caption']}>
          Weighted sum{mean && ', of the means: the mean of a sum is the sum of the means'}
        </p>
        <p className={lines['line']}>
          <i>z</i> = Σ w·a + b = {formatNumber(sum.sum)} {added(bias)} ={' '}
          <ResultNumber result={z} name="z" />
        </p>
        <p className={lines['caption']}>Activation: {label}</p>
        {mean ? (
          <p className={lines['line']}>
            {equation}; <i>a</i> on average: <ResultNumber result={a} name="a" />{' '}
            <span className={styles['note']}>
              the mean of each example’s σ(z), which is not σ of the mean
            </span>
          </p>
        ) : (
          <p className={lines['line']}>
            <i>a</i> = {equation} = <Substituted equation={equation} z={z.engine} /> ={' '}
            <ResultNumber result={a} name="a" />
          </p>
        )}
      </div>
    </div>
  )
}
