import { type ActivationName, activationNames, activations } from '../../model/activations'
import { presetExperiment } from '../../model/presets'
import { Button } from '../shared/controls/button'
import { NumberField } from '../shared/controls/number-field'
import { linearScale } from '../shared/controls/scale'
import { Select } from '../shared/controls/select'
import { Slider } from '../shared/controls/slider'
import { useExperiment, useWorkbench } from '../shared/workbench'
import styles from './chain.module.css'
import { DEPTHS, isChainDocument, withActivation, withDepth } from './depth'

const scale = linearScale(DEPTHS.min, DEPTHS.max, 1)

/** How deep a chain is and what its units do; for any other network, a way to a chain. */
export function ChainControls() {
  const { experiment } = useWorkbench()
  const chain = useExperiment(isChainDocument)
  const depth = useExperiment(({ layers }) => layers.length)
  const activation = useExperiment(({ layers }) => {
    const [first] = layers
    return first?.kind === 'dense' ? first.activation : 'sigmoid'
  })
  if (!chain) {
    return (
      <Button
        look="quiet"
        onClick={() => {
          const preset = presetExperiment('chain')
          if (preset) experiment.open(preset)
        }}
      >
        Open a chain of single neurons
      </Button>
    )
  }
  const setDepth = (to: number) => experiment.edit((e) => withDepth(e, to), 'chain.depth')
  return (
    <div className={styles['controls']}>
      <span className={styles['depth']}>
        Hidden layers
        <Slider
          label="Hidden layers, slider"
          scale={scale}
          value={depth}
          format={String}
          onChange={setDepth}
        />
        <NumberField
          label="Hidden layers"
          value={depth}
          {...DEPTHS}
          integer
          width={3}
          onChange={setDepth}
        />
      </span>
      <Select<ActivationName>
        label="Activation of all hidden units"
        value={activation}
        options={activationNames.map((name) => ({ value: name, label: activations[name].label }))}
        onChange={(to) => experiment.edit((e) => withActivation(e, to))}
      />
    </div>
  )
}
