import { useRef, useState } from 'react'
import { type ProbeRequest, probeKey } from '../../worker/protocol'
import { useFrame, useProbe, useWorkbench } from './workbench'

/**
 * A probe's values for React: while training they change at most every `everyMs`. Undefined until
 * a frame has brought them.
 */
export function useSlowProbe(
  request: ProbeRequest,
  everyMs = 300,
): Float32Array<ArrayBuffer> | undefined {
  const { frames } = useWorkbench()
  const key = probeKey(request)
  const [shown, setShown] = useState<{ key: string; values: Float32Array<ArrayBuffer> }>()
  const shownAtMs = useRef(Number.NEGATIVE_INFINITY)
  useProbe(request)
  useFrame(
    ({ state }) => {
      const values = frames.probe(request)
      if (!values) return
      const tooSoon = performance.now() - shownAtMs.current < everyMs
      if (tooSoon && state.status === 'playing' && shown?.key === key) return
      shownAtMs.current = performance.now()
      setShown({ key, values })
    },
    [key],
  )
  return shown?.key === key ? shown.values : undefined
}
