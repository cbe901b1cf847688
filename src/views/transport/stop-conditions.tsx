import { Flag } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Popover } from '../shared/controls/popover'
import { useExperiment } from '../shared/workbench'
import styles from './transport.module.css'

const StopFields = lazy(() => import('./stop-fields').then(({ StopFields: C }) => ({ default: C })))

/** When training pauses by itself. */
export function StopConditions() {
  const stop = useExperiment((experiment) => experiment.stop)
  const isSet = Object.values(stop).some((value) => value > 0)
  return (
    <Popover
      label={isSet ? 'Stop conditions (set)' : 'Stop conditions'}
      align="end"
      triggerClass={styles['stop']}
      trigger={
        <>
          <Flag aria-hidden />
          {isSet && <span className={styles['isSet']} />}
        </>
      }
      content={() => (
        <Suspense>
          <StopFields />
        </Suspense>
      )}
    />
  )
}
