import { isImage, sizeOf, unitsOf } from '../../model/shapes'
import type { Loaded } from '../../worker/protocol'
import { Select } from '../shared/controls/select'
import { nameBelow } from '../shared/place'
import { useWorkbench } from '../shared/workbench'
import styles from './step.module.css'
import { numberName, type Subject } from './subject'
import { Counted } from './unit-picker'
import type { Weighted } from './wiring'

/** One parameter of a unit: its bias, or the weight at a place in the layer's weights. */
export interface Part {
  readonly weight: number | 'bias'
}

/** The chosen part as far as it belongs to the unit; a selected edge is chosen before all else. */
export function partFrom({ info, window }: Weighted, subject: Subject, { weight }: Part): Part {
  if (weight === 'bias') return { weight }
  const { unit, from } = subject
  const units = unitsOf(info.shape)
  const channels = window && isImage(info.inputShape) ? info.inputShape[2] : 1
  const inputs = window ? window.kernel ** 2 * channels : sizeOf(info.inputShape)
  const chosen = Math.min(Math.floor(weight / units), inputs - 1)
  if (from === null || from >= (window ? channels : inputs))
    return { weight: chosen * units + unit }
  const input = window ? chosen - (chosen % channels) + from : from
  return { weight: input * units + unit }
}

interface PartPickerProps {
  readonly loaded: Loaded
  readonly own: Weighted
  readonly subject: Subject
  readonly part: Part
  readonly onChange: (part: Part) => void
}

/** Weight or bias, and which weight. */
export function PartPicker({ loaded, own, subject, part, onChange }: PartPickerProps) {
  const { selection } = useWorkbench()
  const { info, window } = own
  const { unit, from } = subject
  const units = unitsOf(info.shape)
  const below = nameBelow(loaded, info.name)
  const channels = window && isImage(info.inputShape) ? info.inputShape[2] : 1
  const input = part.weight === 'bias' ? 0 : Math.floor(part.weight / units)
  const choose = (to: number) => {
    // An edge that is selected goes along.
    if (from !== null) {
      const edge = { layer: info.name, from: window ? to % channels : to, to: unit }
      selection.setState({ edge, unit: null })
    }
    onChange({ weight: to * units + unit })
  }
  return (
    <div className={styles['picker']}>
      <Select
        label="Parameter"
        value={part.weight === 'bias' ? 'bias' : 'weight'}
        options={[
          { value: 'weight', label: window ? 'filter weight' : 'weight from' },
          { value: 'bias', label: 'bias' },
        ]}
        onChange={(value) => onChange({ weight: value === 'bias' ? 'bias' : unit })}
      />
      {part.weight !== 'bias' && !window && (
        <Counted
          label="Unit below"
          count={sizeOf(info.inputShape)}
          value={input}
          nameOf={(i) => numberName(loaded, below, i)}
          onChange={choose}
        />
      )}
      {part.weight !== 'bias' && window && (
        <>
          {channels > 1 && (
            <Counted
              label="From map"
              count={channels}
              value={input % channels}
              nameOf={(i) => `from map ${i + 1}`}
              onChange={(to) => choose(input - (input % channels) + to)}
            />
          )}
          <Counted
            label="Cell of the filter"
            count={window.kernel ** 2}
            value={Math.floor(input / channels)}
            nameOf={(i) =>
              `row ${Math.floor(i / window.kernel) + 1}, column ${(i % window.kernel) + 1}`
            }
            onChange={(to) => choose(to * channels + (input % channels))}
          />
        </>
      )}
    </div>
  )
}
