import { sizeOf } from '../../model/shapes'
import type { UnitRef } from '../../store/selection'
import type { Loaded } from '../../worker/protocol'
import { Select } from '../shared/controls/select'
import { shortUnitName } from '../shared/parameters'
import { useWorkbench } from '../shared/workbench'
import styles from './arithmetic.module.css'

/** Which unit is explained; a click into the network chooses one too. */
export function UnitPicker({ loaded, unit }: { readonly loaded: Loaded; readonly unit: UnitRef }) {
  const { selection } = useWorkbench()
  const layers = [
    { value: 'inputs', label: 'Inputs', units: loaded.inputs.length },
    ...loaded.layers.map(({ name, shape }, i) => ({
      value: name,
      label: name === 'output' ? 'Output' : `Layer ${i + 1}`,
      units: sizeOf(shape),
    })),
  ]
  const units = layers.find(({ value }) => value === unit.layer)?.units ?? 1
  const choose = (layer: string, index: number) => {
    selection.setState({ unit: { layer, unit: index }, edge: null })
  }
  return (
    <div className={styles['picker']}>
      <Select
        label="Layer"
        value={unit.layer}
        options={layers}
        onChange={(layer) => choose(layer, 0)}
      />
      {units > 1 && (
        <Select
          label="Unit"
          value={String(unit.unit)}
          options={Array.from({ length: units }, (_, i) => ({
            value: String(i),
            label: unit.layer.startsWith('layers/')
              ? `unit ${i + 1}`
              : shortUnitName(loaded, unit.layer, i),
          }))}
          onChange={(index) => choose(unit.layer, Number(index))}
        />
      )}
    </div>
  )
}
