import { ImagePicture } from '../shared/image-picture'
import { formatCount, formatNumber } from '../shared/number'
import type { Numbers } from './numbers'
import { TargetOf, useChooseRow } from './row-picker'
import styles from './step.module.css'

/** Rows that are listed; a batch may hold thousands. */
const MOST_ROWS = 48

/** The examples that the update learns from. */
export function BatchPhase({
  numbers,
  row,
}: {
  readonly numbers: Numbers
  readonly row: number | null
}) {
  const { experiment, loaded, rows, of } = numbers
  const choose = useChooseRow(numbers)
  const examples = of('batch/examples') ?? []
  const { train, columns, imageShape } = loaded
  const shown = Math.min(rows, MOST_ROWS)
  return (
    <>
      <p className={styles['sentence']}>
        {formatCount(rows)} of {formatCount(train.count)} training examples
        {orderText[experiment.order]}. The loss of this update is their mean, so each counts 1/
        {formatCount(rows)}.
        {isAugmented(numbers) && ' Each picture is changed at random before it enters.'}
      </p>
      <ol className={styles['examples']} data-pictures={imageShape ? '' : undefined}>
        {Array.from({ length: shown }, (_, r) => {
          const index = examples[r]
          const values = Array.from(
            train.inputs.subarray(index * columns.length, (index + 1) * columns.length),
            (value) => formatNumber(value),
          )
          return (
            // A batch that wraps around may hold an example twice.
            <li key={`${r} ${index}`}>
              <button
                type="button"
                aria-pressed={r === row}
                onClick={() => choose(r === row ? null : r)}
              >
                {imageShape && (
                  <ImagePicture
                    className={styles['thumbnail']}
                    label=""
                    pixels={train.inputs}
                    start={index * columns.length}
                    shape={imageShape}
                  />
                )}
                <span>
                  {r + 1}: example {formatCount(index + 1)}
                </span>
                {!imageShape && (
                  <span className={styles['note']}>
                    {values.slice(0, 4).join(', ')}
                    {values.length > 4 && ', …'}
                  </span>
                )}
                <TargetOf numbers={numbers} index={index} />
              </button>
            </li>
          )
        })}
      </ol>
      {rows > shown && <p className={styles['note']}>and {formatCount(rows - shown)} more</p>}
    </>
  )
}

const orderText = {
  shuffled: ', the next of this epoch’s random order',
  sequential: ', the next in the order in which they stand',
  tensorflowPlayground: ', the next in the order in which they stand',
} as const

function isAugmented({ experiment, loaded }: Numbers): boolean {
  const { translation, rotation, scale, flip, noise } = experiment.augmentation
  const changes = [translation, rotation, scale, noise].some((amount) => amount > 0) || flip
  return loaded.imageShape !== undefined && changes
}
