import { Button } from '../shared/controls/button'
import { formatCount } from '../shared/number'
import styles from './filters.module.css'
import type { Gradient } from './use-gradient'

interface GradientStatusProps {
  readonly gradient: Gradient | undefined
  readonly measuring: boolean
  readonly error: string | undefined
  readonly measure: () => Promise<void>
}

/** Of which step the gradient is; while the run stands it is measured without asking. */
export function GradientStatus({ gradient, measuring, error, measure }: GradientStatusProps) {
  return (
    <div className={styles['step']}>
      <Button disabled={measuring} onClick={() => void measure()}>
        {measuring ? 'Measuring…' : 'Measure gradient'}
      </Button>
      {error === undefined ? (
        <span>{gradient && `mean over the training set at ${stepsText(gradient)}`}</span>
      ) : (
        <span role="alert">{error}</span>
      )}
    </div>
  )
}

const stepsText = ({ from, to }: Gradient): string =>
  from === to ? `step ${formatCount(to)}` : `steps ${formatCount(from)} to ${formatCount(to)}`
