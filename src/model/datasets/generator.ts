import type { RandomSequence } from '../../lib/random'

/** One generated example: a place on the plane (or the line, where y stays 0) and its target. */
export interface Point {
  x: number
  y: number
  /** The class index, or the value of a regression. */
  target: number
}

/**
 * A synthetic data set. `point` draws example `index` of `count` without noise; examples are dealt
 * to classes evenly by index. Noise is added by the caller: a classification's points are displaced
 * by a normal draw, a regression's targets likewise. Points lie within −6…6, and stay there.
 */
export interface Generator {
  readonly label: string
  /** One sentence on what it is good for. */
  readonly help: string
  readonly task: 'classification' | 'regression'
  /** Number of input variables. */
  readonly variables: 1 | 2
  /** Class names of a classification, in index order. */
  readonly classes: readonly string[]
  readonly defaultNoise: number
  point(index: number, count: number, random: RandomSequence): Point
}
