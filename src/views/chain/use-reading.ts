import { useEffect, useRef, useState } from 'react'
import { type Frame, type ProbeRequest, probeKey } from '../../worker/protocol'
import { sampleGroups } from '../shared/slow-probe'
import { useRun, useWorkbench } from '../shared/workbench'

/** What was read from one frame, and the step that it is of. */
export interface Reading<T> {
  readonly value: T
  readonly step: number
}

/**
 * Reads several probes from one frame, several times a second while training and once for every
 * state of the parameters while paused. The last reading stays until the next one has come, but not
 * from one network to another.
 *
 * @param read null where the frame does not hold all of it
 */
export function useReading<T>(
  requests: readonly ProbeRequest[],
  read: (frame: Frame) => T | null,
  everyMs: number,
): Reading<T> | null {
  const workbench = useWorkbench()
  const loaded = useRun((state) => state.loaded)
  const key = requests.map(probeKey).join('\n')
  const newest = useRef({ requests, read })
  useEffect(() => {
    newest.current = { requests, read }
  })
  const [of, setOf] = useState(loaded)
  if (of !== loaded && !loaded?.continued) setOf(loaded)
  const [shown, setShown] = useState<{ of: unknown; reading: Reading<T> } | null>(null)
  useEffect(
    () =>
      sampleGroups(workbench, [newest.current.requests], { everyMs }, (_, frame) => {
        const value = newest.current.read(frame)
        if (value !== null) setShown({ of, reading: { value, step: frame.state.step } })
      }),
    [workbench, key, loaded, of, everyMs],
  )
  return shown?.of === of ? shown.reading : null
}
