const SMALLEST_BYTES = 1 << 12
/** Free buffers kept for later answers; more may be in flight at once. */
const MOST_FREE = 4

/** Buffers that answers are copied into and mapped from, used again and again. */
export class StagingPool {
  readonly #device: GPUDevice
  /** Smallest first. */
  readonly #free: GPUBuffer[] = []
  readonly #taken = new Set<GPUBuffer>()

  constructor(device: GPUDevice) {
    this.#device = device
  }

  /** Room for parts of the given lengths in floats, one after the other. */
  take(lengths: readonly number[]): Answer {
    const bytes = 4 * lengths.reduce((sum, length) => sum + length, 0)
    const at = this.#free.findIndex(({ size }) => size >= bytes)
    const buffer = at >= 0 ? this.#free.splice(at, 1)[0] : this.#create(bytes)
    this.#taken.add(buffer)
    return new Answer(buffer, lengths, () => this.#release(buffer))
  }

  /** Answers in flight are rejected by the device. */
  dispose(): void {
    for (const buffer of [...this.#free, ...this.#taken]) buffer.destroy()
    this.#free.length = 0
    this.#taken.clear()
  }

  #release(buffer: GPUBuffer): void {
    if (!this.#taken.delete(buffer)) return
    this.#free.push(buffer)
    this.#free.sort((a, b) => a.size - b.size)
    if (this.#free.length > MOST_FREE) this.#free.shift()?.destroy()
  }

  #create(bytes: number): GPUBuffer {
    let size = SMALLEST_BYTES
    while (size < bytes) size *= 2
    return this.#device.createBuffer({
      label: 'staging',
      size,
      usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST,
    })
  }
}

/** Parts of buffers on their way to the host. */
export class Answer {
  readonly #buffer: GPUBuffer
  readonly #lengths: readonly number[]
  readonly #offsets: readonly number[]
  readonly #release: () => void
  readonly bytes: number

  constructor(buffer: GPUBuffer, lengths: readonly number[], release: () => void) {
    let end = 0
    this.#buffer = buffer
    this.#lengths = lengths
    this.#offsets = lengths.map((length) => {
      end += length
      return end - length
    })
    this.#release = release
    this.bytes = 4 * end
  }

  /**
   * Copies floats into a part, from its place `at` on.
   *
   * @param offset in the source, in floats
   */
  copy(
    encoder: GPUCommandEncoder,
    part: number,
    source: GPUBuffer,
    offset: number,
    length = this.#lengths[part],
    at = 0,
  ): void {
    if (length === 0) return
    const target = 4 * (this.#offsets[part] + at)
    encoder.copyBufferToBuffer(source, 4 * offset, this.#buffer, target, 4 * length)
  }

  /** Resolves when all that was submitted before has run and the copies can be read. */
  map(): Promise<void> {
    return this.#buffer.mapAsync(GPUMapMode.READ, 0, this.bytes)
  }

  /** The parts, each in memory of its own, and frees the buffer; after `map` only. */
  read(): Float32Array<ArrayBuffer>[] {
    const mapped = this.#buffer.getMappedRange(0, this.bytes)
    const parts = this.#lengths.map((length, i) =>
      new Float32Array(mapped, 4 * this.#offsets[i], length).slice(),
    )
    this.#buffer.unmap()
    this.#release()
    return parts
  }
}
