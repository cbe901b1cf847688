import type { Engine, Observation, ObservationRequest, ParameterState } from '../engine/backend'
import { RecordSchedule } from '../engine/record-schedule'
import { Trainer } from '../engine/trainer'
import type { Dataset } from '../model/dataset'
import type { Experiment } from '../model/experiment'
import { optimizers } from '../model/optimizers'
import { type Position, START } from '../plan/batches'
import type { Compiled } from '../plan/compile'
import { guessLoss } from '../plan/guess'
import { METRIC } from '../plan/plan'
import { type BatchProbes, placeBatchProbes } from './batch-probes'
import { calmLearningRate, isDiverged, overshoot } from './divergence'
import { LastUpdate } from './last-update'
import { nextTurn } from './pace'
import { type PlacedProbes, placeProbes } from './probe-points'
import type { HistoryEntry, NamedArray, PastLook, ProbeRequest } from './protocol'
import { RunHistory } from './run-history'
import type { Moment } from './timeline'

const NOTHING: ObservationRequest = {
  evaluate: false,
  metrics: { from: 0, to: 0 },
  probes: [],
  parameters: false,
}

/** What a frame shows. */
export interface Look {
  /** Losses, at its own step. */
  readonly entry: HistoryEntry
  readonly position: Position
  readonly parameters: Float32Array<ArrayBuffer>
  readonly probes: Record<string, Float32Array<ArrayBuffer>>
}

/** One experiment in training: engine, position, what was recorded and kept. */
export class Run {
  readonly experiment: Experiment
  readonly dataset: Dataset
  readonly compiled: Compiled
  readonly trainer: Trainer
  /** What the seed gives, or what pre-training made of it. */
  readonly initial: ParameterState
  readonly history = new RunHistory()
  readonly lastUpdate = new LastUpdate()
  /** The first step whose loss was out of bounds. */
  divergedAt: { step: number; loss: number } | null = null
  /** The step from which on it was trained with the settings as they are. */
  editedAt = 0
  /** Whether the visitor plays on although the run gets nowhere. */
  playsOn = false
  /** The loss of the best answer that ignores the inputs. */
  readonly guess: number
  readonly #schedule: RecordSchedule
  #placed: PlacedProbes = { keys: [], probes: [] }
  #batchProbes: BatchProbes | undefined
  /** Counts what makes the engine's state another one. */
  #changes = 0
  /** Counts parameters set by hand, and how many of them the newest record knows of. */
  #writes = 0
  #recordedWrites = 0
  #metricsRead = 0
  /** Counts restores, so that answers about what came before them are recognised. */
  #generation = 0
  #recording: Promise<void> = Promise.resolve()

  constructor(
    experiment: Experiment,
    dataset: Dataset,
    compiled: Compiled,
    initial: ParameterState,
    engine: Engine,
  ) {
    this.experiment = experiment
    this.initial = initial
    this.dataset = dataset
    this.compiled = compiled
    this.trainer = new Trainer(experiment, compiled.plan, engine)
    this.#schedule = new RecordSchedule(compiled.plan)
    this.guess = guessLoss(experiment.loss, compiled.examples.train, compiled.examples.outputs)
  }

  get engine(): Engine {
    return this.trainer.engine
  }

  get position(): Position {
    return this.trainer.position
  }

  placeProbes(requests: readonly ProbeRequest[]): void {
    this.#placed = placeProbes(requests, this.compiled, this.dataset, (offset, inputs) =>
      this.engine.write('data', offset, inputs),
    )
    this.#batchProbes = placeBatchProbes(requests, this.compiled.plan)
    this.lastUpdate.place(requests)
  }

  /** The next step that the history records. */
  get nextRecord(): number {
    return this.#schedule.next(this.position.step)
  }

  /** Queues updates, no further than the next recorded step, which it records. */
  advance(count: number): void {
    this.replay(count)
    if (this.#schedule.isRecorded(this.position.step)) this.record()
  }

  /** Queues updates that are recorded already. */
  replay(count: number): void {
    this.#changes += 1
    this.lastUpdate.advance(this.trainer, count)
  }

  /** Sets a parameter by hand; throws a message for people. */
  write(name: string, index: number, value: number): void {
    const parameter = this.compiled.plan.parameters.find((candidate) => candidate.name === name)
    const size = parameter?.shape.reduce((a, b) => a * b, 1) ?? 0
    if (!parameter || !Number.isInteger(index) || index < 0 || index >= size) {
      throw new Error(`There is no parameter ${name}[${index}] in this network.`)
    }
    if (!Number.isFinite(value)) throw new Error('A weight or bias must be a finite number.')
    this.#changes += 1
    this.#writes += 1
    this.engine.write('parameters', parameter.offset + index, Float32Array.of(value))
    this.lastUpdate.forget()
  }

  /** Asks for the losses at this step; they join the history in the order of steps. */
  record(): void {
    const position = this.position
    const generation = this.#generation
    const writes = this.#writes
    const observation = this.#observe({ probes: [], parameters: false, evaluate: true })
    this.#recording = this.#recording.then(async () => {
      const entry = this.#entry(await observation, position)
      if (generation !== this.#generation) return
      this.#recordedWrites = writes
      this.#addHistory(entry, position)
    })
    this.#recording.catch(() => {})
  }

  /** Resolves when all that was asked for is in the history. */
  recorded(): Promise<void> {
    return this.#recording
  }

  /**
   * Everything a frame carries, at this step. While training, losses may be those of an earlier
   * record where measuring them for every frame would take too long.
   */
  async look(training: boolean): Promise<Look> {
    const position = this.position
    const generation = this.#generation
    const { keys, probes } = this.#placed
    const known = this.#known(training)
    const batchProbes = this.#batchProbes?.wanted ? this.#batchProbes : undefined
    const next = batchProbes && this.trainer.next
    const { lastUpdate } = this
    const observation = await this.#observe({
      probes,
      parameters: true,
      remembered: lastUpdate.isAsked && lastUpdate.isKnown(position.step),
      evaluate: !known,
      dissect: next,
      dissections: batchProbes?.dissections,
    })
    const entry = known ?? this.#entry(observation, position)
    if (generation === this.#generation) this.#watch(entry.trainLoss, entry.step)
    const { parameters = new Float32Array(), remembered: before } = observation
    return {
      entry,
      position,
      parameters,
      probes: {
        ...Object.fromEntries(keys.map((key, i) => [key, observation.probes[i]])),
        ...(next && batchProbes.answer(next, observation)),
        ...(before && lastUpdate.answers(this.compiled.plan, before, parameters)),
      },
    }
  }

  /**
   * Takes updates of the past apart again; the state stays what it is.
   *
   * @param requests about `batch`
   * @returns an answer for each moment, or up to where training went on
   */
  async lookBack(
    moments: readonly Moment[],
    requests: readonly ProbeRequest[],
  ): Promise<PastLook[]> {
    const changes = this.#changes
    const { dissections, answer } = placeBatchProbes(requests, this.compiled.plan)
    const now = await this.engine.snapshot()
    const looks: PastLook[] = []
    for (const { position, state } of moments) {
      if (changes !== this.#changes) break
      const batch = this.trainer.batchAt(position)
      this.engine.restore(state)
      const observation = this.engine.observe({ ...NOTHING, dissect: batch, dissections })
      this.engine.restore(now)
      looks.push({ step: position.step, probes: answer(batch, await observation) })
      await nextTurn()
    }
    return looks
  }

  /** The part of a look that is about losses. */
  async measure(training: boolean): Promise<Pick<Look, 'entry' | 'position'>> {
    const position = this.position
    const known = this.#known(training)
    if (known) return { entry: known, position }
    const observation = await this.#observe({ probes: [], parameters: false, evaluate: true })
    return { entry: this.#entry(observation, position), position }
  }

  /** All that it takes to go on from here. */
  async moment(): Promise<Moment> {
    const { position, experiment, divergedAt } = this
    const state = await this.engine.snapshot()
    return { position, state, optimizer: experiment.optimizer.kind, divergedAt }
  }

  /** Goes to a moment of this run, before or after this one; what was recorded stays. */
  restore({ position, state, optimizer, divergedAt = null }: Moment): void {
    const sameRule = optimizer === this.experiment.optimizer.kind
    const { slots } = optimizers[this.experiment.optimizer.kind]
    const { count } = this.compiled.plan.sets.train
    this.#generation += 1
    this.#changes += 1
    this.engine.restore(sameRule ? state : { ...state, optimizer: this.#noOptimizerState() })
    this.trainer.position = {
      ...position,
      offset: position.offset < count ? position.offset : 0,
      updates: sameRule || slots === 0 ? position.updates : 0,
    }
    this.#metricsRead = position.step
    this.#recordedWrites = this.#writes
    this.lastUpdate.forget()
    this.divergedAt = divergedAt
  }

  /** Training goes on from here, or begins again: what was recorded later is no longer true. */
  branch(): void {
    const { step, epoch } = this.position
    this.history.cut(step, epoch)
  }

  /** Back to the initial parameters; nothing recorded is left. */
  reset(): void {
    this.history.clear()
    this.playsOn = false
    this.restore({
      position: START,
      state: this.initial,
      optimizer: this.experiment.optimizer.kind,
    })
    this.branch()
    this.editedAt = 0
    this.record()
  }

  /**
   * Goes on where another run stands, with as much of its state as fits.
   *
   * @param same whether both train alike, so that what was recorded later stays true
   */
  async continueFrom(other: Run, same: boolean): Promise<void> {
    const [moment, before] = await Promise.all([other.moment(), other.#beforeLastUpdate()])
    const { step } = moment.position
    this.history.continueFrom(other.history, same ? Number.POSITIVE_INFINITY : step)
    this.restore(same ? moment : { ...moment, divergedAt: null })
    if (before) this.lastUpdate.adopt(this.trainer, before, moment.state.parameters)
    if (!same) this.record()
  }

  /** Goes on from a kept moment of a run whose engine is gone. */
  takeOver(lost: Run, moment: Moment | undefined): void {
    this.history.continueFrom(lost.history, lost.position.step)
    if (moment) this.restore(moment)
    this.branch()
    this.record()
  }

  /** Parameters or gradients by name, in plan order. */
  named(values: Float32Array): NamedArray[] {
    return this.compiled.plan.parameters.map(({ name, shape, offset }) => ({
      name,
      shape,
      data: [...values.subarray(offset, offset + shape.reduce((a, b) => a * b, 1))],
    }))
  }

  async #beforeLastUpdate(): Promise<Float32Array<ArrayBuffer> | undefined> {
    if (!this.lastUpdate.isKnown(this.position.step)) return undefined
    return (await this.engine.observe({ ...NOTHING, remembered: true })).remembered
  }

  async #observe(wanted: Omit<ObservationRequest, 'metrics'>): Promise<Observation> {
    const to = this.position.step
    const from = Math.max(this.#metricsRead, to - this.compiled.plan.ringSize)
    this.#metricsRead = to
    const generation = this.#generation
    const observation = await this.engine.observe({
      metrics: { from, to },
      ...wanted,
    })
    const { metrics } = observation
    if (generation !== this.#generation) return observation
    for (let i = 0; i < to - from && !this.divergedAt; i++) {
      // The batch loss of step k was computed before its update, with the parameters after k steps.
      this.#watch(metrics[i * METRIC.width + METRIC.loss], from + i)
    }
    return observation
  }

  /** Losses that need not be measured again. */
  #known(training: boolean): HistoryEntry | undefined {
    if (this.#recordedWrites < this.#writes) return undefined
    const { step } = this.position
    const last = this.history.upTo(step)
    return last?.step === step || (training && this.#schedule.costly) ? last : undefined
  }

  #noOptimizerState(): Float32Array<ArrayBuffer> {
    const { replicas, sizes } = this.compiled.plan
    return new Float32Array(replicas * sizes.state)
  }

  #watch(loss: number, step: number): void {
    if (this.divergedAt === null && isDiverged(loss)) this.divergedAt = { step, loss }
  }

  #entry({ evaluation }: Observation, { step }: Position): HistoryEntry {
    const { train, test } = this.compiled.plan.sets
    const classifies = this.experiment.task === 'classification'
    return {
      step,
      trainLoss: evaluation?.train.loss ?? Number.NaN,
      ...(test.count > 0 && { testLoss: evaluation?.test.loss }),
      ...(classifies && { trainAccuracy: (evaluation?.train.correct ?? 0) / train.count }),
      ...(classifies &&
        test.count > 0 && { testAccuracy: (evaluation?.test.correct ?? 0) / test.count }),
    }
  }

  #addHistory(entry: HistoryEntry, { epoch }: Position): void {
    this.history.add(entry, epoch)
    this.#watch(entry.trainLoss, entry.step)
    const hasty = this.experiment.optimizer.learningRate > calmLearningRate(this.experiment)
    if (hasty && !this.playsOn && !this.divergedAt) {
      this.divergedAt = overshoot(
        this.history.since(this.editedAt),
        this.guess,
        this.compiled.plan.batch.perEpoch,
      )
    }
  }

  dispose(): void {
    this.engine.dispose()
  }
}
