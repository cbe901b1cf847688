import { CircleCheck, X } from 'lucide-react'
import { differenceText } from '../../model/difference'
import { Button, IconButton } from '../shared/controls/button'
import { NetworkMark } from '../shared/network-mark'
import { formatCount, formatNumber, formatPercent } from '../shared/number'
import {
  keepOnly,
  letterOf,
  networkName,
  useDocument,
  withoutVariant,
  withTitle,
} from '../shared/variants'
import { useExperiment, useRun, useWorkbench } from '../shared/workbench'
import styles from './compare.module.css'

const LONGEST = 80

/** What one of the networks side by side is, how it fares, and what to do with it. */
export function NetworkHead() {
  const { main, variant } = useWorkbench()
  const own = useExperiment((e) => e)
  const document = useDocument()
  const name = networkName(document, own, variant)
  const letter = letterOf(variant)
  return (
    <header className={styles['head']}>
      <div className={styles['title']}>
        <NetworkMark index={variant} />
        <Title name={name} />
        <div className={styles['buttons']}>
          <Button
            look="quiet"
            title="The others go; undo brings them back"
            aria-label={`Keep only network ${letter}`}
            onClick={() => main.experiment.edit((e) => keepOnly(e, own, variant))}
          >
            <CircleCheck aria-hidden />
            <span>Keep only this</span>
          </Button>
          {variant > 0 && (
            <IconButton
              label={`Remove network ${letter}`}
              onClick={() => main.experiment.edit((e) => withoutVariant(e, variant))}
            >
              <X aria-hidden />
            </IconButton>
          )}
        </div>
      </div>
      {variant > 0 && <Difference name={name} />}
      <Figures />
    </header>
  )
}

function Title({ name }: { readonly name: string }) {
  const { main, variant } = useWorkbench()
  const { variants } = useDocument()
  if (variant === 0) return <h2 className={styles['name']}>{name}</h2>
  const given = variants[variant - 1]?.title ?? ''
  return (
    <div className={styles['name']}>
      <h2 className="visually-hidden">{name}</h2>
      <input
        type="text"
        aria-label={`Name of network ${letterOf(variant)}`}
        placeholder={name}
        title={name}
        maxLength={LONGEST}
        spellCheck={false}
        value={given}
        onChange={({ currentTarget: { value } }) =>
          main.experiment.edit((e) => withTitle(e, variant, value), `title ${variant}`)
        }
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
        }}
      />
    </div>
  )
}

/** Said once: only where the name says something else. */
function Difference({ name }: { readonly name: string }) {
  const document = useDocument()
  const own = useExperiment((e) => e)
  const text = differenceText(document, own)
  if (name.toLowerCase() === text.toLowerCase()) return null
  return <p className={styles['difference']}>Differs from A: {text}.</p>
}

function Figures() {
  const run = useRun((state) => state.run)
  if (!run) return <p className={styles['figures']}>–</p>
  const { step, status, divergence, trainLoss, testLoss, testAccuracy, trainAccuracy } = run
  const accuracy = testAccuracy ?? trainAccuracy
  return (
    <dl className={styles['figures']} data-diverged={status === 'diverged' || undefined}>
      {status === 'diverged' && divergence ? (
        <Figure label="diverged at step" value={formatCount(divergence.step)} name="diverged" />
      ) : (
        <Figure label="step" value={formatCount(step)} name="step" />
      )}
      <Figure label="train loss" value={formatNumber(trainLoss)} name="trainLoss" />
      {testLoss !== undefined && (
        <Figure label="test loss" value={formatNumber(testLoss)} name="testLoss" />
      )}
      {accuracy !== undefined && (
        <Figure
          label={testAccuracy === undefined ? 'train accuracy' : 'test accuracy'}
          value={formatPercent(accuracy)}
          name="accuracy"
        />
      )}
    </dl>
  )
}

function Figure({ label, value, name }: { label: string; value: string; name: string }) {
  return (
    <div data-figure={name}>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  )
}
