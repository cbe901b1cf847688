import { Slider } from '../shared/controls/slider'
import { useExperiment, useWorkbench } from '../shared/workbench'
import { speedScale, speedText } from './speed-scale'
import { StopConditions } from './stop-conditions'
import styles from './transport.module.css'

export function Speed() {
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
