import type { Loaded } from '../../worker/protocol'
import { ClassMark } from '../shared/class-mark'
import { ImagePicture } from '../shared/image-picture'
import { formatNumber, formatPercent } from '../shared/number'
import { classShares, type OutputMeaning, predictedClass } from '../shared/outputs'
import { axisLabel } from '../shared/plane-frame'
import type { ExampleRef } from '../shared/points'
import { useSelection, useWorkbench } from '../shared/workbench'
import styles from './examples.module.css'

/** Input columns shown; wider data has more than fits a table. */
const MOST_COLUMNS = 6

export interface Row extends ExampleRef {
  /** Outputs of the row's set; the row's own begin at `at`. */
  readonly outputs: Float32Array
  readonly at: number
  readonly loss: number
}

interface TableProps {
  readonly rows: readonly Row[]
  readonly loaded: Loaded
  readonly width: number
  readonly meaning: OutputMeaning
}

export function ExampleTable({ rows, loaded, width, meaning }: TableProps) {
  const { selection } = useWorkbench()
  const chosen = useSelection((state) => state.example)
  const touched = chosen !== selection.getInitialState().example
  const { imageShape: shape } = loaded
  const size = loaded.columns.length
  const columns = shape ? [] : loaded.columns.slice(0, MOST_COLUMNS)
  return (
    <div className={styles['scroll']}>
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">Example</th>
            {shape && <th scope="col">Image</th>}
            <th scope="col" className={styles['number']}>
              Loss
            </th>
            <th scope="col" className={meaning.kind === 'value' ? styles['number'] : ''}>
              Target
            </th>
            <th scope="col" className={meaning.kind === 'value' ? styles['number'] : ''}>
              Output
            </th>
            {meaning.kind !== 'value' && (
              <th scope="col" className={styles['number']}>
                Share
              </th>
            )}
            {columns.map((column) => (
              <th key={column.label} scope="col" className={styles['number']}>
                {axisLabel(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const isChosen = touched && chosen.set === row.set && chosen.index === row.index
            const choose = () => selection.setState({ example: { set: row.set, index: row.index } })
            const { inputs } = loaded[row.set]
            return (
              <tr key={`${row.set} ${row.index}`} data-chosen={isChosen} onClick={choose}>
                <th scope="row">
                  <button type="button" aria-pressed={isChosen}>
                    {row.set === 'train' ? 'training' : 'test'} {row.index + 1}
                  </button>
                </th>
                {shape && (
                  <td className={styles['picture']}>
                    <ImagePicture label="" pixels={inputs} shape={shape} start={row.index * size} />
                  </td>
                )}
                <td className={styles['number']}>{formatNumber(row.loss)}</td>
                <Target {...{ row, loaded }} />
                <Output {...{ row, loaded, width, meaning }} />
                {columns.map(({ label, centre, scale }, i) => (
                  <td key={label} className={styles['number']}>
                    {formatNumber(centre + scale * inputs[row.index * size + i])}
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

function Target({ row, loaded }: { row: Row; loaded: Loaded }) {
  const { targetWidth, classes } = loaded
  const { targets } = loaded[row.set]
  const at = row.index * targetWidth
  if (classes.length > 0) {
    return (
      <td>
        <ClassCell index={targets[at]} name={classes[targets[at]]} />
      </td>
    )
  }
  const values = Array.from(targets.subarray(at, at + targetWidth), (v) => formatNumber(v))
  return <td className={styles['number']}>{values.join('  ')}</td>
}

function Output({
  row,
  loaded,
  width,
  meaning,
}: {
  row: Row
  loaded: Loaded
  width: number
  meaning: OutputMeaning
}) {
  const { outputs, at } = row
  if (meaning.kind === 'value') {
    const values = Array.from(outputs.subarray(at, at + width), (v) => formatNumber(v))
    return <td className={styles['number']}>{values.join('  ')}</td>
  }
  const decided = predictedClass(outputs, at, width)
  const share = classShares(meaning, outputs, at, width)[decided]
  const right = decided === loaded[row.set].targets[row.index * loaded.targetWidth]
  return (
    <>
      <td className={right ? undefined : styles['wrong']}>
        <ClassCell index={decided} name={loaded.classes[decided]} />
        {!right && <b> ✗ wrong</b>}
      </td>
      <td className={styles['number']}>{Number.isNaN(share) ? 'NaN' : formatPercent(share)}</td>
    </>
  )
}

function ClassCell({ index, name }: { index: number; name: string }) {
  return (
    <span className={styles['class']}>
      <ClassMark index={index} />
      {name}
    </span>
  )
}
