import { circle } from './datasets/circle'
import type { Generator } from './datasets/generator'

/** In the order in which the gallery shows them. */
export const generators = {
  circle,
} as const satisfies Record<string, Generator>

export type GeneratorName = keyof typeof generators
export const generatorNames = Object.keys(generators) as GeneratorName[]
