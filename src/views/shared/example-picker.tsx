import { ChevronLeft, ChevronRight } from 'lucide-react'
import type { Loaded } from '../../worker/protocol'
import { ClassMark } from './class-mark'
import { IconButton } from './controls/button'
import { NumberField } from './controls/number-field'
import { Select } from './controls/select'
import styles from './example-picker.module.css'
import { formatCount, formatNumber } from './number'
import { useWorkbench } from './workbench'

const SETS = [
  { value: 'train', label: 'Training example' },
  { value: 'test', label: 'Test example' },
] as const

interface ExamplePickerProps {
  readonly loaded: Loaded
  readonly set: 'train' | 'test'
  readonly index: number
}

/** Which example the numbers belong to, and what its target is. */
export function ExamplePicker({ loaded, set, index }: ExamplePickerProps) {
  const { selection } = useWorkbench()
  const { count } = loaded[set]
  const choose = (to: 'train' | 'test', at: number) =>
    selection.setState({ example: { set: to, index: at } })
  return (
    <div className={styles['picker']}>
      <Select
        label="Set of examples"
        value={set}
        options={SETS.map((option) => ({
          ...option,
          disabled: loaded[option.value].count === 0,
        }))}
        onChange={(to) => choose(to, 0)}
      />
      <IconButton
        label="Previous example"
        disabled={count === 0}
        onClick={() => choose(set, (index - 1 + count) % count)}
      >
        <ChevronLeft aria-hidden />
      </IconButton>
      <NumberField
        label="Number of the example"
        value={index + 1}
        min={1}
        max={Math.max(1, count)}
        integer
        width={5}
        onChange={(number) => choose(set, number - 1)}
      />
      <IconButton
        label="Next example"
        disabled={count === 0}
        onClick={() => choose(set, (index + 1) % count)}
      >
        <ChevronRight aria-hidden />
      </IconButton>
      <span className={styles['of']}>of {formatCount(count)}</span>
      <Target loaded={loaded} set={set} index={index} />
    </div>
  )
}

function Target({ loaded, set, index }: ExamplePickerProps) {
  const { targetWidth, classes } = loaded
  const { targets } = loaded[set]
  const own = targets.subarray(index * targetWidth, (index + 1) * targetWidth)
  if (classes.length > 0) {
    return (
      <span className={styles['target']}>
        <ClassMark index={own[0]} hollow={set === 'test'} />
        {classes[own[0]]}
      </span>
    )
  }
  return (
    <span className={styles['target']}>
      target {Array.from(own, (t) => formatNumber(t)).join(', ')}
    </span>
  )
}
