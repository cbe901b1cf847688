import type { Forgotten, RunState, Timeline } from '../../worker/protocol'
import { formatCount } from '../shared/number'

/** A pointer this near to a mark means the mark, in pixels. */
const SNAP = 5
/** Marks closer than this are drawn as one, in pixels. */
const LEAST_GAP = 1.5

/** SVG paths of marks around the place where they stand, in a line 24 high. */
export const SHAPES = {
  edit: 'M0 -3.5 3.5 0 0 3.5 -3.5 0Z',
  diverged: 'M-3.5 -3.5 3.5 3.5M3.5 -3.5 -3.5 3.5',
  flag: 'M0 0V-11H7L5 -8.5 7 -6H0',
} as const

/** Where steps stand on the line. */
export interface Line {
  /** In pixels. */
  at(step: number): number
  /** The last step that the line has room for. */
  readonly end: number
  /** Where the trained part ends, in pixels. */
  readonly trained: number
}

/**
 * The line goes on beyond the last step where something waits there: a bookmark, or a step that is
 * being trained up to.
 *
 * @param width in pixels, of which half a handle's stays free at each end
 */
export function lineOf(
  { lastStep, seeking = 0 }: Pick<RunState, 'lastStep' | 'seeking'>,
  bookmarks: readonly { readonly step: number }[],
  width: number,
  handle: number,
): Line {
  const end = Math.max(1, lastStep, seeking, ...bookmarks.map(({ step }) => step))
  const at = (step: number) => handle / 2 + (step / end) * Math.max(0, width - handle)
  return { at, end, trained: at(lastStep) }
}

/** SVG path data of short lines downward, one for each pixel or so that has any. */
export function ticksPath(
  steps: readonly number[],
  { at }: Line,
  from: number,
  to: number,
): string {
  let path = ''
  let last = Number.NEGATIVE_INFINITY
  for (const step of steps) {
    const x = at(step)
    if (x - last < LEAST_GAP) continue
    path += `M${x.toFixed(1)} ${from}V${to}`
    last = x
  }
  return path
}

/** The mark that a pointer at `step` means, or the step itself. */
export function snapped(step: number, marks: readonly number[], { at }: Line): number {
  let best = step
  let nearest = SNAP
  for (const mark of marks) {
    const distance = Math.abs(at(mark) - at(step))
    if (distance < nearest) {
      nearest = distance
      best = mark
    }
  }
  return best
}

/** What happens to the steps after the present one when training goes on from it. */
export function forgotten(
  { step, lastStep }: Pick<RunState, 'step' | 'lastStep'>,
  edits: Timeline['edits'],
): 'nothing' | 'anew' | 'otherwise' {
  if (step >= lastStep) return 'nothing'
  return edits.some((edit) => edit > step) ? 'otherwise' : 'anew'
}

/** The same once it has happened, in words. */
export function forgottenText({ after, last, differs }: Forgotten): string {
  const from = `goes on from step ${formatCount(after)}`
  return differs === null
    ? `Training ${from}; the steps up to ${formatCount(last)} are trained anew.`
    : `Steps ${formatCount(after + 1)} to ${formatCount(last)} are no longer part of the run: it ${from} with other ${differs}.`
}

/** Of bytes, in millions as the budget is meant. */
export function megabytes(bytes: number): string {
  const size = bytes / 2 ** 20
  if (size === 0 || size >= 10) return size.toFixed(0)
  return size >= 0.1 ? size.toFixed(1) : size.toPrecision(1)
}
