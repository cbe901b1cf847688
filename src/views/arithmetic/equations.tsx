import { Fragment } from 'react'
import { activations } from '../../model/activations'
import type { Loaded } from '../../worker/protocol'
import lines from '../shared/formulas/lines.module.css'
import { bracketed } from '../shared/formulas/substitute'
import { Substituted } from '../shared/formulas/substituted'
import { formatNumber } from '../shared/number'
import { classShares, logistic, outputMeaning } from '../shared/outputs'
import { useExperiment } from '../shared/workbench'
import styles from './arithmetic.module.css'
import type { Explained } from './explained'

interface EquationsProps {
  readonly loaded: Loaded
  readonly explained: Explained
}

/** The sum and the activation with their numbers filled in; for outputs also the probability. */
export function Equations({ loaded, explained }: EquationsProps) {
  const { layer, bias, z, a } = explained
  const name = loaded.layers.find((each) => each.name === layer)?.activation ?? 'identity'
  const { equation, label } = activations[name]
  return (
    <div className={styles['equations']}>
      <p className={lines['caption']}>Weighted sum</p>
      <p className={lines['line']}>
        <i>z</i> = Σ <i>x</i>·<i>w</i> + <i>b</i> = {formatNumber(z - bias)} + {bracketed(bias)} ={' '}
        <b>{formatNumber(z)}</b>
      </p>
      <p className={lines['caption']}>Activation: {label}</p>
      <p className={lines['line']}>
        <i>a</i> = {equation} <br />
        <span className={styles['filled']}>
          {'= '}
          <Substituted equation={equation} z={z} /> = <b>{formatNumber(a)}</b>
        </span>
      </p>
      {layer === 'output' && <Probability loaded={loaded} explained={explained} />}
    </div>
  )
}

interface ProbabilityProps {
  readonly loaded: Loaded
  readonly explained: Pick<Explained, 'unit' | 'a' | 'layerOutputs'>
}

/** What the output says of its class. */
export function Probability({ loaded, explained }: ProbabilityProps) {
  const experiment = useExperiment((e) => e)
  const { unit, a, layerOutputs } = explained
  const { classes } = loaded
  const width = layerOutputs.length
  const meaning = outputMeaning(experiment, classes.length)
  if (meaning.kind === 'value') return null
  const shares = classShares(meaning, layerOutputs, 0, width)
  const about = width === 1 ? 1 : unit
  const target = classes[about] ?? String(about)
  const share = shares[about]
  const soft = experiment.loss === 'softmaxCrossEntropy'
  if (!soft && meaning.share === 'cut') {
    if (width > 1) return null
    return (
      <>
        <p className={lines['caption']}>Decision</p>
        <p className={lines['line']}>
          <i>a</i> {a > 0 ? '> 0' : '≤ 0'}: <b>{classes[a > 0 ? 1 : 0]}</b>
        </p>
      </>
    )
  }
  return (
    <>
      <p className={lines['caption']}>
        Probability of {target}: {soft ? 'softmax' : 'sigmoid'}
      </p>
      <p className={lines['line']}>
        {soft ? (
          <>
            <Power value={a} /> / (
            {Array.from(layerOutputs, (output, i) => (
              // Outputs have no identity but their place.
              <Fragment key={`${i} ${classes[i]}`}>
                {i > 0 && ' + '}
                <Power value={output} />
              </Fragment>
            ))}
            )
          </>
        ) : (
          <>
            1 / (1 + <Power value={-a} />)
          </>
        )}{' '}
        = <b>{formatNumber(soft || width === 1 ? share : logistic(a))}</b>
      </p>
    </>
  )
}

const Power = ({ value }: { readonly value: number }) => (
  <>
    e<sup>{formatNumber(value)}</sup>
  </>
)
