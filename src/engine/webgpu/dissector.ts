import type { Plan, Reduction } from '../../plan/plan'
import type { Device } from './device'
import { type Dispatch, Program, preparePassesNow } from './program'
import { type OpTable, RECORD_STRIDE } from './records'

/**
 * The program that takes an update apart, and the reductions of its tensors. What of them no other
 * program needs is compiled when it is first wanted: most visits never want it.
 */
export class Dissector {
  readonly #device: Device
  readonly #plan: Plan
  readonly #table: OpTable
  readonly #prepared: Map<number, readonly Dispatch[]>
  readonly #reductions = new Map<Reduction, Program>()
  #update: Program | undefined

  /** @param prepared the passes of ops that other programs need too, by their number in the table */
  constructor(
    device: Device,
    plan: Plan,
    table: OpTable,
    prepared: ReadonlyMap<number, readonly Dispatch[]>,
  ) {
    this.#device = device
    this.#plan = plan
    this.#table = table
    this.#prepared = new Map(prepared)
  }

  /** `dissect`, then the reductions. */
  programs(reductions: readonly Reduction[]): Program[] {
    this.#update ??= this.#program(this.#table.programs.dissect)
    return [this.#update, ...reductions.map((reduction) => this.#reduction(reduction))]
  }

  #reduction(reduction: Reduction): Program {
    const known = this.#reductions.get(reduction)
    if (known) return known
    const number = this.#table.reductions[this.#plan.dissection.reductions.indexOf(reduction)]
    const made = this.#program([number])
    this.#reductions.set(reduction, made)
    return made
  }

  #program(numbers: readonly number[]): Program {
    const passes = numbers.flatMap((number) => {
      const known = this.#prepared.get(number)
      if (known) return known
      const { ops } = this.#table
      const made = preparePassesNow(this.#device, ops[number], number * RECORD_STRIDE)
      this.#prepared.set(number, made)
      return made
    })
    return new Program(passes, this.#plan.replicas)
  }
}
