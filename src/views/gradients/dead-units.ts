/** Examples that must have gone by without a sign of life before a unit counts as dead. */
export const DEAD_AFTER = 256

/** Counts for each unit the examples since it last had a slope or an output other than 0. */
export class DeadUnits {
  /** Examples before the step that was looked at last, by layer and unit. */
  #before: readonly (readonly number[] | undefined)[] = []
  #counts: readonly (readonly number[] | undefined)[] = []
  #step = -1

  /**
   * Takes in a batch. The same step looked at again takes the place of what it said before; after a
   * step back counting starts anew.
   *
   * @param idle for each layer whose units can die, 1 for each unit without slope and output
   * @param examples in the batch
   */
  add(step: number, idle: readonly (readonly (0 | 1)[] | undefined)[], examples: number): void {
    if (step < this.#step) this.reset()
    if (step > this.#step) this.#before = this.#counts
    this.#step = step
    this.#counts = idle.map((units, layer) =>
      units?.map((isIdle, unit) => isIdle * ((this.#before[layer]?.[unit] ?? 0) + examples)),
    )
  }

  reset(): void {
    this.#before = []
    this.#counts = []
    this.#step = -1
  }

  /** Undefined of layers whose units cannot die. */
  of(layer: number): { readonly dead: number; readonly examples: number } | undefined {
    const counts = this.#counts[layer]
    if (!counts) return undefined
    const dead = counts.filter((examples) => examples >= DEAD_AFTER)
    return { dead: dead.length, examples: dead.length > 0 ? Math.min(...dead) : 0 }
  }
}
