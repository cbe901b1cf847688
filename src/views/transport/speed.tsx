import { lazy, Suspense } from 'react'
import { Slider } from '../shared/controls/slider'
import { useExperiment, usePhase, useWorkbench } from '../shared/workbench'
import { speedScale, speedText } from './speed-scale'
import { StopConditions } from './stop-conditions'
import styles from './transport.module.css'

const PhaseNote = lazy(() => import('./phase-note').then(({ PhaseNote: C }) => ({ default: C })))

/** How fast it trains; while an update is taken apart, which part of it is shown. */
export function Speed() {
  const { at } = usePhase()
  if (at === null) return <SpeedSlider />
  return (
    <Suspense fallback={<SpeedSlider />}>
      <PhaseNote />
    </Suspense>
  )
}

function SpeedSlider() {
  const { experiment } = useWorkbench()
  const speed = useExperiment(({ view }) => view.speed)
  return (
    <div className={styles['speed']}>
      <span className={styles['speedText']} aria-hidden>
        {speedText(speed)}
      </span>
      <div className={styles['slider']}>
        <Slider
          label="Speed"
          scale={speedScale}
          value={speed}
          format={speedText}
          onChange={(value) => experiment.show({ speed: value })}
        />
      </div>
      <StopConditions />
    </div>
  )
}
