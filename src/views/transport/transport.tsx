import { ChevronDown, Pause, Play, RotateCcw, StepForward } from 'lucide-react'
import { Menu } from '../shared/controls/menu'
import { useRun, useWorkbench } from '../shared/workbench'
import styles from './transport.module.css'

/** Where the focus goes when a new experiment waits to be trained. */
export const PLAY_BUTTON = 'play'

/** Reset, play or pause, step. */
export function Transport() {
  const workbench = useWorkbench()
  const status = useRun(({ run }) => run?.status ?? 'paused')
  const stuck = useRun(({ run }) => run?.divergence?.finite === false)
  const playing = status === 'playing'
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
        aria-label="Step"
        title="One step: one update of the weights (→)"
        onClick={() => workbench.step(1)}
      >
        <StepForward aria-hidden />
      </button>
      <Menu
        label="More steps"
        trigger={<ChevronDown aria-hidden />}
        triggerClass={styles['more']}
        items={[
          { label: 'One step', shortcut: '→', onSelect: () => workbench.step(1) },
          { label: 'Ten steps', onSelect: () => workbench.step(10) },
          { label: 'One epoch', shortcut: '⇧ →', onSelect: () => workbench.step(1, 'epoch') },
          { label: 'Ten epochs', onSelect: () => workbench.step(10, 'epoch') },
        ]}
      />
    </div>
  )
}
