import { type Experiment, LIMITS } from '../../model/experiment'
import { type OptimizerName, optimizerNames, optimizers } from '../../model/optimizers'
import type { NumberSetting } from '../../model/setting'
import { Row } from '../shared/controls/row'
import { roundStops, stopScale } from '../shared/controls/scale'
import { Select } from '../shared/controls/select'
import { SliderField } from '../shared/controls/slider-field'
import { useExperiment, useWorkbench } from '../shared/workbench'
import { texts } from './help'
import { Settings } from './settings'

const rateScale = stopScale(roundStops(1e-5, 10, [1, 2, 3, 5]))
const options = optimizerNames.map((value) => ({ value, label: optimizers[value].label }))

export function OptimizerChoice() {
  const { experiment } = useWorkbench()
  const optimizer = useExperiment((e) => e.optimizer)
  const { label, help, equation, settings } = optimizers[optimizer.kind]
  const set = (name: string, value: number) =>
    experiment.edit(
      (e) => ({ ...e, optimizer: { ...e.optimizer, [name]: value } }),
      `optimizer.${name}`,
    )
  return (
    <>
      <Row label="Optimizer" info={{ title: label, help, equation }}>
        <Select
          label="Optimizer"
          value={optimizer.kind}
          options={options}
          onChange={(kind) => experiment.edit((e) => withOptimizer(e, kind))}
        />
      </Row>
      <Settings label="with" settings={settings} values={optimizer} onChange={set} />
      <SliderField
        label="Learning rate"
        info={texts.learningRate}
        scale={rateScale}
        value={optimizer.learningRate}
        min={0}
        max={LIMITS.learningRate}
        onChange={(value) => set('learningRate', value)}
      />
    </>
  )
}

/** With its usual settings; a learning rate set by hand is kept. */
function withOptimizer(experiment: Experiment, kind: OptimizerName): Experiment {
  const { optimizer } = experiment
  const usual = optimizers[optimizer.kind].defaultLearningRate
  const learningRate =
    optimizer.learningRate === usual ? optimizers[kind].defaultLearningRate : optimizer.learningRate
  const values: Record<string, number> = {}
  for (const [name, setting] of Object.entries(optimizers[kind].settings)) {
    values[name] = (setting as NumberSetting).default
  }
  return { ...experiment, optimizer: { kind, learningRate, ...values } }
}
