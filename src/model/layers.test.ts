import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arbitraryExperiment } from './arbitrary.test-support'
import type { Layer } from './experiment'
import { fitLayers, layerShapes } from './layers'
import { inputShape, networkShape } from './network-shape'
import { withDefaults } from './parse'
import { presetExperiment } from './presets'
import { extent, slideAlong } from './window'

const parametersOf = (id: string) =>
  networkShape(presetExperiment(id) ?? withDefaults()).parameters.reduce(
    (sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1),
    0,
  )

test('LeNet-5 has the shapes and the parameters of the textbook', () => {
  const { shapes } = networkShape(presetExperiment('lenet-5') ?? withDefaults())
  expect(shapes).toEqual([[28, 28, 6], [14, 14, 6], [10, 10, 16], [5, 5, 16], [400], [120], [84]])
  expect(parametersOf('lenet-5')).toBe(156 + 2416 + 48_120 + 10_164 + 850)
})

test('a way around layers of the same shape costs no parameters', () => {
  expect(parametersOf('residual-20')).toBe(parametersOf('plain-20'))
})

test('a block that changes the shape has a projection with the stride that makes up for it', () => {
  const conv = (stride: number) =>
    ({ kind: 'conv2d', filters: 5, stride, padding: 'same' }) as const
  const experiment = withDefaults({
    data: { kind: 'bundled', name: 'mnist' },
    loss: 'softmaxCrossEntropy',
    layers: [{ kind: 'residual', layers: [conv(2), conv(2)] }],
  })
  const { shapes, parameters } = networkShape(experiment)
  expect(shapes).toEqual([[7, 7, 5]])
  expect(parameters.map(({ name, shape }) => [name, shape])).toEqual([
    ['layers/0/layers/0/weight', [3, 3, 1, 5]],
    ['layers/0/layers/0/bias', [5]],
    ['layers/0/layers/1/weight', [3, 3, 5, 5]],
    ['layers/0/layers/1/bias', [5]],
    ['layers/0/projection/weight', [1, 1, 1, 5]],
    ['layers/0/projection/bias', [5]],
    ['output/weight', [245, 10]],
    ['output/bias', [10]],
  ])
})

const slides = {
  kernel: fc.integer({ min: 1, max: 7 }),
  stride: fc.integer({ min: 1, max: 4 }),
  dilation: fc.integer({ min: 1, max: 3 }),
}
const sides = fc.integer({ min: 1, max: 30 })

test('windows go as far as they fit, counted one by one', () => {
  const window = fc.record({ ...slides, padding: fc.integer({ min: 0, max: 12 }) })
  fc.assert(
    fc.property(sides, window, (size, settings) => {
      const { stride, padding } = settings
      const reach = extent(settings.kernel, settings.dilation)
      let count = 0
      for (let at = -padding; at + reach <= size + padding; at += stride) count += 1
      const { out, before } = slideAlong(size, settings)
      expect(Math.max(0, out)).toBe(count)
      expect(before).toBe(padding)
    }),
  )
})

test('padding that keeps the size shares it out on both sides, and every window meets the image', () => {
  const window = fc.record({ ...slides, padding: fc.constant('same' as const) })
  fc.assert(
    fc.property(sides, window, (size, settings) => {
      const { out, before } = slideAlong(size, settings)
      const reach = extent(settings.kernel, settings.dilation)
      const end = (out - 1) * settings.stride - before + reach
      expect(out).toBe(Math.ceil(size / settings.stride))
      expect(end - reach).toBeLessThan(size)
      expect([0, 1]).toContain(Math.max(before, end - size) - before)
    }),
  )
})

test('whatever does not fit is mended by its own fixes, and what fits is left alone', () => {
  const kind = (name: Layer['kind']): Layer => {
    const all: Record<Layer['kind'], Layer> = {
      dense: { kind: 'dense', units: 3, activation: 'tanh', initializer: { kind: 'zeros' } },
      conv2d: {
        kind: 'conv2d',
        filters: 2,
        kernel: 7,
        stride: 3,
        padding: 1,
        dilation: 2,
        activation: 'relu',
        initializer: { kind: 'zeros' },
      },
      maxPool2d: { kind: 'maxPool2d', size: 3, stride: 3, padding: 2 },
      averagePool2d: { kind: 'averagePool2d', size: 5, stride: 2, padding: 0 },
      globalAveragePool2d: { kind: 'globalAveragePool2d' },
      flatten: { kind: 'flatten' },
      dropout: { kind: 'dropout', rate: 0.5 },
      batchNorm: { kind: 'batchNorm', momentum: 0.1, epsilon: 1e-5, activation: 'relu' },
      residual: {
        kind: 'residual',
        activation: 'relu',
        layers: [{ kind: 'averagePool2d', size: 2, stride: 1, padding: 0 }],
      },
    }
    return all[name]
  }
  const names = [
    'dense',
    'conv2d',
    'maxPool2d',
    'averagePool2d',
    'globalAveragePool2d',
    'flatten',
    'dropout',
    'batchNorm',
    'residual',
  ] as const
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...names).map(kind), { maxLength: 6 }),
      fc.integer({ min: 1, max: 12 }),
      (layers, side) => {
        const input = [side, side, 1] as const
        const fitted = fitLayers(input, layers)
        expect(layerShapes(input, fitted).misfit).toBeUndefined()
        expect(fitLayers(input, fitted)).toBe(fitted)
      },
    ),
  )
  fc.assert(
    fc.property(arbitraryExperiment, (experiment) => {
      expect(fitLayers(inputShape(experiment), experiment.layers)).toBe(experiment.layers)
    }),
    { numRuns: 30 },
  )
})
