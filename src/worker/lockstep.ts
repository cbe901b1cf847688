import type { Compiled } from '../plan/compile'
import { isDiverged } from './divergence'
import type { Forgotten, PastLook, ProbeRequest } from './protocol'
import type { Look, Run } from './run'
import { type Kept, type Settings, Timeline } from './timeline'

/**
 * The document's run and its variants, which make every update together, and the states of all of
 * them to go back to. A variant that diverged stays where it did; the others go on.
 */
export class Lockstep {
  readonly runs: readonly Run[]
  readonly timeline: Timeline
  readonly #settings: Settings
  #lastStep: number
  #forgotten: Forgotten | undefined

  constructor(runs: readonly Run[], before?: Before) {
    this.runs = runs
    this.#settings = runs.map(settingsOf)
    this.#lastStep = before?.of.lastStep ?? this.step
    this.timeline = before?.of.timeline ?? new Timeline(this.#settings)
    if (!before) return
    this.#forgotten = before.of.#forgotten
    this.timeline.select(before.runs)
    if (before.same) this.#tellEdit()
    else this.#edited(false)
  }

  /** That of the document itself: it says where all of them stand. */
  get leader(): Run {
    return this.runs[0]
  }

  get step(): number {
    return this.leader.position.step
  }

  /** The last step reached; beyond `step` after going back. */
  get lastStep(): number {
    return Math.max(this.#lastStep, this.step)
  }

  /** A run whose weights may be written or read. */
  run(variant = 0): Run {
    const run = this.runs[variant]
    if (!run) throw new Error(`There is no variant ${variant}.`)
    return run
  }

  /** Whether a view asks for the update that led here, and it is not known. */
  get lacksLastUpdate(): boolean {
    return this.runs.some((run) => run.lastUpdate.lacks(this.step))
  }

  /** Queues up to `most` updates, no further than the next step that a history records. */
  advance(most: number): number {
    if (this.lastStep > this.step) this.#branch()
    const active = this.runs.filter((run, i) => i === 0 || !run.divergedAt)
    const { step } = this
    const count = active.reduce((least, run) => Math.min(least, run.nextRecord - step), most)
    for (const run of active) run.advance(count)
    this.#lastStep = this.step
    return count
  }

  /** Resolves when little enough is queued that more is worth queueing. */
  async ready(): Promise<void> {
    for (const run of this.runs) await run.engine.ready()
  }

  /** Resolves when the losses at this step are in every history. */
  async settled(): Promise<void> {
    for (const run of this.runs) {
      // A step of the past has no place at the end of what was recorded.
      if (run.history.lastStep < run.position.step) run.record()
    }
    for (const run of this.runs) await run.recorded()
  }

  look(training: boolean): Promise<Look[]> {
    return Promise.all(this.runs.map((run) => run.look(training)))
  }

  /** Answers for kept steps that the settings of now led on from; see `Run.lookBack`. */
  lookBack(
    requests: readonly ProbeRequest[],
    steps: readonly number[],
    variant: number,
  ): Promise<PastLook[]> {
    const kept = steps.filter((step) => this.timeline.leads(step, step, this.#settings))
    const moments = kept.flatMap((step) => this.timeline.at(step)?.moments[variant] ?? [])
    return this.run(variant).lookBack(moments, requests)
  }

  /** Keeps these states to go back to. */
  async keep(): Promise<void> {
    const moments = await Promise.all(this.runs.map((run) => run.moment()))
    const { divergedAt } = this.leader
    const { step } = moments[0].position
    // Reading the states takes a while, in which the run may have gone another way.
    if (step > this.lastStep || (divergedAt && step >= divergedAt.step)) return
    this.timeline.keep(moments)
  }

  /**
   * Goes to a step of the past or future, as near as can be without computing, and says how many
   * updates are missing. Where the last update is asked for it is made once more.
   *
   * @param passing whether the step is shown on the way to another one
   */
  goTowards(step: number, passing = false): number {
    const before = passing ? undefined : this.#beforeUpdateTo(step)
    if (step === this.step && !before) return 0
    const kept = before ?? this.timeline.upTo(step)
    const keptStep = kept?.moments[0].position.step ?? this.step
    const isNearer = this.step >= step || keptStep > this.step || !this.#leads(this.step, step)
    const stays = keptStep === this.step && step > this.step && !this.#leads(this.step, step)
    const next = stays && this.step < this.lastStep ? this.timeline.after(this.step) : undefined
    if (next) this.#restore(next)
    else if (kept && isNearer) this.#restore(kept)
    const to = Math.min(step, this.lastStep)
    return step > this.step && (this.#leads(this.step, to) || this.step === this.lastStep)
      ? step - this.step
      : 0
  }

  /** As `advance`, but along what has been trained already as far as that leads the same way. */
  replay(most: number): number {
    const { step } = this
    const known = Math.min(this.lastStep, this.timeline.reach(step, this.#settings)) - step
    if (known <= 0) return this.advance(most)
    const count = Math.min(most, known)
    for (const run of this.runs) if (!run.divergedAt) run.replay(count)
    return count
  }

  /** Back to the newest state before any of the runs diverged, which is the end of the run then. */
  goBack(): void {
    const steps = this.runs.map(({ divergedAt }) => divergedAt?.step ?? Number.POSITIVE_INFINITY)
    const kept = this.timeline.before(Math.min(this.lastStep, ...steps))
    if (!kept) return
    this.#restore(kept)
    this.#lastStep = this.step
    this.#branch()
  }

  /** Back to the initial parameters; nothing is left of the run. */
  reset(): void {
    for (const run of this.runs) run.reset()
    this.#lastStep = 0
    this.timeline.clear(this.#settings)
  }

  /** A weight was set by hand. */
  noteWrite(): void {
    this.#branch(true)
  }

  /** What is no longer part of the run since this was asked last. */
  takeForgotten(): Forgotten | undefined {
    const forgotten = this.#forgotten
    this.#forgotten = undefined
    return forgotten
  }

  /** The first run that left the realm of numbers or gets nowhere, if it is the document's own. */
  get diverged(): boolean {
    return this.leader.divergedAt !== null
  }

  /** A run that gets nowhere may be played on; one that left the realm of numbers may not. */
  leaveDivergence(): void {
    for (const run of this.runs) {
      if (!run.divergedAt) continue
      if (!isDiverged(run.divergedAt.loss)) {
        run.divergedAt = null
        run.playsOn = true
      } else if (run === this.leader) {
        throw new Error('The run diverged: go back before it, or reset.')
      }
    }
  }

  dispose(): void {
    for (const run of this.runs) run.dispose()
  }

  /** What was trained later than this step is no longer part of the run. */
  #branch(written = false): void {
    for (const run of this.runs) run.branch()
    this.#edited(written)
  }

  #edited(written: boolean): void {
    const { step, lastStep } = this
    const difference = this.timeline.difference(step, lastStep, this.#settings)
    const differs = difference ?? (written ? 'weights' : null)
    if (lastStep > step + 1) this.#forgotten = { after: step, last: lastStep, differs }
    this.#lastStep = step
    this.timeline.branch(step, this.#settings, written)
    this.#tellEdit()
  }

  #tellEdit(): void {
    for (const run of this.runs) run.editedAt = this.timeline.editedAt(this.step) ?? 0
  }

  #leads(from: number, to: number): boolean {
    return this.timeline.leads(from, Math.min(to, this.lastStep), this.#settings)
  }

  /** A kept state to lead to a step again, where its last update is asked for and not known. */
  #beforeUpdateTo(step: number): Kept | undefined {
    const lacks =
      step === this.step
        ? this.lacksLastUpdate
        : this.runs.some(({ lastUpdate }) => lastUpdate.isAsked)
    const kept = lacks ? this.timeline.before(step) : undefined
    const from = kept?.moments[0].position.step ?? step
    return from < step && this.#leads(from, step) ? kept : undefined
  }

  #restore({ moments }: Kept): void {
    const last = this.lastStep
    const { divergedAt } = this.leader
    if (divergedAt) this.timeline.noteDivergence(divergedAt.step)
    this.runs.forEach((run, i) => run.restore(moments[i]))
    this.#lastStep = last
  }
}

/** What a lockstep goes on from. */
interface Before {
  readonly of: Lockstep
  /** Which of its runs. */
  readonly runs: readonly number[]
  /** Whether they train on as they did, so that what comes later stays part of the run. */
  readonly same: boolean
}

/** New runs where others stand, with as much of their past and future as is still true. */
export async function continueRuns(
  runs: readonly Run[],
  of: Lockstep,
  sources: readonly number[],
): Promise<Lockstep> {
  const before = sources.map((source) => of.runs[source])
  const same = runs.every((run, i) => settingsOf(run) === settingsOf(before[i]))
  await Promise.all(runs.map((run, i) => run.continueFrom(before[i], same)))
  return new Lockstep(runs, { of, runs: sources, same })
}

/** All of a document that training depends on. */
function settingsOf({ experiment }: Run): string {
  return JSON.stringify({ ...experiment, title: '', stop: null, variants: [], view: null })
}

/** Whether every run has the parameters of the one that it goes on from. */
export function canContinue(
  runs: readonly Run[],
  before: Lockstep,
  sources: readonly number[],
): boolean {
  return (
    runs.length === sources.length &&
    runs.every((run, i) => {
      const source = before.runs[sources[i]]
      return source !== undefined && sameParameters(source.compiled, run.compiled)
    })
  )
}

/** Whether the parameters of one plan fit another, one by one. */
function sameParameters(a: Compiled, b: Compiled): boolean {
  const shapes = ({ plan }: Compiled) =>
    plan.parameters.map(({ name, shape }) => `${name} ${shape.join('×')}`)
  return shapes(a).join() === shapes(b).join()
}
