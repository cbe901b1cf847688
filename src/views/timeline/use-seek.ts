import { useEffect, useMemo, useState } from 'react'
import type { Bench } from '../../store/variant-bench'
import { formatCount } from '../shared/number'
import { useRun, useWorkbench } from '../shared/workbench'
import { Seeker } from './seeker'

/** A frame of the step that was reached comes within this time of the news. */
const FRAME_MS = 400

/**
 * `to` goes to a step. `asked` is the one asked for until the run shows it, so that a handle stays
 * under the finger; null at rest.
 */
export function useSeek() {
  const workbench = useWorkbench()
  const present = useRun(({ run }) => run?.step)
  const [asked, setAsked] = useState<{ step: number; settled: boolean } | null>(null)
  const seeker = useMemo(
    () =>
      new Seeker(
        (step, passing) => workbench.seek(step, passing),
        () => setAsked((before) => before && { ...before, settled: true }),
      ),
    [workbench],
  )
  useEffect(() => {
    if (!asked?.settled) return
    const isThere = present === asked.step
    const timer = setTimeout(
      () => {
        setAsked(null)
        if (!isThere) tellNearest(workbench, asked.step)
      },
      isThere ? 0 : FRAME_MS,
    )
    return () => clearTimeout(timer)
  }, [asked, present, workbench])
  const to = (step: number, passing = false) => {
    setAsked({ step, settled: false })
    seeker.to(step, passing)
  }
  return { asked: asked?.step ?? null, to }
}

/** Says why a step that was trained with other settings, or set by hand, cannot be shown. */
function tellNearest({ run: store }: Pick<Bench, 'run'>, asked: number): void {
  const { run, timeline } = store.getState()
  const isEdited = (timeline?.edits.length ?? 0) > 0
  if (!run || run.status !== 'paused' || !isEdited || asked > run.lastStep) return
  const [wanted, shown] = [asked, run.step].map(formatCount)
  store.setState({
    notice: `Step ${wanted} was trained before something was changed. Step ${shown} is shown, the nearest that was kept.`,
  })
}
