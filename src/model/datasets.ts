import { bars } from './datasets/bars'
import { checkerboard } from './datasets/checkerboard'
import { circle } from './datasets/circle'
import { gaussians } from './datasets/gaussians'
import type { Generator, ImageGenerator } from './datasets/generator'
import { hills } from './datasets/hills'
import { line } from './datasets/line'
import { linear } from './datasets/linear'
import { moons } from './datasets/moons'
import { petals } from './datasets/petals'
import { plane } from './datasets/plane'
import { rings } from './datasets/rings'
import { ripple } from './datasets/ripple'
import { saddle } from './datasets/saddle'
import { sawtooth } from './datasets/sawtooth'
import { shapes } from './datasets/shapes'
import { sine } from './datasets/sine'
import { spiral } from './datasets/spiral'
import { step } from './datasets/step'
import { threeGaussians } from './datasets/three-gaussians'
import { threeSpirals } from './datasets/three-spirals'
import { twoCurves } from './datasets/two-curves'
import { xSinX } from './datasets/x-sin-x'
import { xor } from './datasets/xor'

/** In the order in which the gallery shows them. */
export const generators = {
  circle,
  xor,
  gaussians,
  spiral,
  moons,
  twoCurves,
  checkerboard,
  rings,
  linear,
  threeGaussians,
  threeSpirals,
  petals,
  plane,
  hills,
  saddle,
  ripple,
  line,
  sine,
  step,
  xSinX,
  sawtooth,
  bars,
  shapes,
} as const satisfies Record<string, Generator>

export type GeneratorName = keyof typeof generators
export const generatorNames = Object.keys(generators) as GeneratorName[]

/** Of those that draw images, not points. */
export type ImageGeneratorName = {
  [K in GeneratorName]: (typeof generators)[K] extends ImageGenerator ? K : never
}[GeneratorName]
export type PointGeneratorName = Exclude<GeneratorName, ImageGeneratorName>

export const imageGeneratorNames = generatorNames.filter(drawsImages)
export const pointGeneratorNames = generatorNames.filter(
  (name) => !drawsImages(name),
) as PointGeneratorName[]

export function drawsImages(name: GeneratorName): name is ImageGeneratorName {
  return 'shape' in generators[name]
}
