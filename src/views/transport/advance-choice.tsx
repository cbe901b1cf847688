import { Button } from '../shared/controls/button'
import { Segments } from '../shared/controls/segments'
import { useExperiment, useWorkbench } from '../shared/workbench'
import { advances } from './advances'
import styles from './choices.module.css'

const options = (['step', 'epoch', 'phase'] as const).map((value) => ({
  value,
  label: advances[value].label,
}))

/** What → makes, and longer ways at once. */
export function AdvanceChoice({ onClose }: { readonly onClose: () => void }) {
  const workbench = useWorkbench()
  const advance = useExperiment(({ view }) => view.advance)
  const go = (count: number, unit: 'step' | 'epoch') => () => {
    onClose()
    void workbench.step(count, unit)
  }
  return (
    <div className={styles['advance']}>
      <strong>→ makes</strong>
      <Segments
        label="→ makes"
        value={advance}
        options={options}
        onChange={(value) => {
          if (value !== 'phase') workbench.leavePhases()
          workbench.experiment.show({ advance: value })
        }}
      />
      <p>{advances[advance].help}.</p>
      <div className={styles['ways']}>
        <Button onClick={go(10, 'step')}>Ten steps</Button>
        <Button onClick={go(1, 'epoch')}>One epoch</Button>
        <Button onClick={go(10, 'epoch')}>Ten epochs</Button>
      </div>
    </div>
  )
}
