import { PLANE_LIMIT } from '../../model/dataset'

/** A point of a thumbnail. */
export interface ThumbnailPoint {
  readonly x: number
  readonly y: number
  readonly target: number
}

/** Printable characters that need no escape in a string, in order. */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_'

const digit = (value: number) =>
  DIGITS[Math.round(((value + PLANE_LIMIT) / (2 * PLANE_LIMIT)) * (DIGITS.length - 1))]
const value = (character: string) =>
  (DIGITS.indexOf(character) / (DIGITS.length - 1)) * 2 * PLANE_LIMIT - PLANE_LIMIT

/** Two characters a point, as fine as a thumbnail's pixels; a space begins the next class. */
export function encodePoints(points: readonly ThumbnailPoint[], classes: number): string {
  return Array.from({ length: classes }, (_, target) =>
    points
      .filter((point) => point.target === target)
      .map(({ x, y }) => digit(x) + digit(y))
      .join(''),
  ).join(' ')
}

export function decodePoints(code: string): ThumbnailPoint[] {
  return code
    .split(' ')
    .flatMap((run, target) =>
      (run.match(/../g) ?? []).map(([x, y]) => ({ x: value(x), y: value(y), target })),
    )
}
