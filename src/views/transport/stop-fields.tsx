import type { Stop } from '../../model/experiment'
import { NumberField } from '../shared/controls/number-field'
import { Row } from '../shared/controls/row'
import { useExperiment, useWorkbench } from '../shared/workbench'
import styles from './choices.module.css'

const fields = [
  { name: 'steps', label: 'At step', max: 1e9, integer: true },
  { name: 'epochs', label: 'At epoch', max: 1e9, integer: true },
  { name: 'loss', label: 'At a test loss of', max: 1e6, integer: false },
  { name: 'plateau', label: 'Epochs without a better loss', max: 1e9, integer: true },
] as const satisfies readonly { name: keyof Stop; label: string; max: number; integer: boolean }[]

/** What to fill in; 0 stands for never. */
export function StopFields() {
  const stop = useExperiment((experiment) => experiment.stop)
  const { experiment } = useWorkbench()
  return (
    <div className={styles['stopFields']}>
      <strong>Pause by itself</strong>
      <p>0 means never. The first condition that is met pauses the run.</p>
      {fields.map(({ name, label, max, integer }) => (
        <Row key={name} label={label}>
          <NumberField
            {...{ label, max, integer }}
            min={0}
            value={stop[name]}
            onChange={(value) =>
              experiment.edit((e) => ({ ...e, stop: { ...e.stop, [name]: value } }), `stop.${name}`)
            }
          />
        </Row>
      ))}
    </div>
  )
}
