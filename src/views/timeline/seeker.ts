/** After this long a seek that is still on its way makes room for a newer one. */
const PATIENCE_MS = 200

interface Wanted {
  readonly step: number
  readonly passing: boolean
}

/**
 * Asks for one step at a time while a handle is dragged; of those asked for meanwhile only the
 * newest counts.
 */
export class Seeker {
  readonly #seek: (step: number, passing: boolean) => Promise<void>
  readonly #settled: () => void
  #next: Wanted | null = null
  /** How many were sent; only the last one's arrival matters. */
  #sent = 0
  #isOnItsWay = false
  #timer: ReturnType<typeof setTimeout> | undefined

  /** @param settled told when the last one has arrived and none is waiting */
  constructor(
    seek: (step: number, passing: boolean) => Promise<void>,
    settled: () => void = () => {},
  ) {
    this.#seek = seek
    this.#settled = settled
  }

  /** @param passing whether the handle is still moving */
  to(step: number, passing: boolean): void {
    this.#next = { step, passing }
    if (!this.#isOnItsWay) this.#send()
    else this.#timer ??= setTimeout(() => this.#send(), PATIENCE_MS)
  }

  #send(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const wanted = this.#next
    if (!wanted) return
    this.#next = null
    this.#isOnItsWay = true
    const sent = ++this.#sent
    const arrived = () => {
      if (sent !== this.#sent) return
      this.#isOnItsWay = false
      if (this.#next) this.#send()
      else this.#settled()
    }
    this.#seek(wanted.step, wanted.passing).then(arrived, arrived)
  }
}
