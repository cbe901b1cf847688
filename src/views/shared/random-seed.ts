/** A seed that nobody chose, short enough to be read out. */
export const randomSeed = (): number => crypto.getRandomValues(new Uint32Array(1))[0] % 100_000
