import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'

/** The command as a person or a program types it. */
function experiment(document: unknown, ...options: string[]) {
  return spawnSync(`npm run experiment -- - ${options.join(' ')}`, {
    shell: true,
    encoding: 'utf8',
    input: JSON.stringify(document),
  })
}

const line = {
  format: 'glassnet/1',
  task: 'regression',
  data: { kind: 'table', inputs: [[0], [1], [2]], targets: [[1], [3], [5]] },
  layers: [],
  loss: 'meanSquaredError',
  optimizer: { kind: 'sgd', learningRate: 0.1 },
  order: 'sequential',
  initialParameters: [[0], [0]],
}

describe('npm run experiment', () => {
  it('prints one JSON object and nothing else', () => {
    const { status, stdout } = experiment(line, '--json', '--steps 1', '--gradients')
    expect(status).toBe(0)
    const { history, gradients } = JSON.parse(stdout)
    // All outputs are 0 at first: the mean of 1, 9 and 25.
    expect(history[0].trainLoss).toBeCloseTo(35 / 3, 5)
    // After the step w = 0.1·26/3 and b = 0.1·6, where ∂L/∂b = 2·mean(o − t).
    const bias = gradients.at(-1)
    expect(bias.name).toBe('output/bias')
    expect(bias.data[0]).toBeCloseTo(2 * (26 / 30 + 0.6 - 3), 5)
  })

  it('pre-trains where the document says so', () => {
    const { initialParameters: _, ...drawn } = line
    const hidden = { ...drawn, layers: [{ kind: 'dense', units: 2 }] }
    const first = (document: unknown) => {
      const { status, stdout } = experiment(document, '--json', '--steps 0', '--parameters')
      expect(status).toBe(0)
      return JSON.parse(stdout).parameters[0].data
    }
    expect(first({ ...hidden, pretraining: { steps: 5 } })).not.toEqual(first(hidden))
  })

  it('runs the variant that is asked for', () => {
    const variants = [{ patch: { initialParameters: [[2], [1]] } }]
    const { stdout } = experiment({ ...line, variants }, '--json', '--steps 0', '--variant 1')
    expect(JSON.parse(stdout).history).toEqual([{ step: 0, trainLoss: 0 }])
    const { status, stderr } = experiment(line, '--variant 1')
    expect(status).toBe(2)
    expect(stderr.trim()).toBe('standard input: there is no variant 1; the document has none')
  })

  it('names the place of a mistake on standard error and exits with 2', () => {
    const { status, stdout, stderr } = experiment({ ...line, batchSize: 0 }, '--json')
    expect(status).toBe(2)
    expect(stdout).toBe('')
    expect(stderr.trim()).toMatch(/^[^\n]*batchSize: must be a whole number from 1 to 5000$/)
  })
})
