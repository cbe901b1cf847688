import { isImage, unitsOf } from '../../model/shapes'
import type { Phase } from '../../store/phase'
import type { Loaded } from '../../worker/protocol'
import { NumberField } from '../shared/controls/number-field'
import { Select } from '../shared/controls/select'
import { layerOf } from '../shared/layers'
import { shortUnitName } from '../shared/parameters'
import { layerNumber, layerTitle } from '../shared/place'
import { useSelection, useWorkbench } from '../shared/workbench'
import styles from './step.module.css'
import { learningLayers, type Subject } from './subject'

/** More would make a list too long to look through. */
const MOST_LISTED = 128

interface UnitPickerProps {
  readonly loaded: Loaded
  readonly phase: Phase
  readonly subject: Subject
}

/** Which number of the phase is explained; a click into the network chooses one too. */
export function UnitPicker({ loaded, phase, subject }: UnitPickerProps) {
  const { selection } = useWorkbench()
  const { info, unit, pixel } = subject
  const choose = (layer: string, to: number) =>
    selection.setState({ unit: { layer, unit: to }, edge: null })
  const layers = layersOf(loaded, phase)
  const units = unitsOf(info.shape)
  return (
    <div className={styles['picker']}>
      {layers.length > 1 && (
        <Select
          label="Layer"
          value={info.name}
          options={layers.map((name) => ({ value: name, label: layerTitle(loaded, name) }))}
          onChange={(name) => choose(name, 0)}
        />
      )}
      {units > 1 && (
        <Counted
          label={isImage(info.shape) ? 'Map' : 'Unit'}
          count={units}
          value={unit}
          nameOf={(i) => {
            if (isImage(info.shape)) return `map ${i + 1}`
            return info.name === 'output' ? shortUnitName(loaded, info.name, i) : `unit ${i + 1}`
          }}
          onChange={(to) => choose(info.name, to)}
        />
      )}
      {pixel && isImage(info.shape) && phase.kind !== 'update' && (
        <>
          <NumberField
            label="Row"
            value={pixel.row + 1}
            min={1}
            max={info.shape[0]}
            integer
            width={4}
            onChange={(to) => selection.setState({ pixel: { ...pixel, row: to - 1 } })}
          />
          <span className={styles['times']} aria-hidden="true">
            ,
          </span>
          <NumberField
            label="Column"
            value={pixel.column + 1}
            min={1}
            max={info.shape[1]}
            integer
            width={4}
            onChange={(to) => selection.setState({ pixel: { ...pixel, column: to - 1 } })}
          />
        </>
      )}
      <OtherSelected loaded={loaded} phase={phase} subject={subject} />
    </div>
  )
}

/** The selected unit has its numbers in another phase: says so. */
function OtherSelected({ loaded, phase, subject }: UnitPickerProps) {
  const selected = useSelection(({ unit, edge }) => unit?.layer ?? edge?.layer)
  if (!selected || selected === subject.info.name || phase.kind === 'update') return null
  const name =
    selected === 'inputs' ? 'the inputs' : layerOf(loaded, selected) && layerNumber(selected)
  return name ? <span className={styles['note']}>(selected: {name})</span> : null
}

function layersOf(loaded: Loaded, phase: Phase): readonly string[] {
  if (phase.kind === 'update') return learningLayers(loaded)
  if (phase.kind !== 'forward' && phase.kind !== 'backward') return []
  const inner = layerOf(loaded, phase.layer)?.layers ?? []
  return [phase.layer, ...inner.map(({ name }) => name)]
}

interface CountedProps {
  readonly label: string
  readonly count: number
  readonly value: number
  readonly nameOf: (index: number) => string
  readonly onChange: (index: number) => void
}

/** One of many: from a list, or by its number where the list would be long. */
export function Counted({ label, count, value, nameOf, onChange }: CountedProps) {
  if (count > MOST_LISTED) {
    return (
      <>
        <span aria-hidden="true">{label.toLowerCase()}</span>
        <NumberField
          {...{ label, min: 1, max: count, integer: true, width: 6 }}
          value={value + 1}
          onChange={(number) => onChange(number - 1)}
        />
      </>
    )
  }
  return (
    <Select
      label={label}
      value={String(value)}
      options={Array.from({ length: count }, (_, i) => ({ value: String(i), label: nameOf(i) }))}
      onChange={(to) => onChange(Number(to))}
    />
  )
}
