import { Trash2 } from 'lucide-react'
import { useRef } from 'react'
import type { Bookmark } from '../../model/experiment'
import { addBookmark } from '../../store/bookmarks'
import { Button, IconButton } from '../shared/controls/button'
import { formatCount } from '../shared/number'
import { useExperiment, useRun, useWorkbench } from '../shared/workbench'
import { forgotten, megabytes, SHAPES } from './line'
import styles from './timeline.module.css'

/** Longest title that a document may have. */
const LONGEST_TITLE = 60

/** Bookmarks, and what the line shows and keeps. */
export function About({ onSeek }: { readonly onSeek: (step: number) => void }) {
  return (
    <>
      <Bookmarks onSeek={onSeek} />
      <Explanation />
    </>
  )
}

function Bookmarks({ onSeek }: { readonly onSeek: (step: number) => void }) {
  const workbench = useWorkbench()
  const { experiment } = workbench
  const bookmarks = useExperiment(({ view }) => view.bookmarks)
  const present = useRun(({ run }) => run?.step)
  const add = useRef<HTMLButtonElement>(null)
  const change = (step: number, changed: (bookmark: Bookmark) => Bookmark[]) =>
    experiment.show({
      bookmarks: experiment
        .get()
        .view.bookmarks.flatMap((each) => (each.step === step ? changed(each) : [each])),
    })
  return (
    <section className={styles['bookmarks']} aria-label="Bookmarks">
      {bookmarks.length > 0 && (
        <ul>
          {bookmarks.map(({ step, title }) => (
            <li key={step}>
              <Button
                look="quiet"
                aria-label={`Go to step ${formatCount(step)}`}
                aria-current={step === present ? 'step' : undefined}
                className={styles['go']}
                onClick={() => onSeek(step)}
              >
                {formatCount(step)}
              </Button>
              <input
                type="text"
                className={styles['title']}
                aria-label={`Title of the bookmark at step ${formatCount(step)}`}
                placeholder="Title"
                maxLength={LONGEST_TITLE}
                value={title}
                onChange={({ currentTarget }) =>
                  change(step, (each) => [{ ...each, title: currentTarget.value }])
                }
              />
              <IconButton
                label={`Remove the bookmark at step ${formatCount(step)}`}
                onClick={() => {
                  change(step, () => [])
                  add.current?.focus()
                }}
              >
                <Trash2 aria-hidden />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <Button ref={add} onClick={() => addBookmark(workbench)}>
        Bookmark step {formatCount(present ?? 0)}
      </Button>
    </section>
  )
}

function Explanation() {
  const run = useRun((state) => state.run)
  const timeline = useRun((state) => state.timeline)
  if (!run || !timeline) return null
  const { steps, bytes, budgetBytes, edits } = timeline
  const fate = forgotten(run, edits)
  return (
    <div className={styles['explanation']}>
      <p>
        Drag the handle to go back: every view shows the network as it was. Playing on from there
        {fate === 'otherwise'
          ? ' trains the later steps with the settings as they are now, so they will differ.'
          : ' trains the later steps anew, with the same numbers unless you change something.'}
      </p>
      <p>
        <strong>
          Time line: {formatCount(steps.length)} {steps.length === 1 ? 'state' : 'states'},{' '}
          {megabytes(bytes)} of {megabytes(budgetBytes)} MB.
        </strong>{' '}
        Parameters and optimizer are kept ten times a second while training and thinned out towards
        the past; steps in between are trained again from the state before them.
      </p>
      <ul className={styles['legend']}>
        <li>
          <Sample className={styles['kept']} path="M-4 -3V3M0 -3V3M4 -3V3" />a state that is kept
        </li>
        {edits.length > 0 && (
          <li>
            <Sample className={styles['edit']} path={SHAPES.edit} />
            settings or weights were changed
          </li>
        )}
        {(run.divergence ?? timeline.divergedAt) !== undefined && (
          <li>
            <Sample className={styles['diverged']} path={SHAPES.diverged} />
            the run diverged, at step{' '}
            {formatCount(run.divergence?.step ?? timeline.divergedAt ?? 0)}
          </li>
        )}
      </ul>
    </div>
  )
}

function Sample({
  className = '',
  path,
}: {
  readonly className: string | undefined
  path: string
}) {
  return (
    <svg viewBox="-10 -10 20 20" aria-hidden="true" className={styles['sample']}>
      <path d={path} className={className} />
    </svg>
  )
}
