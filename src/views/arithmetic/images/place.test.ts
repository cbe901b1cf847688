import { describe, expect, it } from 'vitest'
import type { Experiment } from '../../../model/experiment'
import { layerShapes, projectionOf } from '../../../model/layers'
import { parse } from '../../../model/parse'
import type { Shape } from '../../../model/shapes'
import type { LayerInfo, Loaded } from '../../../worker/protocol'
import { explainedPlace, layerSettings, layerTitle, nameBelow, samePixel } from '../../shared/place'
import { sourcesOf, tensorsFor } from './look'

const document = {
  format: 'glassnet/1',
  task: 'classification',
  data: { kind: 'bundled', name: 'digits' },
  layers: [
    { kind: 'dropout', rate: 0.1 },
    {
      kind: 'residual',
      layers: [{ kind: 'conv2d', filters: 4, kernel: 3, padding: 'same' }, { kind: 'batchNorm' }],
    },
    { kind: 'maxPool2d' },
    { kind: 'flatten' },
    { kind: 'dense', units: 5 },
  ],
  loss: 'softmaxCrossEntropy',
  optimizer: { kind: 'adam', learningRate: 0.001 },
  batchSize: 10,
}

function experimentOf(layers: unknown): Experiment {
  const result = parse({ ...document, layers })
  if (!result.ok) throw new Error(JSON.stringify(result.problems))
  return result.experiment
}

const experiment = experimentOf(document.layers)

/** What the worker says of the layers, as far as places need it. */
function describeLayers({ layers }: Experiment): LayerInfo[] {
  const input: Shape = [8, 8, 1]
  const { shapes } = layerShapes(input, layers)
  const infos = layers.map((layer, i): LayerInfo => {
    const inputShape = shapes[i - 1] ?? input
    const common = { inputShape, shape: shapes[i], activation: 'identity' } as const
    const name = `layers/${i}`
    if (layer.kind !== 'residual') return { name, kind: layer.kind, ...common }
    const inner = layerShapes(inputShape, layer.layers).shapes
    const own = layer.layers.map((each, j) => ({
      name: `${name}/layers/${j}`,
      kind: each.kind,
      inputShape: inner[j - 1] ?? inputShape,
      shape: inner[j],
      activation: 'identity' as const,
    }))
    const projection = projectionOf(layer, inputShape)
    const around = projection && { ...common, name: `${name}/projection`, kind: projection.kind }
    return { name, kind: layer.kind, ...common, layers: around ? [...own, around] : own }
  })
  const output = {
    name: 'output',
    kind: 'dense',
    inputShape: [5],
    shape: [10],
    activation: 'identity',
  } as const
  return [...infos, output]
}

const loaded = { inputShape: [8, 8, 1], layers: describeLayers(experiment) } as unknown as Loaded
const nothing = { unit: null, edge: null, pixel: null }

describe('the place that is explained', () => {
  it('is the centre of the first map of the first convolution, within a block too', () => {
    expect(explainedPlace(loaded, nothing)).toEqual({
      layer: 'layers/1/layers/0',
      unit: 0,
      pixel: { row: 4, column: 4 },
    })
  })

  it('is the selected one, its pixel kept where the map has it', () => {
    const unit = { layer: 'layers/2', unit: 3 }
    expect(explainedPlace(loaded, { ...nothing, unit, pixel: { row: 1, column: 3 } })).toEqual({
      ...unit,
      pixel: { row: 1, column: 3 },
    })
    expect(explainedPlace(loaded, { ...nothing, unit, pixel: { row: 7, column: 3 } })).toEqual({
      ...unit,
      pixel: { row: 2, column: 2 },
    })
  })

  it('has no pixel in a vector', () => {
    const edge = { layer: 'output', from: 0, to: 9 }
    const pixel = { row: 0, column: 0 }
    expect(explainedPlace(loaded, { unit: null, edge, pixel })).toEqual({
      layer: 'output',
      unit: 9,
      pixel: null,
    })
  })

  it('stays within a layer that has fewer maps now, and leaves one that is gone', () => {
    const unit = { layer: 'layers/1', unit: 30 }
    expect(explainedPlace(loaded, { ...nothing, unit }).unit).toBe(3)
    const gone = { layer: 'layers/9', unit: 0 }
    expect(explainedPlace(loaded, { ...nothing, unit: gone }).layer).toBe('layers/1/layers/0')
  })
})

it.each([
  ['layers/0', 'inputs', 'Layer 1 · Dropout'],
  ['layers/1/layers/0', 'layers/0', 'Layer 2.1 · Convolution'],
  ['layers/1/layers/1', 'layers/1/layers/0', 'Layer 2.2 · Batch normalization'],
  ['layers/1/projection', 'layers/0', 'Layer 2 · Projection'],
  ['layers/1', 'layers/0', 'Layer 2 · Residual block'],
  ['output', 'layers/4', 'Output · Dense'],
])('%s stands on %s and is called %s', (layer, below, title) => {
  expect(nameBelow(loaded, layer)).toBe(below)
  expect(layerTitle(loaded, layer)).toBe(title)
})

it('finds the settings of layers within blocks and of projections', () => {
  expect(layerSettings(experiment, loaded, 'layers/1/layers/0')).toMatchObject({ kernel: 3 })
  expect(layerSettings(experiment, loaded, 'layers/1/projection')).toMatchObject({
    kind: 'conv2d',
    kernel: 1,
    filters: 4,
  })
})

it('finds no settings while the network is older than the document', () => {
  const [first, second] = document.layers
  const edited = experimentOf([first, second, { kind: 'maxPool2d', size: 4 }])
  expect(layerSettings(edited, loaded, 'layers/2')).toBeNull()
  expect(layerSettings(experiment, loaded, 'layers/2')).toMatchObject({ size: 2 })
})

it('makes a residual block of its last layer and of what goes around', () => {
  expect(sourcesOf(loaded, 'layers/1')).toEqual(['layers/1/layers/1', 'layers/1/projection'])
})

it('asks for no more than what is drawn and computed with', () => {
  const place = { layer: 'layers/2', unit: 0, pixel: { row: 0, column: 0 } }
  expect(tensorsFor(loaded, place, ['inputs'])).toEqual([
    'layers/2/output',
    'layers/2/preActivation',
    'layers/2/index',
    'layers/1/output',
  ])
  // Behind a flatten layer the image itself is drawn.
  const dense = { layer: 'layers/4', unit: 0, pixel: null }
  expect(tensorsFor(loaded, dense, [])).toEqual([
    'layers/4/output',
    'layers/4/preActivation',
    'layers/3/output',
    'layers/2/output',
  ])
})

it('keeps the same spot of the picture in a map of another size', () => {
  expect(samePixel({ row: 7, column: 0 }, [8, 8, 1], [4, 4, 9])).toEqual({ row: 3, column: 0 })
  expect(samePixel({ row: 1, column: 2 }, [4, 4, 1], [8, 8, 1])).toEqual({ row: 3, column: 5 })
})
