import {
  ArrowLeft,
  ArrowRight,
  BetweenVerticalEnd,
  BetweenVerticalStart,
  Trash2,
} from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { activations } from '../../model/activations'
import { type DenseLayer, type Experiment, LIMITS } from '../../model/experiment'
import { initializers } from '../../model/initializers'
import type { NumberSettings } from '../../model/setting'
import { Button } from '../shared/controls/button'
import { NumberField } from '../shared/controls/number-field'
import { Row } from '../shared/controls/row'
import { useWorkbench } from '../shared/workbench'
import { addLayer, moveLayer, removeLayer, setInitializerSetting, setUnits } from './edits'
import styles from './heads.module.css'
import { ActivationSelect, InitializerSelect, NO_TRAINING, UnitsStepper } from './layer-controls'

interface LayerPanelProps {
  readonly index: number
  readonly layer: DenseLayer
  readonly count: number
  /** Whether the head has no room for the layer's controls, so that they stand here. */
  readonly compact: boolean
  readonly close: () => void
}

/** What a layer's head opens: settings in full, and moving, adding and removing layers. */
export function LayerPanel({ index, layer, count, compact, close }: LayerPanelProps) {
  const { experiment } = useWorkbench()
  const kind = layer.initializer.kind
  const settings: NumberSettings = initializers[kind].settings
  return (
    <div className={styles['panel']}>
      <strong>Layer {index + 1}</strong>
      {compact && <UnitsStepper index={index} units={layer.units} />}
      <Row label="Units">
        <NumberField
          label={`Units of layer ${index + 1}`}
          value={layer.units}
          min={1}
          max={LIMITS.units}
          integer
          onChange={(units) => experiment.edit(setUnits(index, units), `units ${index}`)}
        />
      </Row>
      {compact && (
        <>
          <Row label="Activation">
            <ActivationSelect index={index} activation={layer.activation} />
          </Row>
          <Row label="Initializer">
            <InitializerSelect index={index} initializer={kind} />
          </Row>
        </>
      )}
      {Object.entries(settings).map(([name, { label, min, max, integer }]) => (
        <Row key={name} label={label}>
          <NumberField
            label={label}
            value={Number(layer.initializer[name] ?? 0)}
            min={min}
            max={max}
            integer={integer}
            onChange={(value) => experiment.edit(setInitializerSetting(index, name, value))}
          />
        </Row>
      ))}
      <p>
        {layer.activation === 'binaryStep'
          ? `Binary step ${NO_TRAINING}.`
          : activations[layer.activation].gradients}
      </p>
      <Actions index={index} count={count} close={close} />
    </div>
  )
}

function Actions({ index, count, close }: Pick<LayerPanelProps, 'index' | 'count' | 'close'>) {
  const { experiment } = useWorkbench()
  const remove = ({ currentTarget }: MouseEvent) => {
    const heads = currentTarget.closest(`.${styles['heads']}`)
    close()
    flushSync(() => experiment.edit(removeLayer(index)))
    // To the layer that follows, else to the one before, else to the `+` after the inputs.
    const neighbour = heads?.children[Math.min(index + 1, count - 1)]
    neighbour?.querySelector('button')?.focus()
  }
  const full = count >= LIMITS.hiddenLayers
  const action = (
    label: string,
    icon: ReactNode,
    onClick: (event: MouseEvent) => void,
    refusal: string | null,
  ) => (
    <Button
      look="quiet"
      className={styles['action']}
      disabled={refusal !== null}
      title={refusal ?? undefined}
      onClick={onClick}
    >
      {icon}
      {label}
    </Button>
  )
  const edit = (change: (experiment: Experiment) => Experiment) => () => experiment.edit(change)
  const most = full ? `No more than ${LIMITS.hiddenLayers} layers` : null
  return (
    <div className={styles['actions']}>
      {action(
        'Move left',
        <ArrowLeft aria-hidden />,
        edit(moveLayer(index, index - 1)),
        index === 0 ? 'It is the first layer' : null,
      )}
      {action(
        'Move right',
        <ArrowRight aria-hidden />,
        edit(moveLayer(index, index + 1)),
        index === count - 1 ? 'It is the last hidden layer' : null,
      )}
      {action('Add before', <BetweenVerticalEnd aria-hidden />, edit(addLayer(index)), most)}
      {action('Add after', <BetweenVerticalStart aria-hidden />, edit(addLayer(index + 1)), most)}
      {action('Remove layer', <Trash2 aria-hidden />, remove, null)}
    </div>
  )
}
