import { type CSSProperties, useState } from 'react'
import { niceCeiling } from '../shared/axis'
import { NumberField } from '../shared/controls/number-field'
import { formatNumber } from '../shared/number'
import { useWorkbench } from '../shared/workbench'
import styles from './parameter-panel.module.css'

/** What the engine's 32-bit floats hold. */
const LARGEST = 1e30
const LEAST_REACH = 2

interface ParameterRowProps {
  readonly label: string
  /** In full, for assistive technology. */
  readonly description: string
  /** The array's name, such as `layers/0/weight`. */
  readonly parameter: string
  readonly index: number
  readonly value: number
  /** What its edge shows in place of it: its gradient or update. */
  readonly shown?: string
}

/** One parameter: a slider around zero and a field; both act at once, also while training. */
export function ParameterRow(props: ParameterRowProps) {
  const { label, description, parameter, index, value, shown = '' } = props
  const workbench = useWorkbench()
  // Fixed while the panel is open, so that the thumb does not run away from the finger.
  const [reach] = useState(() =>
    Math.max(LEAST_REACH, niceCeiling(Number.isFinite(value) ? Math.abs(value) * 1.5 : 0)),
  )
  const write = (next: number) => {
    void workbench.writeParameter(parameter, index, next)
  }
  const share = Math.min(1, Math.max(0, (value / reach + 1) / 2)) || 0.5
  return (
    <div className={styles['row']}>
      <span className={styles['name']} aria-hidden="true">
        {label}
      </span>
      <input
        type="range"
        className={styles['slider']}
        min={-reach}
        max={reach}
        step={reach / 200}
        value={Number.isFinite(value) ? value : 0}
        aria-label={`${description}, slider`}
        aria-valuetext={formatNumber(value)}
        style={
          {
            '--from': `${Math.min(0.5, share) * 100}%`,
            '--to': `${Math.max(0.5, share) * 100}%`,
            '--sign': value < 0 ? 'var(--negative)' : 'var(--positive)',
          } as CSSProperties
        }
        onChange={(event) => write(Number(event.currentTarget.value))}
      />
      <NumberField
        label={description}
        value={Number(value.toPrecision(4))}
        min={-LARGEST}
        max={LARGEST}
        width={9}
        next={(from, direction) => from + direction * 0.1}
        onChange={write}
      />
      {shown && <p className={styles['shown']}>{shown}</p>}
    </div>
  )
}
