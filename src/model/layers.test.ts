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

test('windows go as far as they fit, counted one by one', () => {
  const settings = fc.record({
    kernel: fc.integer({ min: 1, max: 7 }),
    stride: fc.integer({ min: 1, max: 4 }),
    dilation: fc.integer({ min: 1, max: 3 }),
    padding: fc.oneof(
      fc.integer({ min: 0, max: 12 }),
      fc.constantFrom('same' as const, 'valid' as const),
    ),
  })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), settings, (size, window) => {
      const { out, before } = slideAlong(size, window)
      if (window.padding === 'same') {
        expect(out).toBe(Math.ceil(size / window.stride))
        // Every window touches the image, and the last one reaches its end or beyond.
        const last = (out - 1) * window.stride - before
        expect(last).toBeLessThan(size)
        expect(before).toBeLessThanOrEqual(extent(window.kernel, window.dilation))
        return
      }
      const zeros = window.padding === 'valid' ? 0 : window.padding
      let count = 0
      const reach = extent(window.kernel, window.dilation)
      for (let at = -zeros; at + reach <= size + zeros; at += window.stride) count += 1
      expect(Math.max(0, out)).toBe(count)
      expect(before).toBe(zeros)
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
