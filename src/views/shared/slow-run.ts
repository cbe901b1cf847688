import { useEffect, useRef, useState } from 'react'
import type { RunStoreState } from '../../store/run'
import { useWorkbench } from './workbench'

/**
 * As `useRun`, but while training only every `everyMs`: for text that should not change under the
 * reader, such as what a screen reader is told of a picture.
 */
export function useSlowRun<T>(select: (state: RunStoreState) => T, everyMs = 2000): T {
  const { run } = useWorkbench()
  const [value, setValue] = useState(() => select(run.getState()))
  const newest = useRef(select)
  useEffect(() => {
    newest.current = select
  })
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let updatedMs = 0
    const update = () => {
      timer = undefined
      updatedMs = performance.now()
      setValue(() => newest.current(run.getState()))
    }
    const follow = () => {
      const playing = run.getState().run?.status === 'playing'
      const wait = playing ? updatedMs + everyMs - performance.now() : 0
      if (wait <= 0) {
        clearTimeout(timer)
        update()
      } else timer ??= setTimeout(update, wait)
    }
    follow()
    const unsubscribe = run.subscribe(follow)
    return () => {
      clearTimeout(timer)
      unsubscribe()
    }
  }, [run, everyMs])
  return value
}
