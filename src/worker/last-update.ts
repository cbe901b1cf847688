import type { Trainer } from '../engine/trainer'
import type { Parameter, Plan } from '../plan/plan'
import { type ProbeRequest, probeKey } from './protocol'

type Parameters = Float32Array<ArrayBuffer>

/**
 * What is asked about the update made last, and whether the engine remembers the parameters before
 * it, which it only does while somebody asks.
 */
export class LastUpdate {
  #requests: readonly ProbeRequest[] = []
  /** To which the remembered parameters led. */
  #step: number | undefined

  place(requests: readonly ProbeRequest[]): void {
    this.#requests = requests.filter(({ over }) => over === 'lastBatch')
  }

  get isAsked(): boolean {
    return this.#requests.length > 0
  }

  isKnown(step: number): boolean {
    return this.#step === step
  }

  /** Whether somebody asks for the update to a step, and it is not known. */
  lacks(step: number): boolean {
    return this.isAsked && !this.isKnown(step)
  }

  /** Queues `count` updates. */
  advance(trainer: Trainer, count: number): void {
    if (!this.isAsked || count === 0) return trainer.advance(count)
    trainer.advance(count - 1)
    trainer.engine.remember()
    trainer.advance(1)
    this.#step = trainer.position.step
  }

  /** The parameters no longer are what an update made of those remembered. */
  forget(): void {
    this.#step = undefined
  }

  /** Takes over what the last update of another run made of parameters: `before` it and `after`. */
  adopt({ engine, position }: Trainer, before: Parameters, after: Parameters): void {
    engine.write('parameters', 0, before)
    engine.remember()
    engine.write('parameters', 0, after)
    this.#step = position.step
  }

  /** @param before parameters before the last update, `after` the same after it */
  answers({ parameters }: Plan, before: Parameters, after: Parameters) {
    const answers: Record<string, Parameters> = {}
    for (const request of this.#requests) {
      const parameter = parameters.find(({ name }) => request.tensor === `${name}/update`)
      if (parameter) answers[probeKey(request)] = difference(parameter, before, after)
    }
    return answers
  }
}

function difference({ offset, shape }: Parameter, before: Parameters, after: Parameters) {
  const size = shape.reduce((product, side) => product * side, 1)
  // In every frame: a plain loop takes a small part of the time that `Float32Array.from` does.
  const values = after.slice(offset, offset + size)
  for (let i = 0; i < size; i++) values[i] -= before[offset + i]
  return values
}
