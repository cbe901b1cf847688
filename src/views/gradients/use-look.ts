import { useEffect, useMemo, useState } from 'react'
import type { Frames } from '../../store/frames'
import type { Loaded } from '../../worker/protocol'
import { sampleGroups } from '../shared/slow-probe'
import { useWorkbench } from '../shared/workbench'
import { fillPast } from './fill-past'
import { LayerWatch, type Look } from './layer-watch'
import { type LayerRow, layerRows } from './rows'
import { requestsOf } from './sample'

/** Bars should look alive, and training lose little: each look takes an update apart. */
const PACE = { everyMs: 80, share: 0.2 }
/** Words change no faster than they are read. */
const WORDS_EVERY_MS = 500

/** Outlives the view, so that what was seen before the tab was closed is there when it opens again. */
const watches = new WeakMap<Frames, LayerWatch>()

function watchOf(frames: Frames): LayerWatch {
  const known = watches.get(frames)
  if (known) return known
  const watch = new LayerWatch()
  watches.set(frames, watch)
  // Asks for nothing: it notices while nobody looks that the run has begun again.
  frames.subscribe((frame) => watch.follow(frame))
  return watch
}

/** The newest look at the layers, about ten times a second at most. */
export function useLook(loaded: Loaded): {
  readonly rows: readonly LayerRow[]
  readonly look: Look | undefined
} {
  const bench = useWorkbench()
  const rows = useMemo(() => layerRows(loaded), [loaded])
  const [shown, setShown] = useState<{ rows: readonly LayerRow[]; look: Look }>()
  useEffect(() => {
    const { frames, probes } = bench
    const watch = watchOf(frames)
    const changed = () => setShown((before) => before && { ...before, look: { ...before.look } })
    const past = fillPast({ bench, watch, rows, changed })
    let judgedMs = 0
    const end = sampleGroups({ frames, probes }, [requestsOf(rows)], PACE, (_, frame) => {
      const look = watch.take(rows, frame)
      const calm = frame.state.status !== 'playing'
      if (calm) past.rest()
      const nowMs = performance.now()
      const judges = calm || nowMs - judgedMs > WORDS_EVERY_MS
      if (judges) judgedMs = nowMs
      setShown((before) => ({
        rows,
        look:
          judges || before?.rows !== rows
            ? look
            : { ...look, verdicts: before.look.verdicts ?? look.verdicts },
      }))
    })
    return () => {
      end()
      past.end()
      watch.lookAway()
    }
  }, [bench, rows])
  return { rows, look: shown?.rows === rows ? shown.look : undefined }
}
