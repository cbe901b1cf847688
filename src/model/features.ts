import { atan2, cos, sin } from '../lib/math'

/** A function of the plane (or, where it does not need y, of the line) that feeds the network. */
export interface Feature {
  readonly label: string
  /** Whether it makes sense for data of one variable. */
  readonly ofOneVariable: boolean
  value(x: number, y: number): number
}

export const features = {
  x: { label: 'x', ofOneVariable: true, value: (x) => x },
  y: { label: 'y', ofOneVariable: false, value: (_, y) => y },
  xSquared: { label: 'x²', ofOneVariable: true, value: (x) => x * x },
  ySquared: { label: 'y²', ofOneVariable: false, value: (_, y) => y * y },
  xTimesY: { label: 'xy', ofOneVariable: false, value: (x, y) => x * y },
  sinX: { label: 'sin x', ofOneVariable: true, value: (x) => sin(x) },
  sinY: { label: 'sin y', ofOneVariable: false, value: (_, y) => sin(y) },
  cosX: { label: 'cos x', ofOneVariable: true, value: (x) => cos(x) },
  cosY: { label: 'cos y', ofOneVariable: false, value: (_, y) => cos(y) },
  radius: { label: 'r', ofOneVariable: false, value: (x, y) => Math.sqrt(x * x + y * y) },
  angle: { label: 'θ', ofOneVariable: false, value: (x, y) => atan2(y, x) },
} as const satisfies Record<string, Feature>

export type FeatureName = keyof typeof features
export const featureNames = Object.keys(features) as FeatureName[]
