import { type CSSProperties, useMemo } from 'react'
import type { Examples } from '../../model/dataset'
import { ClassMark } from '../shared/class-mark'
import { formatCount, formatPercent } from '../shared/number'
import styles from './confusion.module.css'
import { confusion } from './scores'

const share = (value: number) => (Number.isNaN(value) ? '–' : formatPercent(value))

interface MatrixProps {
  readonly outputs: Float32Array
  readonly width: number
  readonly examples: Examples
  readonly classes: readonly string[]
}

/** Rows are the actual classes, columns the predicted ones; the margins hold recall and precision. */
export function Matrix({ outputs, width, examples, classes }: MatrixProps) {
  const { counts, accuracy, precision, recall } = useMemo(
    () => confusion(outputs, width, examples, classes.length),
    [outputs, width, examples, classes],
  )
  return (
    // Wide matrices scroll, by keyboard too.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles['scroll']} role="region" aria-label="Confusion matrix" tabIndex={0}>
      <table className={styles['matrix']}>
        <thead>
          <tr>
            <td className={styles['corner']}>
              actual ↓<span>predicted →</span>
            </td>
            {classes.map((name, i) => (
              <th key={name} scope="col">
                <ClassHead index={i} name={name} />
              </th>
            ))}
            <th scope="col" className={styles['margin']}>
              recall
            </th>
          </tr>
        </thead>
        <tbody>
          {classes.map((name, actual) => {
            const total = counts[actual].reduce((a, b) => a + b, 0)
            return (
              <tr key={name}>
                <th scope="row">
                  <ClassHead index={actual} name={name} />
                </th>
                {counts[actual].map((count, predicted) => (
                  <Cell
                    key={classes[predicted]}
                    count={count}
                    share={total > 0 ? count / total : 0}
                    colour={actual === predicted ? `var(--class-${actual})` : 'var(--bad)'}
                  />
                ))}
                <td className={styles['margin']}>{share(recall[actual])}</td>
              </tr>
            )
          })}
          <tr>
            <th scope="row" className={styles['margin']}>
              precision
            </th>
            {precision.map((value, i) => (
              <td key={classes[i]} className={styles['margin']}>
                {share(value)}
              </td>
            ))}
            <td className={styles['accuracy']}>
              {share(accuracy)}
              <span>accuracy</span>
            </td>
          </tr>
        </tbody>
      </table>
    </div>
  )
}

function Cell({ count, share: part, colour }: { count: number; share: number; colour: string }) {
  const style = { '--colour': colour, '--part': `${Math.round(part * 45)}%` } as CSSProperties
  return (
    <td className={styles['cell']} data-none={count === 0} style={style}>
      {formatCount(count)}
      <span>{formatPercent(part)}</span>
    </td>
  )
}

function ClassHead({ index, name }: { index: number; name: string }) {
  return (
    <span className={styles['class']}>
      <ClassMark index={index} />
      <span>{name}</span>
    </span>
  )
}
