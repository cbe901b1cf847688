import { LIMITS } from '../model/experiment'
import type { Bench } from './variant-bench'

/** Marks the present step on the time line; the mark is part of the document. */
export function addBookmark({ experiment, run }: Pick<Bench, 'experiment' | 'run'>): void {
  const step = run.getState().run?.step
  const { bookmarks } = experiment.get().view
  if (step === undefined || bookmarks.some((bookmark) => bookmark.step === step)) return
  if (bookmarks.length >= LIMITS.bookmarks) {
    run.setState({ notice: `There are ${LIMITS.bookmarks} bookmarks, which is the most.` })
    return
  }
  const added = [...bookmarks, { step, title: '' }]
  experiment.show({ bookmarks: added.sort((a, b) => a.step - b.step) })
}
