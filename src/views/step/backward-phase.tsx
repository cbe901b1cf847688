import { useState } from 'react'
import { activations } from '../../model/activations'
import { lossSlopes } from '../../model/loss-arithmetic'
import type { LossName } from '../../model/losses'
import lines from '../shared/formulas/lines.module.css'
import { ProductTable } from '../shared/formulas/product-table'
import { bracketed } from '../shared/formulas/substitute'
import { Substituted } from '../shared/formulas/substituted'
import { formatCount, formatNumber } from '../shared/number'
import { layerNumber, nameBelow } from '../shared/place'
import {
  type Arriving,
  type Delta,
  explainDelta,
  explainGradient,
  type Gradient,
  isPlain,
} from './backward'
import { shareText } from './loss-phase'
import type { Numbers } from './numbers'
import { type Part, PartPicker, partFrom } from './part-picker'
import { ResultNumber } from './result-number'
import styles from './step.module.css'
import { numberName, numbersOf, type Subject } from './subject'
import { Waiting } from './waiting'
import { weighted } from './wiring'
import { BelowWords, winnerPlace } from './words'

interface BackwardPhaseProps {
  readonly numbers: Numbers
  readonly subject: Subject
  readonly row: number | null
}

/** The delta of the chosen number, and the gradients that it gives. */
export function BackwardPhase({ numbers, subject, row }: BackwardPhaseProps) {
  const { experiment, loaded } = numbers
  const { info } = subject
  const [chosen, setPart] = useState<Part>({ weight: 0 })
  const own = weighted(experiment, loaded, info.name)
  const part = own && partFrom(own, subject, chosen)
  return (
    <div className={styles['halves']}>
      <DeltaOf {...{ numbers, subject, row }} />
      {own && part && (
        <div>
          <PartPicker loaded={loaded} own={own} subject={subject} part={part} onChange={setPart} />
          <GradientOf {...{ numbers, subject, row, part }} />
        </div>
      )}
      {!own && <OwnParameters numbers={numbers} subject={subject} />}
    </div>
  )
}

function DeltaOf({ numbers, subject, row }: BackwardPhaseProps) {
  const { info, index } = subject
  if (info.kind === 'flatten') {
    return (
      <p className={styles['sentence']}>
        Flatten computes nothing: its deltas are those of the layer below, in the same place.
      </p>
    )
  }
  if (!hasDelta(numbers, subject)) {
    return (
      <p className={styles['sentence']}>
        No delta is computed here: below are only the inputs, and those do not learn.
      </p>
    )
  }
  const delta = explainDelta(numbers, info, index, row)
  if (!delta) return <Waiting />
  const winner = winnerPlace(numbers, subject, row)
  if (isPlain(delta)) {
    return (
      <div className={styles['lines']}>
        <p className={lines['caption']}>Delta: ∂L/∂z</p>
        <p className={lines['line']}>
          <i>δ</i> = <b data-result="plain δ">{formatNumber(delta.delta)}</b>
          {row === null && ', summed over the batch'}
        </p>
        <BelowWords kind={delta.above.kind} />
      </div>
    )
  }
  return (
    <div className={styles['lines']}>
      <p className={lines['caption']}>
        Delta: what arrives from above, ∂L/∂a, times the slope of the activation
      </p>
      {delta.arriving ? (
        <OneDelta {...{ numbers, subject, delta }} arriving={delta.arriving} />
      ) : (
        <BatchDelta delta={delta} />
      )}
      {row === null && info.name === 'output' && info.activation === 'identity' && (
        <p className={styles['note']}>
          σ′(z) = 1: {withoutActivation(numbers.experiment.loss, true)}
        </p>
      )}
      {winner && (
        <p className={styles['sentence']}>
          Below, {winner} gets it, where the largest value under this window was; the others get
          none from here.
        </p>
      )}
    </div>
  )
}

/** A layer on top of layers that only pass inputs on may have none. */
function hasDelta({ loaded }: Numbers, { info }: Subject): boolean {
  const at = loaded.layers.findIndex(({ name }) => name === info.name)
  const learns = (name: string) =>
    loaded.parameters.some((each) => each.name.startsWith(`${name}/`))
  return at < 0 || loaded.layers.slice(0, at + 1).some(({ name }) => learns(name))
}

/** What the diagram calls the output's activation belongs to some losses. */
function withoutActivation(loss: LossName, isOutput: boolean): string {
  const within =
    loss === 'binaryCrossEntropy' ? 'sigmoid' : loss === 'softmaxCrossEntropy' && 'softmax'
  return isOutput && within ? `the ${within} is part of the loss` : 'there is no activation'
}

interface OneDeltaProps {
  readonly numbers: Numbers
  readonly subject: Subject
  readonly delta: Delta
  readonly arriving: Arriving
}

function OneDelta({ numbers, subject, delta, arriving }: OneDeltaProps) {
  const { experiment, loaded } = numbers
  const { info } = subject
  const { derivativeEquation } = activations[info.activation]
  const [term] = delta.byRow.shown
  return (
    <>
      {arriving.kind === 'loss' ? (
        <p className={lines['line']}>
          ∂L/∂a = {shareText(arriving.share)}·({lossSlopes[experiment.loss]}) ={' '}
          {shareText(arriving.share)}·{bracketed(arriving.slope)} ={' '}
          <b>{formatNumber(arriving.value)}</b>{' '}
          <span className={styles['note']}>
            o = {formatNumber(arriving.o)}, t = {formatNumber(arriving.t)}
          </span>
        </p>
      ) : (
        <ProductTable
          sum={arriving.sum}
          heads={[
            numbersOf(loaded, arriving.above.name),
            'δ',
            arriving.kind === 'weights' ? 'weight w' : 'share',
            arriving.kind === 'weights' ? 'w·δ' : 'product',
          ]}
          nameOf={(i) => numberName(loaded, arriving.above.name, arriving.connections[i].at)}
          feet={[
            {
              label: arriving.kind === 'weights' ? 'Σ w·δ = ∂L/∂a' : 'sum = ∂L/∂a',
              value: arriving.value,
            },
          ]}
        />
      )}
      <p className={lines['line']}>
        {info.activation === 'identity' ? (
          <>σ′(z) = 1: {withoutActivation(experiment.loss, arriving.kind === 'loss')}</>
        ) : (
          <>
            {derivativeEquation} = <Substituted equation={derivativeEquation} z={arriving.z} /> ={' '}
            {formatNumber(term.weight)}
          </>
        )}
      </p>
      <p className={lines['line']}>
        <i>δ</i> = ∂L/∂a · σ′(z) = {formatNumber(term.x)} · {bracketed(term.weight)} ={' '}
        <ResultNumber result={delta.delta} name="δ" />
      </p>
    </>
  )
}

function BatchDelta({ delta }: { readonly delta: Delta }) {
  return (
    <>
      <ProductTable
        sum={delta.byRow}
        heads={['Example', '∂L/∂a', 'σ′(z)', 'δ']}
        nameOf={(i) => `example ${i + 1}`}
        feet={[{ label: 'Σ δ over the batch', value: delta.delta.engine, total: true }]}
      />
      <p className={lines['line']}>
        <i>Σ δ</i> = <ResultNumber result={delta.delta} name="δ" />{' '}
        <span className={styles['note']}>
          each δ holds the share of its example, so the sum is a mean
        </span>
      </p>
    </>
  )
}

interface GradientOfProps extends BackwardPhaseProps {
  readonly part: Part
}

function GradientOf({ numbers, subject, row, part }: GradientOfProps) {
  const { info, unit } = subject
  const gradient = explainGradient(numbers, info.name, { weight: part.weight, unit }, row)
  if (!gradient) return <Waiting />
  return <GradientLines {...{ numbers, subject, row, part, gradient }} />
}

function GradientLines(props: GradientOfProps & { readonly gradient: Gradient }) {
  const { numbers, subject, row, part, gradient } = props
  const { loaded, rows } = numbers
  const { info } = subject
  const { sum, terms, batch, engine } = gradient
  const below = nameBelow(loaded, info.name)
  const symbol = part.weight === 'bias' ? '∂L/∂b' : '∂L/∂w'
  const product = part.weight === 'bias' ? 'δ' : 'δ·a'
  const spots = terms.length / (row === null ? rows : 1)
  const nameOf = (i: number) => {
    const { row: r, input, output } = terms[i]
    if (spots === 1) return `example ${r + 1}`
    const where = numberName(loaded, input < 0 ? info.name : below, input < 0 ? output : input)
    return row === null ? `${r + 1}: ${where}` : where
  }
  const over = [
    ...(spots > 1 ? [`${formatCount(spots)} positions`] : []),
    ...(row === null ? [`the ${formatCount(rows)} examples of the batch`] : []),
  ].join(' and ')
  return (
    <>
      <p className={lines['caption']}>
        Gradient: {symbol} = Σ {product}
        {over && ` over ${over}`}
      </p>
      {(sum.count > 1 || row === null) && (
        <ProductTable
          sum={sum}
          heads={[
            spots > 1 ? `${row === null ? 'Example: r' : 'R'}ow, column` : 'Example',
            part.weight === 'bias' ? '1' : `a of ${layerNumber(below)}`,
            'δ',
            product,
          ]}
          nameOf={nameOf}
          feet={[{ label: `Σ ${product}`, value: sum.sum, total: true }]}
        />
      )}
      {batch ? (
        <p className={lines['line']}>
          {symbol} = <ResultNumber result={batch} name={symbol} />
        </p>
      ) : (
        <>
          <p className={lines['line']}>
            own term:{' '}
            {sum.count === 1 && part.weight !== 'bias' && (
              <>
                δ·a = {formatNumber(sum.shown[0].weight)} · {bracketed(sum.shown[0].x)} ={' '}
              </>
            )}
            <b data-result={`own term of ${symbol}`} data-computed={sum.sum}>
              {formatNumber(sum.sum)}
            </b>
          </p>
          <p className={lines['line']}>
            {symbol} of the whole batch: <b data-engine={engine}>{formatNumber(engine)}</b>
          </p>
        </>
      )}
    </>
  )
}

/** What the engine has for the parameters of a layer whose sums are not shown. */
function OwnParameters({ numbers, subject }: Omit<BackwardPhaseProps, 'row'>) {
  const { loaded, of } = numbers
  const { info, unit } = subject
  if (info.kind !== 'batchNorm') return null
  const shown = loaded.parameters.flatMap(({ name }) => {
    const gradient = of(`${name}/gradient`)?.[unit]
    const role = name.slice(name.lastIndexOf('/') + 1)
    const symbol = role === 'gamma' ? '∂L/∂γ' : role === 'beta' ? '∂L/∂β' : null
    return name.startsWith(`${info.name}/`) && symbol && gradient !== undefined
      ? [{ symbol, gradient }]
      : []
  })
  return (
    <div className={styles['lines']}>
      <p className={lines['caption']}>Gradients of what it learns</p>
      {shown.map(({ symbol, gradient }) => (
        <p key={symbol} className={lines['line']}>
          {symbol} = <b>{formatNumber(gradient)}</b>
        </p>
      ))}
    </div>
  )
}
