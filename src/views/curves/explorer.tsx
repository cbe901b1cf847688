import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useState,
} from 'react'
import type { HistoryEntry } from '../../worker/protocol'
import { formatCount, formatNumber } from '../shared/number'
import { useRun, useWorkbench } from '../shared/workbench'
import styles from './curves.module.css'
import type { Geometry } from './geometry'
import { nearestEntry } from './series'

/** What one of the lines says at a step. */
export interface Reading {
  /** As it is told. */
  readonly name: string
  /** As it is shown. */
  readonly label: ReactNode
  readonly text: string
  /** Where on the line; absent where that has no value at this very step. */
  readonly value?: number | undefined
  /** Gives the colour of the line; `network` says of which. */
  readonly className: string
  readonly network?: number
}

interface ExplorerProps {
  readonly geometry: Geometry
  readonly label: string
  /** The values at one of the recorded steps. */
  readonly read: (entry: HistoryEntry) => readonly Reading[]
  /** Left out where there is no one number. */
  readonly stepsPerEpoch?: number
}

/** Share of the axis that an arrow key moves by, with Shift held. */
const LONG_STEP = 0.1

/** Lets pointer, finger and arrow keys read the values of any step; a click or Enter goes there. */
export function Explorer({ geometry, label, read, stepsPerEpoch = 1 }: ExplorerProps) {
  const workbench = useWorkbench()
  const { curves } = workbench
  const [step, setStep] = useState<number | null>(null)
  // What is told has to be of the run as it is now.
  useRun((state) => state.run)
  const list = curves.current?.entries ?? []

  const point = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    setStep(Math.max(0, geometry.x.invert(event.clientX - box.left)))
  }
  const goTo = (wanted: number) => {
    if (list.length > 0) void workbench.seek(list[nearestEntry(list, wanted)].step)
  }
  // A finger only reads: it has no other way to.
  const onClick = ({ currentTarget, clientX, nativeEvent }: MouseEvent<HTMLElement>) => {
    if (!(nativeEvent instanceof window.PointerEvent) || nativeEvent.pointerType !== 'mouse') return
    goTo(geometry.x.invert(clientX - currentTarget.getBoundingClientRect().left))
  }
  const onKeyDown = (event: KeyboardEvent) => {
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
    else if (event.key === 'Enter' && step !== null) goTo(step)
    else return
    // The page's own shortcuts use arrows, too.
    event.preventDefault()
    event.stopPropagation()
  }

  const entry = list[step === null ? list.length - 1 : nearestEntry(list, step)]
  const readings = entry ? read(entry) : []
  const told = entry ? readings.map(({ name, text }) => `${name} ${text}`) : ['nothing yet']
  return (
    <div
      className={styles['explorer']}
      role="slider"
      aria-roledescription="rule"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={list.at(-1)?.step ?? 0}
      aria-valuenow={entry?.step ?? 0}
      aria-valuetext={`step ${formatCount(entry?.step ?? 0)}: ${told.join(', ')}`}
      tabIndex={0}
      onPointerMove={(event) => event.pointerType === 'mouse' && point(event)}
      onPointerDown={point}
      onClick={onClick}
      onPointerLeave={(event) => event.pointerType === 'mouse' && setStep(null)}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (!event.currentTarget.matches(':focus-visible')) return
        setStep((before) => before ?? list.at(-1)?.step ?? null)
      }}
      onBlur={() => setStep(null)}
    >
      {step !== null && entry && <Readout {...{ geometry, entry, readings, stepsPerEpoch }} />}
    </div>
  )
}

interface ReadoutProps {
  readonly geometry: Geometry
  readonly entry: HistoryEntry
  readonly readings: readonly Reading[]
  readonly stepsPerEpoch: number
}

function Readout({ geometry, entry, readings, stepsPerEpoch }: ReadoutProps) {
  const { x, y, top, bottom, left, right } = geometry
  const at = Math.min(right, x.at(entry.step))
  const side = at > (left + right) / 2 ? { right: `calc(100% - ${at}px)` } : { left: at }
  return (
    <>
      <span className={styles['rule']} style={{ left: at, top, height: bottom - top }} />
      {readings.map(({ name, value = Number.NaN, className, network }) => {
        const height = y.at(value)
        return height >= top - 1 && height <= bottom + 1 ? (
          <span
            key={name}
            data-network={network}
            className={`${styles['dot']} ${className}`}
            style={{ left: at, top: height }}
          />
        ) : null
      })}
      <dl className={styles['card']} style={{ ...side, top }}>
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
        {readings.map(({ name, label, text, className, network }) => (
          <div key={name}>
            <dt className={className} data-network={network}>
              {label}
            </dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
