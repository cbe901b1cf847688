import type { Download } from './protocol'

const DISCONNECTED =
  'the connection failed, and only data that was used here before is there without one'

/** The files below `data/` of the page; each is fetched when it is first asked for, and kept. */
export class DataFiles {
  readonly #address: (file: string) => URL
  readonly #report: (download: Download) => void
  readonly #kept = new Map<string, ArrayBuffer>()
  #current: AbortController | undefined

  /** @param report is told what has come as it comes */
  constructor(address: (file: string) => URL, report: (download: Download) => void) {
    this.#address = address
    this.#report = report
  }

  /** Rejects with an `Error` fit to be shown. */
  async load(file: string): Promise<ArrayBuffer> {
    const kept = this.#kept.get(file)
    if (kept) return kept
    const bytes = await this.#fetch(file)
    this.#kept.set(file, bytes)
    return bytes
  }

  /** Ends what is being loaded, which then rejects. */
  abandon(): void {
    this.#current?.abort()
  }

  async #fetch(file: string): Promise<ArrayBuffer> {
    const failed = (why: string) =>
      new Error(
        `The data file ${file} could not be loaded: ${why}. Your experiment is as you left it.`,
      )
    this.#current = new AbortController()
    this.#report({ file, bytes: 0 })
    try {
      const response = await fetch(this.#address(file), { signal: this.#current.signal })
      if (!response.ok) throw failed(`the server answered ${response.status}`)
      return await this.#read(file, response)
    } catch (error) {
      // What a browser says of a broken connection differs from one to the next.
      throw error instanceof TypeError ? failed(DISCONNECTED) : error
    }
  }

  async #read(file: string, { body }: Response): Promise<ArrayBuffer> {
    const parts: Uint8Array<ArrayBuffer>[] = []
    let bytes = 0
    const reader = body?.getReader()
    for (;;) {
      const { value, done } = (await reader?.read()) ?? { value: undefined, done: true }
      if (done) return new Blob(parts).arrayBuffer()
      parts.push(value)
      bytes += value.length
      this.#report({ file, bytes })
    }
  }
}
