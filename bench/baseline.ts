/**
 * The same training written the plain way, in JavaScript with typed arrays and no engine: tanh
 * layers, one output, binary cross-entropy on logits, stochastic gradient descent. What a backend
 * has to beat; a test holds that it computes the same losses.
 */
export class Baseline {
  readonly #widths: readonly number[]
  readonly #parameters: Float32Array
  readonly #gradients: Float32Array
  /** Outputs and deltas of each layer for one batch: [batchSize, width]; 0 is the input. */
  readonly #outputs: Float32Array[]
  readonly #deltas: Float32Array[]
  readonly #inputs: Float32Array
  readonly #targets: Float32Array
  readonly #order: Uint32Array
  readonly #batchSize: number
  readonly #learningRate: number
  readonly #shuffles: boolean
  #position = 0
  #random = 1

  /** @param options parameters layer by layer, weight [in, out] before bias; they are copied */
  constructor(options: {
    readonly widths: readonly number[]
    readonly parameters: Float32Array
    readonly inputs: Float32Array
    readonly targets: Float32Array
    readonly batchSize: number
    readonly learningRate: number
    readonly shuffles: boolean
  }) {
    const { widths, parameters, targets, batchSize } = options
    this.#widths = widths
    this.#parameters = parameters.slice()
    this.#gradients = new Float32Array(parameters.length)
    this.#outputs = widths.map((width) => new Float32Array(batchSize * width))
    this.#deltas = widths.map((width) => new Float32Array(batchSize * width))
    this.#inputs = options.inputs
    this.#targets = targets
    this.#order = Uint32Array.from(targets, (_, i) => i)
    this.#batchSize = batchSize
    this.#learningRate = options.learningRate
    this.#shuffles = options.shuffles
  }

  get parameters(): Float32Array {
    return this.#parameters
  }

  /** One update per step; an epoch ends with a smaller batch where the sizes do not divide. */
  advance(steps: number): void {
    for (let i = 0; i < steps; i++) this.#step()
  }

  #step(): void {
    if (this.#position === 0 && this.#shuffles) this.#shuffle()
    const start = this.#position
    const rows = Math.min(this.#batchSize, this.#order.length - start)
    this.#position = (start + rows) % this.#order.length
    this.#gather(start, rows)
    this.#forward(rows)
    this.#backward(start, rows)
    const rate = this.#learningRate
    const parameters = this.#parameters
    const gradients = this.#gradients
    for (let i = 0; i < parameters.length; i++) parameters[i] -= rate * gradients[i]
  }

  #gather(start: number, rows: number): void {
    const width = this.#widths[0]
    const x = this.#outputs[0]
    for (let row = 0; row < rows; row++) {
      const from = this.#order[start + row] * width
      for (let i = 0; i < width; i++) x[row * width + i] = this.#inputs[from + i]
    }
  }

  #forward(rows: number): void {
    const parameters = this.#parameters
    let weight = 0
    for (let layer = 1; layer < this.#widths.length; layer++) {
      const below = this.#widths[layer - 1]
      const units = this.#widths[layer]
      const bias = weight + below * units
      const x = this.#outputs[layer - 1]
      const a = this.#outputs[layer]
      const isLast = layer === this.#widths.length - 1
      for (let row = 0; row < rows; row++) {
        for (let unit = 0; unit < units; unit++) {
          let sum = parameters[bias + unit]
          for (let i = 0; i < below; i++) {
            sum += x[row * below + i] * parameters[weight + i * units + unit]
          }
          a[row * units + unit] = isLast ? sum : Math.tanh(sum)
        }
      }
      weight = bias + units
    }
  }

  #backward(start: number, rows: number): void {
    const parameters = this.#parameters
    const gradients = this.#gradients
    const last = this.#widths.length - 1
    for (let row = 0; row < rows; row++) {
      const target = this.#targets[this.#order[start + row]]
      const probability = 1 / (1 + Math.exp(-this.#outputs[last][row]))
      this.#deltas[last][row] = (probability - target) / rows
    }
    gradients.fill(0)
    let end = parameters.length
    for (let layer = last; layer > 0; layer--) {
      const below = this.#widths[layer - 1]
      const units = this.#widths[layer]
      const bias = end - units
      const weight = bias - below * units
      const x = this.#outputs[layer - 1]
      const delta = this.#deltas[layer]
      for (let row = 0; row < rows; row++) {
        for (let unit = 0; unit < units; unit++) {
          const d = delta[row * units + unit]
          gradients[bias + unit] += d
          for (let i = 0; i < below; i++) {
            gradients[weight + i * units + unit] += x[row * below + i] * d
          }
        }
        if (layer === 1) continue
        for (let i = 0; i < below; i++) {
          let sum = 0
          for (let unit = 0; unit < units; unit++) {
            sum += delta[row * units + unit] * parameters[weight + i * units + unit]
          }
          const a = x[row * below + i]
          this.#deltas[layer - 1][row * below + i] = sum * (1 - a * a)
        }
      }
      end = weight
    }
  }

  /** Fisher and Yates; the numbers need not be good ones here. */
  #shuffle(): void {
    const order = this.#order
    for (let i = order.length - 1; i > 0; i--) {
      this.#random = (Math.imul(this.#random, 1664525) + 1013904223) >>> 0
      const j = this.#random % (i + 1)
      const other = order[j]
      order[j] = order[i]
      order[i] = other
    }
  }
}
