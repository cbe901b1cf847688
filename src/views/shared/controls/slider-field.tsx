import styles from './controls.module.css'
import type { InfoText } from './info'
import { NumberField } from './number-field'
import { Label } from './row'
import type { Scale } from './scale'
import { Slider } from './slider'

interface SliderFieldProps {
  readonly label: string
  readonly info?: InfoText | undefined
  readonly scale: Scale
  readonly value: number
  readonly min: number
  readonly max: number
  readonly integer?: boolean
  readonly suffix?: string
  readonly onChange: (value: number) => void
}

/** A slider for the round values, and a field beside it for every other. */
export function SliderField(props: SliderFieldProps) {
  const { label, info, scale, value, min, max, integer, suffix, onChange } = props
  const format = (shown: number) => (suffix ? `${shown} ${suffix}` : String(shown))
  const next = (from: number, direction: 1 | -1) => {
    const at = scale.positionOf(from)
    const stop = scale.valueAt(at)
    // From between two stops an arrow goes to the next one on its side.
    const passes = direction > 0 ? stop > from : stop < from
    return scale.valueAt(Math.min(scale.last, Math.max(0, passes ? at : at + direction)))
  }
  return (
    <div className={styles['sliderField']}>
      <div className={styles['row']}>
        <Label label={label} info={info} />
        <NumberField {...{ label, value, min, max, integer, suffix, next, onChange }} />
      </div>
      <Slider {...{ label: `${label}, slider`, scale, value, format, onChange }} />
    </div>
  )
}
