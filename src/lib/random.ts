/**
 * Counter-based random numbers: every draw is a pure function of (seed, stream, step, index) in
 * 32-bit integer arithmetic, so TypeScript, WebAssembly and WGSL draw the same numbers in any order.
 *
 * The hash is PCG-RXS-M-XS 32, chained once per key. Source: M. Jarzynski and M. Olano, "Hash
 * Functions for GPU Rendering", JCGT 9(3), 2020.
 */
import { cos, log } from './math'

/** One number per purpose, so that no two purposes ever share draws. Never renumber. */
export const STREAM = {
  points: 1,
  noise: 2,
  split: 3,
  shuffle: 4,
  weights: 5,
  dropout: 6,
  augmentation: 7,
} as const

export type Stream = keyof typeof STREAM

/** A bijective 32-bit hash (PCG-RXS-M-XS). */
export function pcg(value: number): number {
  const state = (Math.imul(value, 747796405) + 2891336453) >>> 0
  const word = Math.imul(((state >>> ((state >>> 28) + 4)) ^ state) >>> 0, 277803737) >>> 0
  return ((word >>> 22) ^ word) >>> 0
}

/** 32 random bits for (seed, stream, step, index), each taken modulo 2³². */
export function randomBits(seed: number, stream: Stream, step: number, index: number): number {
  return pcg(index + pcg(step + pcg(STREAM[stream] + pcg(seed))))
}

/** A sequence of draws with the same seed, stream and step; the index counts them. */
export interface RandomSequence {
  /** Uniform in [0, 1), a multiple of 2⁻²⁴, so exact in float32. */
  uniform(): number
  /** Uniform in [low, high). */
  between(low: number, high: number): number
  /** Standard normal by the Box–Muller transform; consumes two draws. */
  normal(): number
  /** An integer in [0, count). */
  integer(count: number): number
}

export function randomSequence(seed: number, stream: Stream, step = 0): RandomSequence {
  const key = pcg(step + pcg(STREAM[stream] + pcg(seed)))
  let index = 0
  const uniform = () => (pcg(key + index++) >>> 8) / 0x1000000
  return {
    uniform,
    between: (low, high) => low + (high - low) * uniform(),
    normal() {
      const radius = Math.sqrt(-2 * log(1 - uniform()))
      return radius * cos(2 * Math.PI * uniform())
    },
    integer: (count) => Math.floor(uniform() * count),
  }
}
