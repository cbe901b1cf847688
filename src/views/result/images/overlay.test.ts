import { describe, expect, it } from 'vitest'
import type { ImageShape } from '../../../model/shapes'
import { type Frame, type Loaded, type ProbeRequest, probeKey } from '../../../worker/protocol'
import type { OutputMeaning } from '../../shared/outputs'
import { occluder, overlayOf, scoreTarget } from './overlay'

const SHAPE: ImageShape = [4, 6, 1]
const points = { over: 'test', example: 3 } as const
const shown = { points, pixels: new Float32Array(24), name: 'test image 4' }
const many: OutputMeaning = { kind: 'many', share: 'softmax' }

function network(classes: readonly string[], outputs: number) {
  return {
    classes,
    inputs: Array.from({ length: 24 }, () => ({ label: '', mean: 0.5, deviation: 0.25 })),
    layers: [
      { name: 'output', kind: 'dense', inputShape: [24], shape: [outputs], activation: 'identity' },
    ],
    parameters: [],
  } as unknown as Loaded
}

const frameOf = (...answers: readonly (readonly [ProbeRequest, readonly number[]])[]) =>
  ({
    probes: Object.fromEntries(
      answers.map(([request, values]) => [probeKey(request), Float32Array.from(values)]),
    ),
  }) as unknown as Frame

const options = (signed: boolean) => ({
  loaded: network(['a', 'b', 'c'], 3),
  meaning: many,
  shown,
  target: 1,
  signed,
})

describe('saliency', () => {
  const request = { tensor: 'inputs/delta', ...points, of: 'score', target: 1 } as const
  const delta = Array.from({ length: 24 }, (_, i) => i - 12)

  it('is the derivative by raw pixels, with or without its sign', () => {
    const signed = overlayOf('saliency', options(true), SHAPE)
    expect(signed?.requests).toEqual([request])
    expect(signed?.values(frameOf([request, delta]))?.[0]).toBe(-48)
    const size = overlayOf('saliency', options(false), SHAPE)
    expect(size?.values(frameOf([request, delta]))?.[0]).toBe(48)
  })

  it('is nothing before there is an answer', () => {
    expect(overlayOf('saliency', options(true), SHAPE)?.values(frameOf())).toBeNull()
  })
})

describe('occlusion', () => {
  it('is the change of the share where the nearest square is', () => {
    const { size, stride } = occluder([28, 28, 1])
    expect([size, stride]).toEqual([5, 2])
    const overlay = overlayOf('occlusion', options(false), SHAPE)
    const [hidden, plain] = overlay?.requests ?? []
    expect(hidden.occlude).toEqual({ size: 3, stride: 1 })
    const outputs = Array.from({ length: 24 }, (_, i) => (i === 7 ? [9, 0, 0] : [0, 0, 0]))
    const values = overlay?.values(frameOf([hidden, outputs.flat()], [plain, [0, 0, 0]]))
    expect(values?.[6]).toBe(0)
    expect(values?.[7]).toBeCloseTo(1 / (Math.exp(9) + 2) - 1 / 3)
  })

  it('gives every pixel a place where squares stand apart', () => {
    const wide: ImageShape = [28, 28, 1]
    const overlay = overlayOf('occlusion', options(false), wide)
    const [hidden, plain] = overlay?.requests ?? []
    const outputs = Array.from({ length: 14 * 14 }, (_, i) => [0, i === 195 ? -20 : 0, 0])
    const values = overlay?.values(frameOf([hidden, outputs.flat()], [plain, [0, 0, 0]]))
    const changed = values ? [...values].flatMap((value, i) => (value < -0.3 ? [i] : [])) : []
    expect(changed).toEqual([25, 26, 27].flatMap((row) => [25, 26, 27].map((c) => 28 * row + c)))
  })
})

it('has no maps of a network without them', () => {
  expect(overlayOf('gradCam', options(false), SHAPE)).toBeNull()
})

it('knows whose score a single output is', () => {
  expect(scoreTarget(network(['no', 'yes'], 1), 0)).toBe(0)
  expect(scoreTarget(network([], 1), 0)).toBe(1)
  expect(scoreTarget(network([], 2), 1)).toBe(1)
})
