import { Segments } from '../shared/controls/segments'
import { useExperiment, useWorkbench } from '../shared/workbench'
import type { Metric } from './series'

interface MetricChoiceProps {
  readonly value: Metric
  readonly onChange: (metric: Metric) => void
}

/** Which curve is drawn. */
export function MetricChoice({ value, onChange }: MetricChoiceProps) {
  return (
    <Segments<Metric>
      label="Curve"
      value={value}
      options={[
        { value: 'loss', label: 'Loss' },
        { value: 'accuracy', label: 'Accuracy' },
      ]}
      onChange={onChange}
    />
  )
}

/** The axis of the loss, as the document has it. */
export function ScaleChoice() {
  const { experiment } = useWorkbench()
  const scale = useExperiment(({ view }) => view.lossScale)
  return (
    <Segments<'linear' | 'logarithmic'>
      label="Scale of the loss"
      value={scale}
      options={[
        { value: 'linear', label: 'Linear' },
        { value: 'logarithmic', label: 'Log' },
      ]}
      onChange={(lossScale) => experiment.show({ lossScale })}
    />
  )
}
