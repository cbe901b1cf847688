import type { Frame } from '../../worker/protocol'
import { DeadUnits } from './dead-units'
import { ABSENT, type Observation, observe } from './figures'
import { LayerHistory } from './history'
import type { LayerRow } from './rows'
import { type LayerSample, readSample, rowsOf } from './sample'
import { judge, MEDIAN_OF, type Verdicts } from './verdict'

/** What there is to see after an update was looked at. */
export interface Look {
  readonly observation: Observation
  readonly samples: readonly LayerSample[]
  /** In the batch. */
  readonly examples: number
  readonly verdicts: Verdicts | null
  readonly history: LayerHistory
  readonly lastStep: number
}

/** Steps of a run, the last one excluded. */
export interface Stretch {
  readonly from: number
  readonly until: number
}

/** Remembers what was looked at in a run, for as long as that is part of it. */
export class LayerWatch {
  readonly #history = new LayerHistory()
  readonly #dead = new DeadUnits()
  #recent: Observation[] = []
  #run = -1
  #network = ''
  #lookedAway = true

  /** Of every frame, looked at or not: a reset or a step taken anew cuts what came later. */
  follow({ run, state }: Pick<Frame, 'run' | 'state'>): void {
    if (run !== this.#run) this.#forget()
    this.#run = run
    this.#history.cut(Math.max(state.step, state.lastStep))
  }

  /** The steps from here to the next look are not looked at. */
  lookAway(): void {
    this.#lookedAway = true
  }

  take(rows: readonly LayerRow[], frame: Pick<Frame, 'run' | 'state' | 'probes'>): Look {
    const network = rows.map(({ name, units }) => `${name} ${units}`).join()
    if (network !== this.#network) this.#forget()
    this.#network = network
    this.follow(frame)
    const { step, lastStep } = frame.state
    const samples = readSample(rows, frame.probes)
    const examples = rowsOf(rows, samples)
    this.#dead.add(
      step,
      samples.map(({ idle }) => idle),
      examples,
    )
    const dead = rows.map((_, i) => this.#dead.of(i))
    const shares = rows.map(({ units }, i) => {
      const reading = dead[i]
      return reading ? reading.dead / units : ABSENT
    })
    const observation = observe(step, samples, shares)
    this.#recent = [...this.#recent.filter((each) => each.step < step), observation]
    this.#recent = this.#recent.slice(-MEDIAN_OF)
    this.#history.add({ ...observation, goesOn: !this.#lookedAway })
    this.#lookedAway = false
    return {
      observation,
      samples,
      examples,
      verdicts: judge(rows, this.#recent, dead),
      history: this.#history,
      lastStep: Math.max(step, lastStep),
    }
  }

  /**
   * Lets looks stand for stretches of the run, from each kept step to the next; returns those in
   * which nobody looked.
   */
  spread(kept: readonly number[], lastStep: number): Stretch[] {
    return kept
      .map((from, i) => ({ from, until: kept[i + 1] ?? lastStep + 1 }))
      .filter(({ from, until }) => !this.#history.hold(from, until))
  }

  /** What a stretch began with, seen afterwards. */
  fill(rows: readonly LayerRow[], { from, until }: Stretch, probes: Frame['probes']): void {
    // A single batch does not tell whether a unit is dead.
    const dead = rows.map(() => ABSENT)
    const observation = observe(from, readSample(rows, probes), dead)
    this.#history.add({ ...observation, goesOn: false, until, afterwards: true })
  }

  #forget(): void {
    this.#history.clear()
    this.#dead.reset()
    this.#recent = []
    this.#lookedAway = true
  }
}
