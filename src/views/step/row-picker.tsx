import { ChevronLeft, ChevronRight } from 'lucide-react'
import { ClassMark } from '../shared/class-mark'
import { IconButton } from '../shared/controls/button'
import { Select } from '../shared/controls/select'
import { ImagePicture } from '../shared/image-picture'
import { formatCount, formatNumber } from '../shared/number'
import { useWorkbench } from '../shared/workbench'
import type { Numbers } from './numbers'
import styles from './step.module.css'

/** Numbers of the whole batch, or of one of its examples. */
export function RowPicker({
  numbers,
  row,
}: {
  readonly numbers: Numbers
  readonly row: number | null
}) {
  const { rows } = numbers
  const choose = useChooseRow(numbers)
  return (
    <div className={styles['rows']}>
      <Select
        label="Numbers of"
        value={row === null ? 'mean' : 'one'}
        options={[
          { value: 'mean', label: `mean over the batch of ${formatCount(rows)}` },
          { value: 'one', label: 'one example of the batch' },
        ]}
        onChange={(value) => choose(value === 'mean' ? null : 0)}
      />
      {row !== null && (
        <span className={styles['one']}>
          <IconButton
            label="Example before in the batch"
            onClick={() => choose((row - 1 + rows) % rows)}
          >
            <ChevronLeft aria-hidden />
          </IconButton>
          <span className={styles['example']}>
            <ExampleOf numbers={numbers} row={row} />
          </span>
          <IconButton label="Next example in the batch" onClick={() => choose((row + 1) % rows)}>
            <ChevronRight aria-hidden />
          </IconButton>
        </span>
      )}
    </div>
  )
}

/** Chooses a row of the batch; other views show that example, too. */
export function useChooseRow({ of }: Numbers): (row: number | null) => void {
  const { phase, selection } = useWorkbench()
  return (row) => {
    phase.setState({ row })
    const index = row === null ? undefined : of('batch/examples')?.[row]
    if (index !== undefined) selection.setState({ example: { set: 'train', index }, drawn: null })
  }
}

/** "2 of 4 · training example 17", with its picture and its target. */
function ExampleOf({ numbers, row }: { readonly numbers: Numbers; readonly row: number }) {
  const { loaded, rows, of } = numbers
  const index = of('batch/examples')?.[row] ?? 0
  const { train, imageShape, columns } = loaded
  return (
    <>
      {imageShape && (
        <ImagePicture
          className={styles['thumbnail']}
          label=""
          pixels={train.inputs}
          start={index * columns.length}
          shape={imageShape}
        />
      )}
      {row + 1} of {formatCount(rows)} · training example {formatCount(index + 1)}
      <TargetOf numbers={numbers} index={index} />
    </>
  )
}

/** What a training example should give. */
export function TargetOf({
  numbers: { loaded },
  index,
}: {
  readonly numbers: Numbers
  readonly index: number
}) {
  const { train, classes } = loaded
  const width = train.count > 0 ? train.targets.length / train.count : 1
  const own = train.targets.subarray(index * width, (index + 1) * width)
  if (classes.length > 0) {
    return (
      <span className={styles['target']}>
        <ClassMark index={own[0]} />
        {classes[own[0]]}
      </span>
    )
  }
  return <span>{Array.from(own, (t) => formatNumber(t)).join(', ')}</span>
}
