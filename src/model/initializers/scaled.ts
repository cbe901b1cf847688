import type { RandomSequence } from '../../lib/random'

/** Draws from U(−limit, limit). */
export function fillUniform(weights: Float32Array, random: RandomSequence, limit: number): void {
  for (let i = 0; i < weights.length; i++) weights[i] = random.between(-limit, limit)
}

/** Draws from N(0, deviation²). */
export function fillNormal(weights: Float32Array, random: RandomSequence, deviation: number): void {
  for (let i = 0; i < weights.length; i++) weights[i] = deviation * random.normal()
}
