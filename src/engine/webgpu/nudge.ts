declare function setTimeout(callback: () => void, delayMs: number): unknown
declare const navigator: { readonly userAgent?: string } | undefined

const NUDGE_MS = 4

/**
 * Firefox looks after waiting promises only about every 100 ms, unless something is submitted: an
 * empty submit every few milliseconds brings a read-back down to 1–2 ms.
 */
export class Nudger {
  readonly #nudge: () => void
  readonly #needed: boolean
  #waiting = 0
  #scheduled = false

  /** @param nudge makes an empty submit */
  constructor(nudge: () => void, needed = isFirefox()) {
    this.#nudge = nudge
    this.#needed = needed
  }

  async during<T>(wait: Promise<T>): Promise<T> {
    this.#waiting += 1
    this.#schedule()
    try {
      return await wait
    } finally {
      this.#waiting -= 1
    }
  }

  #schedule(): void {
    if (!this.#needed || this.#scheduled) return
    this.#scheduled = true
    setTimeout(() => {
      this.#scheduled = false
      if (this.#waiting === 0) return
      this.#nudge()
      this.#schedule()
    }, NUDGE_MS)
  }
}

function isFirefox(): boolean {
  return typeof navigator === 'object' && /Firefox/.test(navigator.userAgent ?? '')
}
