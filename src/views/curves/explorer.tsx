import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { formatCount, formatNumber, formatPercent } from '../shared/number'
import { useRun, useWorkbench } from '../shared/workbench'
import styles from './curves.module.css'
import type { Geometry } from './geometry'
import { type Metric, nearestEntry, SETS, valueOf } from './series'

/** Share of the axis that an arrow key moves by, with Shift held. */
const LONG_STEP = 0.1

/** Lets pointer, finger and arrow keys read the values of any step. */
export function Explorer({ geometry, metric }: { geometry: Geometry; metric: Metric }) {
  const { curves } = useWorkbench()
  const [step, setStep] = useState<number | null>(null)
  const entries = () => curves.current?.entries ?? []

  const point = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    setStep(Math.max(0, geometry.x.invert(event.clientX - box.left)))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const list = entries()
    if (list.length === 0 || event.ctrlKey || event.metaKey || event.altKey) return
    const at = step === null ? list.length - 1 : nearestEntry(list, step)
    const far = Math.max(1, Math.round(list.length * LONG_STEP))
    const by = event.shiftKey ? far : 1
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: at - by,
      ArrowRight: at + by,
      PageUp: at + far,
      PageDown: at - far,
      Home: 0,
      End: list.length - 1,
    }
    const to = moves[event.key]
    if (to !== undefined) setStep(list[Math.min(list.length - 1, Math.max(0, to))].step)
    else if (event.key === 'Escape' && step !== null) setStep(null)
    else return
    // The page's own shortcuts use arrows, too.
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      className={styles['explorer']}
      role="application"
      aria-roledescription="chart"
      aria-label="Values of any step. Arrow keys move the rule."
      tabIndex={0}
      onPointerMove={(event) => event.pointerType === 'mouse' && point(event)}
      onPointerDown={point}
      onPointerLeave={(event) => event.pointerType === 'mouse' && setStep(null)}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (!event.currentTarget.matches(':focus-visible')) return
        setStep((before) => before ?? entries().at(-1)?.step ?? null)
      }}
      onBlur={() => setStep(null)}
    >
      {step !== null && <Readout {...{ geometry, metric, step }} />}
    </div>
  )
}

function Readout({
  geometry: { x, y, top, bottom, left, right },
  metric,
  step,
}: {
  geometry: Geometry
  metric: Metric
  step: number
}) {
  const { curves } = useWorkbench()
  const stepsPerEpoch = useRun(({ loaded }) => loaded?.stepsPerEpoch ?? 1)
  useRun((state) => state.run)
  const entries = curves.current?.entries ?? []
  if (entries.length === 0) return null
  const entry = entries[nearestEntry(entries, step)]
  const at = Math.min(right, x.at(entry.step))
  const side = at > (left + right) / 2 ? { right: `calc(100% - ${at}px)` } : { left: at }
  const values = SETS.flatMap((set) => {
    const value = valueOf(entry, metric, set)
    return value === undefined ? [] : [{ set, value }]
  })
  return (
    <>
      <span className={styles['rule']} style={{ left: at, top, height: bottom - top }} />
      {values.map(({ set, value }) => {
        const height = y.at(value)
        return height >= top - 1 && height <= bottom + 1 ? (
          <span
            key={set}
            className={`${styles['dot']} ${styles[set]}`}
            style={{ left: at, top: height }}
          />
        ) : null
      })}
      <dl className={styles['card']} style={{ ...side, top }} role="status">
        <div>
          <dt>step</dt>
          <dd>{formatCount(entry.step)}</dd>
        </div>
        {stepsPerEpoch > 1 && (
          <div className={styles['epoch']}>
            <dt>epoch</dt>
            <dd>{formatNumber(entry.step / stepsPerEpoch)}</dd>
          </div>
        )}
        {values.map(({ set, value }) => (
          <div key={set}>
            <dt className={styles[set]}>{set}</dt>
            <dd>{metric === 'accuracy' ? formatPercent(value) : formatNumber(value)}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
