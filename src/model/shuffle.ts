import type { RandomSequence } from '../lib/random'

/** 0…count−1 in random order. Fisher and Yates, as in Knuth, "The Art of Computer Programming", 3.4.2. */
export function shuffledIndices(count: number, random: RandomSequence): number[] {
  const indices = Array.from({ length: count }, (_, i) => i)
  for (let i = count - 1; i > 0; i--) {
    const j = random.integer(i + 1)
    const moved = indices[i]
    indices[i] = indices[j]
    indices[j] = moved
  }
  return indices
}

/** How many of `count` examples are kept for testing. */
export function testCount(count: number, testFraction: number): number {
  return Math.round(count * testFraction)
}
