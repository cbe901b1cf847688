import { ChevronLeft, ChevronRight, Shuffle } from 'lucide-react'
import type { Loaded } from '../../../worker/protocol'
import { IconButton } from '../../shared/controls/button'
import { NumberField } from '../../shared/controls/number-field'
import { Segments } from '../../shared/controls/segments'
import { formatCount } from '../../shared/number'
import { randomSeed } from '../../shared/random-seed'
import { useSelection, useWorkbench } from '../../shared/workbench'
import styles from './images.module.css'

/** Walks through the images of a set. */
export function Navigation({ loaded }: { loaded: Loaded }) {
  const { selection } = useWorkbench()
  const example = useSelection((state) => state.example)
  const set = loaded[example.set].count > 0 ? example.set : 'train'
  const { count } = loaded[set]
  const index = Math.min(example.index, count - 1)
  const choose = (at: number) =>
    selection.setState({ example: { set, index: (at + count) % count } })
  return (
    <div className={styles['navigation']}>
      <div className={styles['steps']} role="group" aria-label="Image">
        <IconButton label="Previous image" onClick={() => choose(index - 1)}>
          <ChevronLeft aria-hidden />
        </IconButton>
        <NumberField
          label="Number of the image"
          value={index + 1}
          min={1}
          max={count}
          integer
          width={5}
          onChange={(value) => choose(value - 1)}
        />
        <span className={styles['of']}>of {formatCount(count)}</span>
        <IconButton label="Next image" onClick={() => choose(index + 1)}>
          <ChevronRight aria-hidden />
        </IconButton>
        <IconButton label="Random image" onClick={() => choose(randomSeed() % count)}>
          <Shuffle aria-hidden />
        </IconButton>
      </div>
      <Segments<'train' | 'test'>
        label="Set of the image"
        value={set}
        options={[
          { value: 'train', label: 'Training' },
          { value: 'test', label: 'Test', disabled: loaded.test.count === 0 },
        ]}
        onChange={(chosen) => selection.setState({ example: { set: chosen, index: 0 } })}
      />
    </div>
  )
}
