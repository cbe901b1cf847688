import { CircleCheck, X } from 'lucide-react'
import { differences, differenceText } from '../../model/difference'
import { Button, IconButton } from '../shared/controls/button'
import { Popover } from '../shared/controls/popover'
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
  const letter = letterOf(variant)
  return (
    <header className={styles['head']}>
      <div className={styles['title']}>
        <NetworkMark index={variant} />
        <Title />
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
      <Figures />
    </header>
  )
}

/** The document's own network has its name; that of a variant opens what can be said about it. */
function Title() {
  const { variant } = useWorkbench()
  const own = useExperiment((e) => e)
  const document = useDocument()
  const name = networkName(document, own, variant)
  if (variant === 0) {
    return (
      <div className={styles['words']}>
        <h2>{name}</h2>
        <span className={styles['soft']}>what the others differ from</span>
      </div>
    )
  }
  const isNamed = document.variants[variant - 1]?.title !== ''
  const isSame = differences(document, own).length === 0
  return (
    <div className={styles['words']}>
      <h2 className="visually-hidden">{name}</h2>
      <Popover
        label={`${name}: name and differences`}
        triggerClass={styles['opens']}
        trigger={
          <>
            <span className={isNamed ? styles['line'] : styles['lines']}>{name}</span>
            {isNamed && (
              <span className={`${styles['line']} ${styles['soft']}`}>
                {isSame ? 'the same as A so far' : differenceText(document, own)}
              </span>
            )}
          </>
        }
        panelClass={styles['about']}
        content={(close) => <About close={close} />}
      />
    </div>
  )
}

/** All that differs, however much it is, and a name for it. */
function About({ close }: { readonly close: () => void }) {
  const { main, variant } = useWorkbench()
  const own = useExperiment((e) => e)
  const document = useDocument()
  const parts = differences(document, own)
  return (
    <>
      <input
        type="text"
        aria-label={`Name of network ${letterOf(variant)}`}
        placeholder="Give it a name"
        maxLength={LONGEST}
        spellCheck={false}
        value={document.variants[variant - 1]?.title ?? ''}
        onChange={({ currentTarget: { value } }) =>
          main.experiment.edit((e) => withTitle(e, variant, value), `title ${variant}`)
        }
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          // Or else it presses the button as well, which has the focus then.
          event.preventDefault()
          close()
        }}
      />
      <p>{parts.length > 0 ? 'Differs from A:' : 'Nothing differs from A so far.'}</p>
      <ul>
        {parts.map((part) => (
          <li key={part}>{part}</li>
        ))}
      </ul>
    </>
  )
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
