import type { Task } from '../../model/experiment'
import { losses, lossNames } from '../../model/losses'
import { Row } from '../shared/controls/row'
import { Select } from '../shared/controls/select'
import { lossFits, withFittingParameters } from '../shared/fit-experiment'
import { useExperiment, useWorkbench } from '../shared/workbench'

/** The losses of the task; the others stand there too, and say what they are for. */
export function LossChoice() {
  const { experiment } = useWorkbench()
  const loss = useExperiment((e) => e.loss)
  const task = useExperiment((e) => e.task)
  const { label, help, equation } = losses[loss]
  return (
    <Row label="Loss" info={{ title: label, help, equation }}>
      <Select
        label="Loss"
        value={loss}
        options={optionsOf(task)}
        onChange={(value) =>
          experiment.edit((e) => withFittingParameters(e, { ...e, loss: value }))
        }
      />
    </Row>
  )
}

function optionsOf(task: Task) {
  return lossNames.map((value) => {
    const disabled = !lossFits(value, task)
    const label = losses[value].label
    return { value, disabled, label: disabled ? `${label} (for ${losses[value].tasks[0]})` : label }
  })
}
