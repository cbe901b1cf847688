import { useState } from 'react'
import { optimizers } from '../../model/optimizers'
import { schedules } from '../../model/schedules'
import { Select } from '../shared/controls/select'
import lines from '../shared/formulas/lines.module.css'
import { formatNumber } from '../shared/number'
import { explainUpdate, type Update } from './backward'
import { fill } from './fill'
import type { Numbers } from './numbers'
import { type Part, PartPicker, partFrom } from './part-picker'
import { ResultNumber } from './result-number'
import styles from './step.module.css'
import type { Subject } from './subject'
import { Waiting } from './waiting'
import { weighted } from './wiring'

interface UpdatePhaseProps {
  readonly numbers: Numbers
  readonly subject: Subject
}

/** What the optimizer does to the chosen parameter, line by line. */
export function UpdatePhase({ numbers, subject }: UpdatePhaseProps) {
  const { experiment, loaded } = numbers
  const { info, unit } = subject
  const [chosen, setPart] = useState<Part>({ weight: 0 })
  const [norm, setNorm] = useState<'gamma' | 'beta'>('gamma')
  const own = weighted(experiment, loaded, info.name)
  const part = own && partFrom(own, subject, chosen)
  const parameter = part
    ? part.weight === 'bias'
      ? { name: `${info.name}/bias`, index: unit }
      : { name: `${info.name}/weight`, index: part.weight }
    : { name: `${info.name}/${norm}`, index: unit }
  const update = explainUpdate(numbers, parameter.name, parameter.index)
  const symbol = part ? (part.weight === 'bias' ? 'b' : 'w') : norm === 'gamma' ? 'γ' : 'β'
  return (
    <>
      {own && part ? (
        <PartPicker loaded={loaded} own={own} subject={subject} part={part} onChange={setPart} />
      ) : (
        <div className={styles['picker']}>
          <Select
            label="Parameter"
            value={norm}
            options={[
              { value: 'gamma', label: 'scale γ' },
              { value: 'beta', label: 'shift β' },
            ]}
            onChange={setNorm}
          />
        </div>
      )}
      {update ? <Lines {...{ numbers, update, symbol }} /> : <Waiting />}
    </>
  )
}

interface LinesProps {
  readonly numbers: Numbers
  readonly update: Update
  /** What the parameter is called, in place of w. */
  readonly symbol: string
}

function Lines({ numbers, update, symbol }: LinesProps) {
  const { optimizer } = numbers.experiment
  const { label, equation } = optimizers[optimizer.kind]
  const { terms, gradient, before, after, kept } = update
  const named = (text: string) =>
    symbol === 'w' ? text : text.replace(/(?<!\p{L})w(?!\p{L})/gu, symbol)
  return (
    <>
      <p className={lines['caption']}>
        {label}: {equation}
      </p>
      <p className={lines['line']}>
        <i>g</i> = ∂L/∂{symbol} = {formatNumber(gradient)}; <i>{symbol}</i> = {formatNumber(before)}
        ; <RateText numbers={numbers} rate={update.learningRate} />
      </p>
      <dl className={styles['terms']}>
        {terms.map(({ what, symbol: of, formula, numbers: used, value, slot }, i) => (
          // Lines have no identity but their place.
          <div key={`${i} ${what}`}>
            <dt>{what}</dt>
            <dd className={lines['line']}>
              <i>{named(of)}</i> ← {named(formula)} = {fill(formula, used)} ={' '}
              {slot !== undefined && kept[slot] ? (
                <ResultNumber result={kept[slot]} name={of} />
              ) : i === terms.length - 1 ? (
                <ResultNumber result={after} name={symbol} />
              ) : (
                <b>{formatNumber(value)}</b>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <p className={lines['line']}>
        Δ{symbol} = <b>{formatNumber(after.engine - before)}</b>
      </p>
    </>
  )
}

/** η, and how the schedule comes to it. */
function RateText({ numbers, rate }: { readonly numbers: Numbers; readonly rate: number }) {
  const { optimizer, schedule } = numbers.experiment
  const { label, equation } = schedules[schedule.kind]
  if (schedule.kind === 'constant') {
    return (
      <>
        <i>η</i> = {formatNumber(rate)}
      </>
    )
  }
  return (
    <>
      <i>η</i> = {formatNumber(optimizer.learningRate)} ·{' '}
      {formatNumber(rate / optimizer.learningRate)} = {formatNumber(rate)}{' '}
      <span className={styles['note']}>
        by the schedule: {label}, {equation}
      </span>
    </>
  )
}
