import { describe, expect, it } from 'vitest'
import type { Data, Experiment } from '../src/model/experiment'
import { withDefaults } from '../src/model/parse'
import { presetExperiment } from '../src/model/presets'
import { remediesFor } from '../src/model/remedies'
import { DocumentError, openBackend, readDocument, runExperiment } from './headless'

const circle = withDefaults({ title: 'Circle', seed: { data: 3, weights: 3 } })

describe('a headless run', () => {
  it('records the losses after 0, 1, …, N updates', async () => {
    const { history, backend } = await runExperiment(circle, await openBackend('wasm'), {
      steps: 40,
    })
    expect(backend).toBe('wasm')
    expect(history.map(({ step }) => step)).toEqual(Array.from({ length: 41 }, (_, i) => i))
    expect(history[40].trainLoss).toBeLessThan(history[0].trainLoss)
    expect(history[40].testAccuracy).toBeGreaterThan(0.5)
  })

  it('thins the history without changing it, and keeps the last step', async () => {
    const backend = await openBackend('wasm')
    const full = await runExperiment(circle, backend, { steps: 25, parameters: true })
    const thin = await runExperiment(circle, backend, { steps: 25, every: 10, parameters: true })
    expect(thin.history).toEqual([0, 10, 20, 25].map((step) => full.history[step]))
    expect(thin.parameters).toEqual(full.parameters)
  })

  it('counts epochs as the order of examples has it', async () => {
    const backend = await openBackend('wasm')
    const last = async (order: 'shuffled' | 'tensorflowPlayground') => {
      const { history } = await runExperiment(withDefaults({ order, batchSize: 30 }), backend, {
        epochs: 3,
      })
      return history.at(-1)?.step
    }
    // 250 examples: 9 batches an epoch, or a remainder of 10 carried over.
    expect(await last('shuffled')).toBe(27)
    expect(await last('tensorflowPlayground')).toBe(25)
  })

  it('gives parameters and gradients of the same names and shapes', async () => {
    const { parameters = [], gradients = [] } = await runExperiment(
      circle,
      await openBackend('wasm'),
      { steps: 0, parameters: true, gradients: true },
    )
    expect(parameters.map(({ name }) => name)).toEqual([
      'layers/0/weight',
      'layers/0/bias',
      'layers/1/weight',
      'layers/1/bias',
      'output/weight',
      'output/bias',
    ])
    expect(gradients.map(({ name, shape }) => [name, shape])).toEqual(
      parameters.map(({ name, shape }) => [name, shape]),
    )
    expect(gradients.flatMap(({ data }) => data).some((value) => value !== 0)).toBe(true)
  })
})

describe('a document with variants', () => {
  const deep = presetExperiment('vanishing-gradients') ?? circle
  const losses = async (experiment: Experiment, steps = 3000) => {
    const { history } = await runExperiment(experiment, await openBackend('wasm'), {
      steps,
      every: steps,
    })
    return history.map(({ trainLoss }) => trainLoss)
  }

  it('has each of them run alone, by number', async () => {
    const variants = [{ patch: { optimizer: 'sgd' } }, { title: 'Two', patch: { batchSize: 20 } }]
    const json = JSON.stringify({ ...circle, variants })
    expect(readDocument(json)).toEqual(circle)
    expect(readDocument(json, 2)).toEqual({ ...circle, title: 'Two', batchSize: 20 })
    expect(() => readDocument(json, 3)).toThrow('there is no variant 3; the document has 2')
  })

  it('learns with every remedy that is offered for vanishing gradients, and not without', async () => {
    const [, plain] = await losses(deep)
    expect(plain).toBeGreaterThan(0.69)
    const trained: Record<string, number> = {}
    for (const { id, apply } of remediesFor(deep, 'vanishing')) {
      const after = apply(deep)
      if (after) trained[id] = (await losses(after))[1]
    }
    expect(Object.keys(trained)).toHaveLength(9)
    expect(Object.entries(trained).filter(([, loss]) => !(loss < 0.6))).toEqual([])
  }, 60_000)

  it('begins with what pre-training made of the initial parameters', async () => {
    const trained = { ...deep, pretraining: { steps: 2000 } }
    const parametersOf = async (experiment: Experiment) => {
      const options = { steps: 0, parameters: true }
      const { parameters } = await runExperiment(experiment, await openBackend('wasm'), options)
      return parameters
    }
    expect(await parametersOf(trained)).not.toEqual(await parametersOf(deep))
    expect((await losses(trained, 0))[0]).toBeLessThan((await losses(deep, 0))[0])
  })
})

describe('LeNet-5', () => {
  it('trains to the same bits on every machine', async () => {
    const lenet = presetExperiment('lenet-5') ?? circle
    const { history } = await runExperiment(lenet, await openBackend('wasm'), {
      steps: 157,
      every: 157,
    })
    expect(history.at(-1)).toMatchInlineSnapshot(`
      {
        "step": 157,
        "testAccuracy": 0.919,
        "testLoss": 0.24665044248104095,
        "trainAccuracy": 0.9398,
        "trainLoss": 0.20911486446857452,
      }
    `)
  }, 60_000)
})

describe('the tiny VGG', () => {
  it('trains on MNIST', async () => {
    const preset = presetExperiment('tiny-vgg') ?? circle
    const mnist = { ...preset, data: { ...preset.data, name: 'mnist', examples: 1000 } as Data }
    const { history } = await runExperiment(mnist, await openBackend('wasm'), {
      steps: 96,
      every: 96,
    })
    expect(history.at(-1)).toMatchInlineSnapshot(`
      {
        "step": 96,
        "testAccuracy": 0.805,
        "testLoss": 0.5601693391799927,
        "trainAccuracy": 0.887,
        "trainLoss": 0.37216222286224365,
      }
    `)
  }, 60_000)
})

describe('reading a document', () => {
  it('names the place of the first mistake in one line', () => {
    const json = JSON.stringify({ ...circle, batchSize: 0 })
    expect(() => readDocument(json)).toThrow(DocumentError)
    expect(() => readDocument(json)).toThrow(/^batchSize: /)
  })

  it('says where JSON ends being JSON', () => {
    expect(() => readDocument('{"format": ')).toThrow(/not valid JSON/)
  })
})
