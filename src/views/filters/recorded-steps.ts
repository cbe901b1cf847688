/** The parameters as they were at a step. */
export interface RecordedStep {
  readonly step: number
  readonly parameters: Float32Array
}

/** Pictures that a strip can hold. */
const MOST = 24
/** How much further each next one is from the first. */
const GROWTH = 0.4

/** Some of the frames that have come, ever further apart, the first always among them. */
export class RecordedSteps {
  #run = -1
  #steps: RecordedStep[] = []

  get steps(): readonly RecordedStep[] {
    return this.#steps
  }

  /**
   * Takes a frame in if it is due. What lies ahead of it, before a reset or a step back, is dropped.
   *
   * @returns whether anything has changed
   */
  add(run: number, step: number, parameters: Float32Array): boolean {
    const sameNetwork = this.#steps[0]?.parameters.length === parameters.length
    const kept =
      run === this.#run && sameNetwork ? this.#steps.filter((each) => each.step <= step) : []
    const dropped = kept.length < this.#steps.length
    const isDue = step >= dueAfter(kept)
    if (!dropped && !isDue) return false
    this.#run = run
    this.#steps = isDue ? [...kept, { step, parameters }] : kept
    if (this.#steps.length > MOST) this.#steps.splice(1, 1)
    return true
  }
}

function dueAfter(steps: readonly RecordedStep[]): number {
  const last = steps.at(-1)
  if (!last) return 0
  return last.step + Math.max(1, Math.ceil(GROWTH * (last.step - steps[0].step)))
}
