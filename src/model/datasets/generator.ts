import type { RandomSequence } from '../../lib/random'
import type { ImageShape } from '../shapes'

/** One generated example: a place on the plane (or the line, where y stays 0) and its target. */
export interface Point {
  x: number
  y: number
  /** The class index, or the value of a regression. */
  target: number
}

/** A synthetic data set; examples are dealt to classes evenly by index. */
export type Generator = PointGenerator | ImageGenerator

/** Images drawn from a formula; `noise` moves, turns and scales what they show. */
export interface ImageGenerator {
  readonly label: string
  readonly help: string
  readonly task: 'classification'
  readonly shape: ImageShape
  readonly classes: readonly string[]
  readonly defaultNoise: number
  /**
   * Draws example `index` of `count` into `pixels` (0…1, all 0 before) and returns its class.
   * `noise` 0…1: 0 draws every example of a class the same.
   */
  draw(
    pixels: Float32Array,
    index: number,
    count: number,
    random: RandomSequence,
    noise: number,
  ): number
}

/**
 * Points of the plane or line. `point` draws example `index` of `count` without noise, which is added
 * by the caller: a classification's points are displaced by a normal draw, a regression's targets
 * likewise. Points lie within −6…6, and stay there.
 */
export interface PointGenerator {
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
