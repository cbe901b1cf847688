import { useEffect, useMemo, useState } from 'react'
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
    // Where it could not be reached, the nearest one was.
    const timer = setTimeout(() => setAsked(null), present === asked.step ? 0 : FRAME_MS)
    return () => clearTimeout(timer)
  }, [asked, present])
  const to = (step: number, passing = false) => {
    setAsked({ step, settled: false })
    seeker.to(step, passing)
  }
  return { asked: asked?.step ?? null, to }
}
