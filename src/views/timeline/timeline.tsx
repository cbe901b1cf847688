import { Bookmark, History, Square } from 'lucide-react'
import { useEffect, useState } from 'react'
import { addBookmark } from '../../store/bookmarks'
import type { RunState } from '../../worker/protocol'
import { IconButton } from '../shared/controls/button'
import { Popover } from '../shared/controls/popover'
import { formatCount } from '../shared/number'
import { useExperiment, useRun, useWorkbench } from '../shared/workbench'
import { About } from './about'
import { forgottenText } from './line'
import styles from './timeline.module.css'
import { Track } from './track'
import { useSeek } from './use-seek'

/** What takes longer than this is told, and can be stopped. */
const LONG_MS = 400

/** A scrubber over the run: back to any step and forward again, bookmarks, what is kept. */
export function Timeline() {
  const run = useRun((state) => state.run)
  const { asked, to } = useSeek()
  useNoticeOfForgetting()
  if (!run) return null
  // What is still to be trained is shown as it comes.
  const step = asked !== null && asked <= run.lastStep ? asked : run.step
  return (
    <div className={styles['timeline']}>
      <Popover
        label="Time line"
        triggerClass={styles['about']}
        trigger={
          <>
            <History aria-hidden />
            <span>Time line</span>
          </>
        }
        panelClass={styles['panel']}
        content={() => <About onSeek={to} />}
      />
      <Track run={run} step={step} onSeek={to} />
      <Readout run={run} step={step} />
      <AddBookmark step={run.step} />
    </div>
  )
}

function Readout({ run, step }: { readonly run: RunState; readonly step: number }) {
  const workbench = useWorkbench()
  const seeking = useLasting(run.seeking)
  const title = useExperiment(
    ({ view }) => view.bookmarks.find((bookmark) => bookmark.step === step)?.title,
  )
  return (
    <div className={styles['readout']}>
      <span>
        <span className={styles['word']}>step </span>
        {formatCount(seeking === undefined ? step : run.step)}
      </span>
      {seeking === undefined ? (
        <span className={styles['soft']}>
          {title || (step < run.lastStep && `of ${formatCount(run.lastStep)}`)}
        </span>
      ) : (
        <>
          <span className={styles['soft']} role="status">
            <span className="visually-hidden">Training up to step {formatCount(seeking)}</span>
            <span aria-hidden="true">→ {formatCount(seeking)}</span>
          </span>
          <IconButton
            label={`Stop on the way to step ${formatCount(seeking)}`}
            className={styles['stop'] ?? ''}
            onClick={() => workbench.pause()}
          >
            <Square aria-hidden />
          </IconButton>
        </>
      )}
    </div>
  )
}

function AddBookmark({ step }: { readonly step: number }) {
  const workbench = useWorkbench()
  const marked = useExperiment(({ view }) => view.bookmarks.some((each) => each.step === step))
  return (
    <>
      <IconButton
        label={marked ? `Step ${formatCount(step)} is bookmarked` : 'Bookmark this step'}
        shortcut="B"
        aria-disabled={marked}
        className={styles['bookmark'] ?? ''}
        data-marked={marked}
        onClick={() => addBookmark(workbench)}
      >
        <Bookmark aria-hidden />
      </IconButton>
      <span className="visually-hidden" role="status">
        {marked && `Step ${formatCount(step)} is bookmarked.`}
      </span>
    </>
  )
}

/** The destination of a seek that takes long; short ones would only flicker. */
function useLasting(seeking: number | undefined): number | undefined {
  const [isLong, setLong] = useState(false)
  const goes = seeking !== undefined
  useEffect(() => {
    if (!goes) return
    const timer = setTimeout(() => setLong(true), LONG_MS)
    return () => {
      clearTimeout(timer)
      setLong(false)
    }
  }, [goes])
  return isLong ? seeking : undefined
}

/** Says what becomes of the later steps where the run goes on from one of the past. */
function useNoticeOfForgetting(): void {
  const { frames, run } = useWorkbench()
  useEffect(
    () =>
      frames.subscribe(({ forgotten }) => {
        if (forgotten) run.setState({ notice: forgottenText(forgotten) })
      }),
    [frames, run],
  )
}
