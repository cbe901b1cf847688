import { type Experiment, LIMITS } from '../../model/experiment'
import { Button } from '../shared/controls/button'
import { NumberField } from '../shared/controls/number-field'
import { Panel } from '../shared/controls/panel'
import { Row } from '../shared/controls/row'
import { stopScale } from '../shared/controls/scale'
import { Select } from '../shared/controls/select'
import { SliderField } from '../shared/controls/slider-field'
import { randomSeed } from '../shared/random-seed'
import { useExperiment, useWorkbench } from '../shared/workbench'
import { texts } from './help'
import { LossChoice } from './loss-choice'
import { OptimizerChoice } from './optimizer-choice'
import { Clipping, Regularization } from './regularization'
import { ScheduleChoice } from './schedule-choice'
import styles from './training.module.css'

/** How the network learns. All of it may change while it does. */
export function Training() {
  return (
    <Panel title="Training">
      <OptimizerChoice />
      <ScheduleChoice />
      <LossChoice />
      <Batches />
      <Regularization />
      <Clipping />
      <Seed />
    </Panel>
  )
}

const batchScale = stopScale([1, 2, 4, 8, 10, 16, 32, 64, 128, 256, 512])

const orders = [
  { value: 'shuffled', label: 'shuffled' },
  { value: 'sequential', label: 'sequential' },
  { value: 'tensorflowPlayground', label: 'carry over' },
] as const satisfies readonly { value: Experiment['order']; label: string }[]

function Batches() {
  const { experiment } = useWorkbench()
  const batchSize = useExperiment((e) => e.batchSize)
  const order = useExperiment((e) => e.order)
  return (
    <>
      <SliderField
        label="Batch size"
        info={texts.batchSize}
        scale={batchScale}
        value={batchSize}
        min={1}
        max={LIMITS.batchSize}
        integer
        onChange={(value) => experiment.edit((e) => ({ ...e, batchSize: value }), 'batchSize')}
      />
      <Row label="Order" info={texts.order}>
        <Select
          label="Order of the examples"
          value={order}
          options={orders}
          onChange={(value) => experiment.edit((e) => ({ ...e, order: value }))}
        />
      </Row>
    </>
  )
}

function Seed() {
  const workbench = useWorkbench()
  const seed = useExperiment((e) => e.seed.weights)
  return (
    <Row label="Seed" info={texts.seed}>
      <span className={styles['seed']}>
        <NumberField
          label="Seed of the weights"
          value={seed}
          min={0}
          max={0xffffffff}
          integer
          width={6}
          onChange={(value) => workbench.setSeed('weights', value)}
        />
        <Button
          className={styles['new']}
          title="Draw other initial weights (N)"
          onClick={() => workbench.setSeed('weights', randomSeed())}
        >
          New weights
        </Button>
      </span>
    </Row>
  )
}
