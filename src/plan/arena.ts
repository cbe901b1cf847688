import type { BufferName, Tensor } from './plan'

/** Gives out places in the buffers, one after the other. */
export class Arena {
  readonly sizes: Record<BufferName, number> = {
    parameters: 0,
    gradients: 0,
    state: 0,
    activations: 0,
    data: 0,
    metrics: 0,
  }
  /** All that was given out, in order. */
  readonly tensors: Tensor[] = []

  allocate(name: string, buffer: BufferName, shape: readonly number[]): Tensor {
    const offset = this.sizes[buffer]
    this.sizes[buffer] += shape.reduce((product, size) => product * size, 1)
    const tensor = { name, buffer, offset, shape }
    this.tensors.push(tensor)
    return tensor
  }
}

/** The `data` buffer and what is written into it before training. */
export class DataLayout {
  readonly #arena: Arena
  readonly #parts: { offset: number; values: Float32Array }[] = []

  constructor(arena: Arena) {
    this.#arena = arena
  }

  add(name: string, values: Float32Array): number {
    const { offset } = this.#arena.allocate(name, 'data', [values.length])
    this.#parts.push({ offset, values })
    return offset
  }

  addSet(name: string, inputs: Float32Array, targets: Float32Array, count: number) {
    return {
      count,
      inputs: this.add(`${name}/inputs`, inputs),
      targets: this.add(`${name}/targets`, targets),
    }
  }

  contents(): Float32Array<ArrayBuffer> {
    const data = new Float32Array(this.#arena.sizes.data)
    for (const { offset, values } of this.#parts) data.set(values, offset)
    return data
  }
}
