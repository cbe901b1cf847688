import { expect, test } from 'vitest'
import { randomSequence } from '../../lib/random'
import type { AugmentOp } from '../../plan/image-ops'
import type { Batch } from '../../plan/plan'
import { batchOf, type CreateBackend, randomRows, relativeError } from './fixtures.test-support'
import { ImageRun, type Shape, widthOf } from './image-network.test-support'
import { augment, drawsOf } from './image-reference.test-support'

type Settings = Partial<
  Pick<AugmentOp, 'translation' | 'rotation' | 'scale' | 'flip' | 'noise' | 'outside'>
>

const STILL = { translation: 0, rotation: 0, scale: 0, flip: 0, noise: 0, outside: 0 } as const

const shapes: readonly Shape[] = [
  { height: 7, width: 5, channels: 3 },
  { height: 1, width: 1, channels: 1 },
  { height: 2, width: 13, channels: 2 },
  { height: 11, width: 1, channels: 5 },
  { height: 12, width: 9, channels: 1 },
]

const settings: readonly (readonly [string, Settings])[] = [
  ['translation', { translation: 3 }],
  ['translation beyond the image', { translation: 40, outside: -0.25 }],
  ['rotation', { rotation: 0.7, outside: 0.5 }],
  ['scale', { scale: 0.5, outside: -1 }],
  ['flip', { flip: 1 }],
  ['noise', { noise: 0.3 }],
  [
    'all of them',
    { translation: 1.5, rotation: 0.4, scale: 0.25, flip: 1, noise: 0.1, outside: -0.4 },
  ],
]

const NOISES = [0, 1, 0x9e3779b9, 0xffffffff]

/** What one batch after the other leaves in `a`, over images that are all random. */
async function augmented(
  create: CreateBackend,
  shape: Shape,
  given: Settings,
  batches: readonly Partial<Batch>[],
  rows = 6,
) {
  const { height, width, channels } = shape
  const length = widthOf(shape)
  const a = rows * (length + 1)
  const op: AugmentOp = {
    kind: 'augment',
    rows,
    height,
    width,
    channels,
    x: 0,
    a,
    ...STILL,
    ...given,
  }
  const inputs = randomRows(rows, length, randomSequence(length, 'points'))
  const backend = await create()
  const run = await ImageRun.start(backend, {
    inputs,
    targets: inputs.map(() => [0]),
    parameters: [0],
    activations: a + rows * length,
    programs: { train: [op] },
  })
  const results = []
  for (const [step, values] of batches.entries()) {
    run.engine.train([batchOf(run.plan, step, values)])
    const [images] = await run.read([{ offset: a, width: length }])
    results.push(images)
  }
  backend.dispose()
  return { op, x: Float32Array.from(inputs.flat()), results }
}

export function testAugmentation(create: CreateBackend): void {
  const cases = shapes.flatMap((shape) => settings.map(([name, given]) => ({ shape, name, given })))

  test.each(cases)('$name of images of $shape agrees with plain float64', async (example) => {
    const { shape, given } = example
    const batches = NOISES.map((noise) => ({ noise }))
    const { op, x, results } = await augmented(create, shape, given, batches)
    results.forEach((images, i) => {
      expect(relativeError(images, augment(op, x, NOISES[i]))).toBeLessThan(1e-5)
    })
  })

  test('images stay as they are, to the bit, where all settings are 0', async () => {
    for (const shape of shapes) {
      const { x, results } = await augmented(create, shape, {}, [{ noise: 7 }])
      expect(results[0]).toEqual(x)
    }
  })

  test('a mirrored image is the mirror image, to the bit', async () => {
    for (const shape of shapes) {
      const { height, width, channels } = shape
      const { x, results } = await augmented(create, shape, { flip: 1 }, [{ noise: 3 }], 16)
      const sides = Array.from({ length: 16 }, (_, row) => drawsOf(row, 3)(4) < 0.5)
      expect(new Set(sides).size).toBe(2)
      const expected = x.map((_, e) => {
        const line = Math.floor(e / channels / width)
        const column = Math.floor(e / channels) % width
        const from = sides[Math.floor(line / height)] ? width - 1 - column : column
        return x[(line * width + from) * channels + (e % channels)]
      })
      expect(results[0]).toEqual(expected)
    }
  })

  test('an image that moves out of sight leaves what is outside', async () => {
    const shape = { height: 3, width: 4, channels: 2 }
    const given = { translation: 1e6, outside: -0.5 }
    const { results } = await augmented(create, shape, given, [{ noise: 1 }])
    expect(results[0]).toEqual(results[0].map(() => -0.5))
  })

  test('the same step draws the same, and rows beyond the valid ones are not written', async () => {
    const shape = { height: 5, width: 3, channels: 2 }
    const [, given] = settings[settings.length - 1]
    const batches = [{ noise: 8 }, { noise: 9 }, { noise: 8 }, { noise: 9, rows: 2 }]
    const { results } = await augmented(create, shape, given, batches)
    expect(results[2]).toEqual(results[0])
    expect(results[1]).not.toEqual(results[0])
    const valid = 2 * widthOf(shape)
    expect(results[3].subarray(0, valid)).toEqual(results[1].subarray(0, valid))
    expect(results[3].subarray(valid)).toEqual(results[0].subarray(valid))
  })

  test('noise is normal, with mean 0 and the deviation that is asked for', async () => {
    const shape = { height: 31, width: 29, channels: 3 }
    const { x, results } = await augmented(create, shape, { noise: 1 }, [{ noise: 5 }])
    const noise = Array.from(results[0], (value, i) => value - x[i])
    expect(noise.every(Number.isFinite)).toBe(true)
    const mean = (values: readonly number[]) =>
      values.reduce((sum, value) => sum + value, 0) / values.length
    // Five deviations of each mean, over 16,182 draws.
    expect(Math.abs(mean(noise))).toBeLessThan(0.04)
    expect(Math.abs(mean(noise.map((n) => n ** 2)) - 1)).toBeLessThan(0.056)
    expect(Math.abs(mean(noise.map((n) => n ** 3)))).toBeLessThan(0.153)
    expect(Math.abs(mean(noise.map((n, i) => n * noise[(i + 1) % noise.length])))).toBeLessThan(
      0.04,
    )
  })
}
