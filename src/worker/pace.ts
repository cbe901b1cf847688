/** How long one slice of training may take before messages and frames get their turn. */
const SLICE_MS = 8
/** Updates per second are averaged over this long. */
const RATE_MS = 1000

/** Decides how many updates come next, from the wanted speed and the time that updates take. */
export class Pace {
  /** Updates per second; 0 means as many as possible. */
  speed = 0
  #slice = 1
  #owed = 0
  #lastMs = 0
  #marks: { atMs: number; step: number }[] = []

  /** Begins to count time. */
  start(nowMs: number): void {
    this.#lastMs = nowMs
    this.#owed = 1
    this.#marks = []
  }

  /** Updates to make now; 0 when none is due yet. */
  due(nowMs: number): number {
    const elapsedMs = nowMs - this.#lastMs
    this.#lastMs = nowMs
    if (this.speed === 0) return this.#slice
    // Time lost while the page was asleep is not made up for.
    this.#owed = Math.min(this.#owed + (elapsedMs * this.speed) / 1000, this.speed / 4 + 1)
    const count = Math.min(Math.floor(this.#owed), this.#slice)
    this.#owed -= count
    return count
  }

  /** How long to wait when none is due. */
  get waitMs(): number {
    return this.speed === 0 ? 0 : Math.max(0, ((1 - this.#owed) * 1000) / this.speed)
  }

  /** Learns from a slice: aims at slices of about 8 ms. */
  took(count: number, elapsedMs: number): void {
    if (elapsedMs < SLICE_MS / 2 && count >= this.#slice) {
      this.#slice = Math.min(16_384, this.#slice * 2)
    } else if (elapsedMs > SLICE_MS * 1.5) {
      this.#slice = Math.max(1, Math.floor(this.#slice / 2))
    }
  }

  /** Updates per second over the last second. */
  rate(nowMs: number, step: number): number {
    this.#marks.push({ atMs: nowMs, step })
    while (this.#marks.length > 2 && nowMs - this.#marks[0].atMs > RATE_MS) this.#marks.shift()
    const first = this.#marks[0]
    const elapsedMs = nowMs - first.atMs
    return elapsedMs > 0 ? ((step - first.step) * 1000) / elapsedMs : 0
  }
}

/** Lets waiting messages through; unlike a timer it is not slowed to 4 ms. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
