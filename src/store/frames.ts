import { type Frame, type ProbeRequest, probeKey } from '../worker/protocol'

type FrameListener = (frame: Frame) => void

/**
 * The newest frame and who draws it. Not a React state: listeners run inside one
 * requestAnimationFrame and draw at once.
 */
export class Frames {
  #latest: Frame | null = null
  #scheduled = false
  readonly #listeners = new Set<FrameListener>()
  readonly #taken: () => void

  /** @param taken called after a frame has been drawn, to ask for the next */
  constructor(taken: () => void) {
    this.#taken = taken
  }

  get latest(): Frame | null {
    return this.#latest
  }

  /** Values of a probe in the newest frame; undefined until one with it has come. */
  probe(request: ProbeRequest): Float32Array<ArrayBuffer> | undefined {
    return this.#latest?.probes[probeKey(request)]
  }

  subscribe(listener: FrameListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  receive(frame: Frame): void {
    this.#latest = frame
    if (this.#scheduled) return
    this.#scheduled = true
    requestAnimationFrame(() => {
      this.#scheduled = false
      const newest = this.#latest
      if (newest) for (const listener of this.#listeners) listener(newest)
      this.#taken()
    })
  }
}

/** Counts who wants which probe and reports the union, once per turn of the event loop. */
export class Probes {
  readonly #wanted = new Map<string, { request: ProbeRequest; count: number }>()
  readonly #report: (requests: readonly ProbeRequest[]) => void
  #pending = false

  constructor(report: (requests: readonly ProbeRequest[]) => void) {
    this.#report = report
  }

  /** Asks for a probe in every frame until the returned function is called. */
  request(request: ProbeRequest): () => void {
    const key = probeKey(request)
    const entry = this.#wanted.get(key) ?? { request, count: 0 }
    entry.count += 1
    this.#wanted.set(key, entry)
    this.#changed()
    return () => {
      entry.count -= 1
      if (entry.count === 0 && this.#wanted.get(key) === entry) this.#wanted.delete(key)
      this.#changed()
    }
  }

  /** Says once more what is wanted, to whom may not have heard it. */
  report(): void {
    this.#report([...this.#wanted.values()].map(({ request }) => request))
  }

  #changed(): void {
    if (this.#pending) return
    this.#pending = true
    queueMicrotask(() => {
      this.#pending = false
      this.report()
    })
  }
}
