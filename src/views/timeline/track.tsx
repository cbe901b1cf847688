import { useRef } from 'react'
import type { RunState, Timeline } from '../../worker/protocol'
import { useSize } from '../shared/canvas'
import { formatCount } from '../shared/number'
import { useExperiment, useRun, useWorkbench } from '../shared/workbench'
import { type Line, lineOf, SHAPES, snapped, ticksPath } from './line'
import styles from './timeline.module.css'

interface TrackProps {
  readonly run: RunState
  /** Where the handle is, which the run may still be on its way to. */
  readonly step: number
  readonly onSeek: (step: number, passing?: boolean) => void
}

/** The run from its first to its last step, with what is marked on it, and a handle at the present. */
export function Track({ run, step, onSeek }: TrackProps) {
  const workbench = useWorkbench()
  const timeline = useRun((state) => state.timeline)
  const bookmarks = useExperiment(({ view }) => view.bookmarks)
  const [ref, { width, height }] = useSize<HTMLDivElement>()
  // As the style sheet has it.
  const handle = height / 3
  const dragged = useRef<number | null>(null)
  const line = lineOf(run, bookmarks, width, handle)
  const edits = timeline?.edits ?? []
  const divergedAt = run.divergence?.step ?? timeline?.divergedAt
  const marks = [
    ...bookmarks.map((bookmark) => bookmark.step),
    ...edits,
    ...(divergedAt === undefined ? [] : [divergedAt]),
  ].filter((mark) => mark <= run.lastStep)

  const startDrag = () => {
    if (run.status === 'playing') void workbench.pause()
    dragged.current = step
    const endDrag = () => {
      removeEventListener('pointerup', endDrag)
      removeEventListener('pointercancel', endDrag)
      const last = dragged.current
      dragged.current = null
      if (last !== null && last !== step) onSeek(last)
    }
    addEventListener('pointerup', endDrag)
    addEventListener('pointercancel', endDrag)
  }
  const change = (value: number) => {
    if (dragged.current === null) {
      onSeek(value)
      return
    }
    dragged.current = snapped(value, marks, line)
    onSeek(dragged.current, true)
  }

  return (
    <div ref={ref} className={styles['track']}>
      <Marks {...{ line, step, timeline, height, divergedAt }} />
      <input
        type="range"
        className={styles['slider']}
        aria-label="Step"
        min={0}
        max={run.lastStep}
        step={1}
        value={Math.min(step, run.lastStep)}
        aria-valuetext={stepText(step, run, bookmarks)}
        style={{ width: `${(line.trained + handle / 2).toFixed(1)}px` }}
        onPointerDown={startDrag}
        onChange={({ currentTarget }) => change(Number(currentTarget.value))}
      />
    </div>
  )
}

/** What assistive technology reads out. */
function stepText(
  step: number,
  { lastStep }: RunState,
  bookmarks: readonly { readonly step: number; readonly title: string }[],
): string {
  const bookmark = bookmarks.find((each) => each.step === step)
  const marked = bookmark ? `, bookmark ${bookmark.title}`.trimEnd() : ''
  return `step ${formatCount(step)} of ${formatCount(lastStep)}${marked}`
}

function Marks({
  line,
  step,
  timeline,
  height,
  divergedAt,
}: {
  readonly line: Line
  readonly step: number
  readonly timeline: Timeline | null
  readonly height: number
  readonly divergedAt: number | undefined
}) {
  const bookmarks = useExperiment(({ view }) => view.bookmarks)
  // Shapes are drawn for a height of 24 around 0.
  const at = (place: number) =>
    `translate(${line.at(Math.min(place, line.end)).toFixed(1)} 0) scale(${height / 24})`
  const start = line.at(0)
  return (
    <svg className={styles['marks']} aria-hidden="true">
      <g transform={`translate(0 ${height / 2})`}>
        <path
          d={ticksPath(timeline?.steps ?? [], line, 3, height / 4)}
          className={styles['kept']}
        />
        <path d={`M${line.trained} 0H${line.at(line.end)}`} className={styles['ahead']} />
        <path d={`M${start} 0H${line.trained}`} className={styles['later']} />
        <path d={`M${start} 0H${line.at(step)}`} className={styles['past']} />
        {timeline?.edits.map((edit) => (
          <path key={edit} d={SHAPES.edit} className={styles['edit']} transform={at(edit)} />
        ))}
        {divergedAt !== undefined && (
          <path d={SHAPES.diverged} className={styles['diverged']} transform={at(divergedAt)} />
        )}
        {bookmarks.map((bookmark) => (
          <path
            key={bookmark.step}
            d={SHAPES.flag}
            className={styles['flag']}
            transform={at(bookmark.step)}
          />
        ))}
      </g>
    </svg>
  )
}
