import { useSyncExternalStore } from 'react'

/** In CSS pixels at a root size of 16: the bar above, the legend, the time line and the dock's head. */
const ROWS = 170
/** What the visitor cannot drag the dock over: the network's heads and a few units. */
const NETWORK = 136
/** What a view gets at most of the height that it shares with the network, unless it is dragged. */
const SHARE = 0.58
const LEAST = 120

interface DockRoom {
  /** Of the window. */
  readonly height: number
  /** Size of the type over 16 px. */
  readonly scale: number
  /** What the view asks for. */
  readonly wanted: number
  /** As the visitor dragged it. */
  readonly chosen: number | null
}

/** How high the dock is and may become, in CSS pixels. */
export function dockHeight({ height, scale, wanted, chosen }: DockRoom) {
  const shared = height - ROWS * scale
  const max = Math.max(LEAST, Math.round(shared - NETWORK * scale))
  const own = chosen ?? Math.min(wanted, Math.round(shared * SHARE))
  return { height: Math.min(max, Math.max(LEAST, own)), min: LEAST, max }
}

export const useWindowHeight = (): number =>
  useSyncExternalStore(
    (changed) => {
      addEventListener('resize', changed)
      return () => removeEventListener('resize', changed)
    },
    () => innerHeight,
  )
