import { type CSSProperties, useRef } from 'react'
import { type Loaded, probeKey } from '../../../worker/protocol'
import { ClassMark } from '../../shared/class-mark'
import { outputWidth } from '../../shared/layers'
import { formatCount, formatNumber, formatPercent } from '../../shared/number'
import { classShares, type OutputMeaning, predictedClass } from '../../shared/outputs'
import type { ShownImage } from '../../shared/shown-image'
import { useFrame, useProbe, useWorkbench } from '../../shared/workbench'
import styles from './images.module.css'

interface ProbabilitiesProps {
  readonly loaded: Loaded
  readonly meaning: OutputMeaning
  readonly shown: ShownImage
  /** The class decided for; called when it changes. */
  readonly onPredicted: (index: number) => void
}

/** A bar for each class: what share the network gives it, at the step that is told below. */
export function Probabilities({ loaded, meaning, shown, onPredicted }: ProbabilitiesProps) {
  const { frames } = useWorkbench()
  const list = useRef<HTMLUListElement>(null)
  const step = useRef<HTMLSpanElement>(null)
  const request = { tensor: 'output/output', ...shown.points } as const
  const width = outputWidth(loaded)
  useProbe(request)
  useFrame(
    ({ state }) => {
      const outputs = frames.probe(request)
      if (outputs?.length !== width) return
      const decided = predictedClass(outputs, 0, width)
      const shares = classShares(meaning, outputs, 0, width)
      for (const [index, row] of [...(list.current?.children ?? [])].entries()) {
        if (!(row instanceof HTMLElement)) continue
        row.dataset['predicted'] = String(index === decided)
        row.style.setProperty('--share', String(shares[index] || 0))
        const number = row.lastElementChild
        if (number) number.textContent = shareText(shares[index])
      }
      if (step.current) step.current.textContent = `step ${formatCount(state.step)}`
      onPredicted(decided)
    },
    [meaning, loaded, probeKey(request)],
  )
  const what = 'share' in meaning && meaning.share === 'cut' ? 'Share' : 'Probability'
  return (
    <div className={styles['answer']}>
      <ul ref={list} className={styles['bars']} aria-label={`${what} of each class`}>
        {loaded.classes.map((name, index) => (
          <li
            key={name}
            data-target={index === shown.target}
            style={{ '--colour': `var(--class-${index})` } as CSSProperties}
          >
            <ClassMark index={index} />
            <span className={styles['name']}>
              {name}
              {index === shown.target && <span className="visually-hidden"> (the target)</span>}
            </span>
            <span className={styles['number']}>–</span>
          </li>
        ))}
      </ul>
      <p className={styles['caption']}>
        {shown.target !== undefined && (
          <span>
            <i className={styles['targetMark']} /> target
          </span>
        )}
        <span ref={step} />
      </p>
    </div>
  )
}

const shareText = (share: number): string => (Number.isNaN(share) ? 'NaN' : formatPercent(share))

/** Of a regression: what the network answers, beside what it should. */
export function Values({ loaded, shown }: Pick<ProbabilitiesProps, 'loaded' | 'shown'>) {
  const { frames } = useWorkbench()
  const list = useRef<HTMLTableSectionElement>(null)
  const step = useRef<HTMLSpanElement>(null)
  const request = { tensor: 'output/output', ...shown.points } as const
  const width = outputWidth(loaded)
  useProbe(request)
  useFrame(
    ({ state }) => {
      const outputs = frames.probe(request)
      if (outputs?.length !== width) return
      for (const [index, row] of [...(list.current?.children ?? [])].entries()) {
        const number = row.lastElementChild
        if (number) number.textContent = formatNumber(outputs[index])
      }
      if (step.current) step.current.textContent = `step ${formatCount(state.step)}`
    },
    [loaded, probeKey(request)],
  )
  const { points } = shown
  const example = points.over === 'point' ? undefined : points.example
  const set = points.over === 'train' ? loaded.train : loaded.test
  const target = (index: number) =>
    example === undefined ? '–' : formatNumber(set.targets[example * loaded.targetWidth + index])
  return (
    <div className={styles['answer']}>
      <table className={styles['values']}>
        <thead>
          <tr>
            <th scope="col">output</th>
            <th scope="col">target</th>
            <th scope="col">answer</th>
          </tr>
        </thead>
        <tbody ref={list}>
          {Array.from({ length: width }, (_, index) => (
            // oxlint-disable-next-line react/no-array-index-key
            <tr key={index}>
              <th scope="row">{index + 1}</th>
              <td>{target(index)}</td>
              <td>–</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles['caption']}>
        <span ref={step} />
      </p>
    </div>
  )
}
