import { describe, expect, it } from 'vitest'
import type { Layer } from '../../model/experiment'
import type { Frame, LayerInfo, Loaded } from '../../worker/protocol'
import { mapColumns, type Sheet } from './columns'
import { layColumns } from './layout'
import { type KeptMaps, type Look, largest, MapReader, requestsOf } from './reader'
import { fieldsOf, fieldText } from './receptive'

const initializer = { kind: 'heNormal' } as const
const layers: readonly Layer[] = [
  {
    kind: 'conv2d',
    filters: 2,
    kernel: 3,
    stride: 1,
    padding: 'same',
    dilation: 1,
    activation: 'relu',
    initializer,
  },
  { kind: 'maxPool2d', size: 2, stride: 2, padding: 0 },
  { kind: 'flatten' },
]
const info = (name: string, more: Partial<LayerInfo>): LayerInfo => ({
  name,
  kind: 'dense',
  inputShape: [8],
  shape: [3],
  activation: 'identity',
  ...more,
})
const loaded = {
  inputShape: [4, 4, 1],
  classes: ['a', 'b', 'c'],
  layers: [
    info('layers/0', { kind: 'conv2d', shape: [4, 4, 2], activation: 'relu' }),
    info('layers/1', { kind: 'maxPool2d', shape: [2, 2, 2] }),
    info('layers/2', { kind: 'flatten', shape: [8] }),
    info('output', {}),
  ],
  parameters: [{ name: 'layers/0/weight', shape: [3, 3, 1, 2], offset: 0 }],
} as unknown as Loaded

const look = (more: Partial<Look> = {}): Look => ({
  loaded,
  image: {
    points: { over: 'test', example: 4 },
    pixels: new Float32Array(16),
    name: 'test image 5',
  },
  target: undefined,
  mode: 'activation',
  kept: null,
  each: false,
  ...more,
})
const tensors = (columns: ReturnType<typeof mapColumns>) =>
  columns.map(({ sheets }) => sheets.map(({ tensor }) => tensor))

describe('The columns of maps', () => {
  it('are the input and every layer that makes maps of its own', () => {
    const columns = mapColumns(loaded, 'activation', false)
    expect(columns.map(({ title, kind, size }) => `${title}: ${kind}, ${size}`)).toEqual([
      'Input: Image, 4×4×1',
      'Layer 1: Convolution 3×3, 4×4×2',
      'Layer 2: Max pooling, 2×2×2',
      'Output: Dense, 3',
    ])
  })

  it('stand in pairs where a layer has an activation, but never of gradients', () => {
    const [, first, pooled] = mapColumns(loaded, 'difference', true)
    expect(first.sheets.map(({ tensor, caption }) => [tensor, caption])).toEqual([
      ['layers/0/preActivation', 'before ReLU'],
      ['layers/0/output', 'after ReLU'],
    ])
    expect(pooled.sheets).toHaveLength(1)
    expect(tensors(mapColumns(loaded, 'gradient', true))).toEqual([
      ['inputs/delta'],
      ['layers/0/delta'],
      ['layers/1/delta'],
      ['output/delta'],
    ])
  })

  it('ask for the shown image, and gradients of a drawn one for its class', () => {
    const columns = mapColumns(loaded, 'activation', false)
    expect(requestsOf(look(), columns)).toEqual(
      ['layers/0', 'layers/1', 'output'].map((name) => ({
        tensor: `${name}/output`,
        over: 'test',
        example: 4,
      })),
    )
    const drawn = {
      points: { over: 'point', point: [1] },
      pixels: [1],
      name: 'your drawing',
    } as const
    const gradients = mapColumns(loaded, 'gradient', false)
    expect(requestsOf(look({ image: drawn, mode: 'gradient', target: 2 }), gradients)[0]).toEqual({
      tensor: 'inputs/delta',
      over: 'point',
      point: [1],
      target: 2,
    })
  })

  it('become as large as lets them stand side by side, and no smaller than can be seen', () => {
    const columns = mapColumns(loaded, 'activation', false)
    const sides = (width: number) =>
      layColumns(columns, { width, height: 400, coarse: false }).map(([{ tile }]) => tile.width)
    expect(sides(2000)[1]).toBe(112)
    expect(sides(600)[1]).toBe(84)
    expect(sides(300)[1]).toBe(56)
  })
})

/** A frame with the maps of layer 1. */
function frame(values: readonly number[], step = 9): Frame {
  const probes = { 'layers/0/output test 0 4 0,0  ': Float32Array.from(values) }
  return { run: 1, state: { step }, probes } as unknown as Frame
}

describe('The reader', () => {
  const [, column] = mapColumns(loaded, 'activation', false)
  const [sheet] = column.sheets
  const counting = Array.from({ length: 32 }, (_, i) => i)

  it('finds the values of a frame, and none of another shape', () => {
    const reader = new MapReader()
    expect(reader.read(look(), sheet, frame(counting))).toEqual(Float32Array.from(counting))
    expect(reader.read(look(), sheet, frame([1, 2]))).toBeNull()
  })

  it('takes off what was kept of the same image', () => {
    const kept: KeptMaps = {
      run: 1,
      step: 3,
      image: 'test image 5',
      points: 'test 0 4 0,0  ',
      values: new Map([['layers/0/output', Float32Array.from(counting, (value) => value / 2)]]),
    }
    const reader = new MapReader()
    const compares = look({ mode: 'difference', kept })
    const halves = Float32Array.from(counting, (value) => value / 2)
    expect(reader.read(compares, sheet, frame(counting))).toEqual(halves)
    const later = frame(counting.map((value) => value + 1))
    expect(reader.read(compares, sheet, later)).toEqual(halves.map((value) => value + 1))
    const other = look({ mode: 'difference', kept: { ...kept, points: 'test 0 5 0,0  ' } })
    expect(reader.read(other, sheet, frame(counting))).toBeNull()
  })

  it('scales colours by the layer or by the map', () => {
    const reader = new MapReader()
    const values = counting.map((value) => (value % 2 === 0 ? value / 10 : -value))
    expect(reader.ends(look(), column, frame(values))).toEqual([40, 40])
    expect(reader.ends(look({ each: true }), column, frame(values))).toEqual([3, 40])
  })

  it('knows where a map is largest', () => {
    const values = counting.map((value) => (value === 13 ? -99 : value))
    expect(largest(values, sheet, 1)).toEqual({ value: -99, row: 1, column: 2 })
    expect(largest(values, sheet, 0)).toEqual({ value: 30, row: 3, column: 3 })
  })
})

describe('What a pixel sees', () => {
  const seen = (layer: string, pixel?: { row: number; column: number }, of = layers) => {
    const field = fieldsOf(loaded, of, { layer, unit: 0, pixel }).get('inputs')
    return field && fieldText(field)
  }

  it('is told in rows and columns counted from 1', () => {
    expect(seen('layers/0', { row: 1, column: 2 })).toEqual(['rows 1–3', 'columns 2–4'])
    expect(seen('layers/1', { row: 0, column: 1 })).toEqual(['rows 1–3', 'columns 2–4'])
  })

  it('is everything for a unit, nothing for a map without a pixel', () => {
    expect(seen('output')).toEqual(['rows 1–4', 'columns 1–4'])
    expect(seen('layers/0')).toBeUndefined()
  })

  it('waits while the document is ahead of the worker', () => {
    expect(seen('layers/0', { row: 1, column: 2 }, layers.slice(1))).toBeUndefined()
  })
})

const oneSheet: Sheet = { tensor: '', rows: 1, columns: 1, maps: 3 }
it('Units count as maps of one pixel', () => {
  expect(mapColumns(loaded, 'activation', false).at(-1)?.sheets).toEqual([
    { ...oneSheet, tensor: 'output/output' },
  ])
})
