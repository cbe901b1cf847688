import { TriangleAlert } from 'lucide-react'
import { Button } from '../views/shared/controls/button'
import { formatCount, formatNumber } from '../views/shared/number'
import { useRun, useWorkbench } from '../views/shared/workbench'
import styles from './divergence-banner.module.css'

/** Says where a run left the realm of numbers, why, and how to go on. Stands above the network. */
export function DivergenceBanner() {
  const workbench = useWorkbench()
  const divergence = useRun(({ run }) => (run?.status === 'diverged' ? run.divergence : undefined))
  if (!divergence) return null
  const { step, loss, cause, learningRate, before } = divergence
  const goOn = async () => {
    await workbench.goBack()
    workbench.experiment.edit((e) => ({ ...e, optimizer: { ...e.optimizer, learningRate } }))
    await workbench.play()
  }
  return (
    <section role="alert" className={styles['banner']} aria-label="The run diverged">
      <TriangleAlert aria-hidden />
      <p>
        <strong>
          {Number.isFinite(loss)
            ? `The loss rose to ${formatNumber(loss)}`
            : `The loss became ${formatNumber(loss)}`}{' '}
          at step {formatCount(step)}.
        </strong>{' '}
        {cause}
      </p>
      <div className={styles['buttons']}>
        <Button look="primary" onClick={() => workbench.goBack()}>
          Go back to step {formatCount(before)}
        </Button>
        <Button onClick={goOn}>Go on with a learning rate of {learningRate}</Button>
        <Button onClick={() => workbench.reset()}>Reset</Button>
      </div>
    </section>
  )
}
