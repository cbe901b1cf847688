import { indexOf, type Place, placeAt, type Size } from './grid'
import { type Sweep, taps } from './sweep'

/** A connection from an input pixel to an output pixel, by their numbers in reading order. */
export interface Edge {
  readonly from: number
  readonly to: number
  /** Number of the filter's weight, in reading order. */
  readonly weight: number
}

/** All connections; those to padding, which carry zeros, are none. */
export function edgesOf(over: Sweep): Edge[] {
  const { input, output, kernel } = over
  const filter = { height: kernel, width: kernel }
  return Array.from({ length: output.height * output.width }, (_, to) => to).flatMap((to) =>
    taps(over, placeAt(output, to))
      .filter(({ inside }) => inside)
      .map(({ pixel, weight }) => ({
        from: indexOf(input, pixel),
        to,
        weight: indexOf(filter, weight),
      })),
  )
}

/** Nodes of an image side by side, row after row with a gap between. */
export interface NodeRow {
  readonly size: Size
  /** Side of a node in CSS pixels. */
  readonly side: number
  /** The centre of a node. */
  x(index: number): number
  /** The nearest node. */
  at(x: number): Place
}

/** In CSS pixels. */
const LARGEST_NODE = 14
/** Between two image rows, in pitches. */
const ROW_GAP = 0.8

/** A row of nodes centred in `width` CSS pixels. */
export function nodeRow(size: Size, width: number): NodeRow {
  const count = size.height * size.width
  const units = count + (size.height - 1) * ROW_GAP
  const pitch = Math.min(LARGEST_NODE + 2, width / units)
  const left = (width - pitch * units) / 2
  const x = (index: number) =>
    left + (index + 0.5 + Math.floor(index / size.width) * ROW_GAP) * pitch
  return {
    size,
    side: Math.max(1, pitch > 5 ? pitch - 2 : pitch * 0.8),
    x,
    at(place) {
      let best = 0
      for (let i = 1; i < count; i++) {
        if (Math.abs(x(i) - place) < Math.abs(x(best) - place)) best = i
      }
      return placeAt(size, best)
    },
  }
}
