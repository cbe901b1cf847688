import { ChevronDown, Pause, Play, RotateCcw, StepBack, StepForward } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { Popover } from '../shared/controls/popover'
import { useExperiment, useRun, useWorkbench } from '../shared/workbench'
import { advances } from './advances'
import styles from './transport.module.css'

const AdvanceChoice = lazy(() =>
  import('./advance-choice').then(({ AdvanceChoice: C }) => ({ default: C })),
)

/** Where the focus goes when a new experiment waits to be trained. */
export const PLAY_BUTTON = 'play'

/** Reset, play or pause, back and on. */
export function Transport() {
  const workbench = useWorkbench()
  const status = useRun(({ run }) => run?.status ?? 'paused')
  const stuck = useRun(({ run }) => run?.divergence?.finite === false)
  const advance = useExperiment(({ view }) => view.advance)
  const playing = status === 'playing'
  const { label, help } = advances[advance]
  return (
    <div className={styles['transport']} role="group" aria-label="Training">
      <button
        type="button"
        className={styles['button']}
        aria-label="Reset"
        title="Reset to the same initial weights (R)"
        onClick={() => workbench.reset()}
      >
        <RotateCcw aria-hidden />
      </button>
      <button
        type="button"
        id={PLAY_BUTTON}
        className={styles['play']}
        data-playing={playing}
        aria-label={playing ? 'Pause' : 'Play'}
        title={playing ? 'Pause (Space)' : 'Train (Space)'}
        disabled={stuck}
        onClick={() => workbench.toggle()}
      >
        {playing ? <Pause aria-hidden /> : <Play aria-hidden />}
      </button>
      <button
        type="button"
        className={styles['button']}
        aria-label={`Back by ${label}`}
        title={`Back by ${label} (←)`}
        onClick={() => workbench.back()}
      >
        <StepBack aria-hidden />
      </button>
      <button
        type="button"
        className={styles['button']}
        aria-label={`On by ${label}`}
        title={`${help} (→)`}
        onClick={() => workbench.advance()}
      >
        <StepForward aria-hidden />
      </button>
      <Popover
        label="What → makes"
        triggerClass={styles['more']}
        trigger={<ChevronDown aria-hidden />}
        content={(close) => (
          <Suspense>
            <AdvanceChoice onClose={close} />
          </Suspense>
        )}
      />
    </div>
  )
}
