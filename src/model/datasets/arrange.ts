import { cos, sin } from '../../lib/math'
import type { RandomSequence } from '../../lib/random'

export const TURN = 2 * Math.PI

/** Index among the examples of its class, and how many of those there are. */
export function placeInClass(index: number, count: number, classes: number) {
  const target = index % classes
  return {
    target,
    place: Math.floor(index / classes),
    size: Math.max(1, Math.ceil((count - target) / classes)),
  }
}

/** Evenly over 0…1, both ends included. */
export function evenly(place: number, size: number): number {
  return size > 1 ? place / (size - 1) : 0.5
}

export function polar(radius: number, angle: number): { x: number; y: number } {
  return { x: radius * cos(angle), y: radius * sin(angle) }
}

/** A normal draw cut at ±2.5 deviations, so that clouds have an edge. */
export function cloud(random: RandomSequence): number {
  for (;;) {
    const draw = random.normal()
    if (Math.abs(draw) < 2.5) return draw
  }
}

/**
 * Beads on an arm of an Archimedean spiral, about equally far apart: the radius grows with the
 * square root of the place, as the length of the arm grows with the square of the radius.
 */
export function spiralArm(
  along: number,
  { turns, start, inner }: { turns: number; start: number; inner: number },
) {
  const radius = Math.sqrt(inner * inner + (25 - inner * inner) * along)
  return polar(radius, start + (turns * TURN * radius) / 5)
}
