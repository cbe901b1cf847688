import type { RandomSequence } from '../../lib/random'
import type { NumberSettings, SettingValues } from '../setting'

/** What an initializer is told about the weight array it fills. */
export interface WeightShape {
  /** Inputs that feed one unit. */
  readonly fanIn: number
  /** Units that one input feeds. */
  readonly fanOut: number
  /** Row-major; the last dimension counts the units (or filters). */
  readonly shape: readonly number[]
}

/** Initial weights; biases always start at 0. */
export interface Initializer<S extends NumberSettings = NumberSettings> {
  readonly label: string
  /** The distribution in plain text with Unicode mathematics. */
  readonly equation: string
  readonly help: string
  readonly settings: S
  /** Fills `weights`, whose length is the product of `shape`. */
  fill(
    weights: Float32Array,
    shape: WeightShape,
    random: RandomSequence,
    settings: SettingValues<S>,
  ): void
}

/** Keeps the link between an initializer's settings and what `fill` receives. */
export const initializer = <const S extends NumberSettings>(definition: Initializer<S>) =>
  definition
