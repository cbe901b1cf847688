import { ChevronLeft, ChevronRight, Pause, Play, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button, IconButton } from '../shared/controls/button'
import { useMedia } from '../shared/media'
import styles from './graph.module.css'
import type { Stop } from './walk'

/** From one operation to the next. */
const STOP_MS = 1100

export interface Walk {
  /** The stop that a walk is at; null while everything is shown. */
  readonly at: number | null
  readonly playing: boolean
  readonly go: (at: number | null) => void
  readonly setPlaying: (playing: boolean) => void
}

/** A walk through the stops; another list of stops ends it. */
export function useWalk(stops: readonly Stop[]): Walk {
  const [place, setPlace] = useState<{ stops: readonly Stop[]; at: number } | null>(null)
  const [wanted, setWanted] = useState(false)
  const at = place?.stops === stops ? place.at : null
  const playing = wanted && at !== null && at < stops.length - 1
  useEffect(() => {
    if (!playing || at === null) return undefined
    const timer = setTimeout(() => setPlace({ stops, at: at + 1 }), STOP_MS)
    return () => clearTimeout(timer)
  }, [playing, at, stops])
  return {
    at,
    playing,
    go: (to) => {
      setPlace(to === null ? null : { stops, at: to })
      setWanted(false)
    },
    setPlaying: (on) => {
      setWanted(on)
      if (on && (at === null || at === stops.length - 1)) setPlace({ stops, at: 0 })
    },
  }
}

/** Steps through the operations, forward and then back; it also plays, but for those who want calm. */
export function WalkButtons({
  walk,
  stops,
}: {
  readonly walk: Walk
  readonly stops: readonly Stop[]
}) {
  const calm = useMedia('(prefers-reduced-motion: reduce)')
  const { at, playing, go, setPlaying } = walk
  const next = at === null ? 0 : Math.min(stops.length - 1, at + 1)
  return (
    <div className={styles['walk']} role="group" aria-label="Walk through the operations">
      {!calm && (
        <Button look="quiet" onClick={() => setPlaying(!playing)}>
          {playing ? <Pause aria-hidden /> : <Play aria-hidden />}
          {playing ? 'Pause the walk' : 'Walk through'}
        </Button>
      )}
      <IconButton
        label="Previous operation"
        disabled={at === null || at === 0}
        onClick={() => go(Math.max(0, (at ?? 0) - 1))}
      >
        <ChevronLeft aria-hidden />
      </IconButton>
      <IconButton
        label="Next operation"
        disabled={at === stops.length - 1}
        onClick={() => go(next)}
      >
        <ChevronRight aria-hidden />
      </IconButton>
      {at !== null && (
        <>
          <span className={styles['stop']}>
            {stops[at].pass} {at + 1} of {stops.length}
          </span>
          <IconButton label="Show all numbers" onClick={() => go(null)}>
            <X aria-hidden />
          </IconButton>
        </>
      )}
    </div>
  )
}
