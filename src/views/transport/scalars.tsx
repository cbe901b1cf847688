import type { RunState } from '../../worker/protocol'
import { formatCount, formatNumber, formatPercent } from '../shared/number'
import { useRun } from '../shared/workbench'
import styles from './transport.module.css'

interface Scalar {
  readonly name: string
  readonly label: string
  /** In characters: fixed, so that nothing moves while the numbers do. */
  readonly width: number
  readonly text: (run: RunState) => string
}

const optional = (value: number | undefined, text: (value: number) => string) =>
  value === undefined ? '–' : text(value)

const scalars: readonly Scalar[] = [
  { name: 'step', label: 'step', width: 6.5, text: ({ step }) => formatCount(step) },
  { name: 'epoch', label: 'epoch', width: 5.5, text: ({ epoch }) => formatCount(epoch) },
  {
    name: 'trainLoss',
    label: 'train loss',
    width: 7.5,
    text: (run) => formatNumber(run.trainLoss),
  },
  {
    name: 'testLoss',
    label: 'test loss',
    width: 7.5,
    text: (run) => optional(run.testLoss, formatNumber),
  },
  {
    name: 'testAccuracy',
    label: 'test accuracy',
    width: 7,
    text: (run) => optional(run.testAccuracy, formatPercent),
  },
  {
    name: 'stepsPerSecond',
    label: 'steps/s',
    width: 7,
    text: (run) => (run.stepsPerSecond > 0 ? formatCount(run.stepsPerSecond) : '–'),
  },
]

/**
 * The run in numbers; screen readers are told them whenever it rests. A regression has no accuracy,
 * and shows none.
 */
export function Scalars() {
  const run = useRun((state) => state.run)
  const isClassification = useRun((state) => (state.loaded?.classes.length ?? 2) > 0)
  const shown = scalars.filter(({ name }) => name !== 'testAccuracy' || isClassification)
  return (
    <>
      <dl className={styles['scalars']}>
        {shown.map(({ name, label, width, text }) => (
          <div
            key={name}
            className={styles['scalar']}
            data-scalar={name}
            style={{ minWidth: `${width}ch` }}
          >
            <dt>{label}</dt>
            <dd>{run ? text(run) : '–'}</dd>
          </div>
        ))}
      </dl>
      <span className="visually-hidden" role="status">
        {run?.status === 'paused' &&
          run.seeking === undefined &&
          shown
            .filter(({ name }) => name !== 'stepsPerSecond')
            .map(({ label, text }) => `${label} ${text(run)}`)
            .join(', ')}
      </span>
    </>
  )
}
