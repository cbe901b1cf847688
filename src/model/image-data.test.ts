import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { buildDataset } from './build-dataset'
import { bundled, type ImageSetName, imageSetNames } from './bundled'
import type { Dataset, Examples } from './dataset'
import { generators, type ImageGeneratorName, imageGeneratorNames } from './datasets'
import { generateDataset } from './generate-dataset'
import { withDefaults } from './parse'
import { sizeOf } from './shapes'

const dataFile = (file: string) => readFileSync(`public/data/${file}`)
const loaded: string[] = []
const load = async (file: string) => {
  loaded.push(file)
  return new Uint8Array(dataFile(file)).buffer
}
const fromBundle = (data: object, seed = 1) =>
  buildDataset(
    withDefaults({
      loss: 'softmaxCrossEntropy',
      seed: { data: seed },
      data: { kind: 'bundled', name: 'digits', ...data },
    }),
    load,
  )
const generated = (name: ImageGeneratorName, more: object = {}, seed = 1) =>
  generateDataset(
    { kind: 'generated', name, examples: 400, noise: 0.5, testFraction: 0.5, ...more },
    seed,
  )

/** The pixels of each example as text, for comparing sets of images. */
function images({ inputs, count }: Examples): string[] {
  const size = inputs.length / count
  return Array.from({ length: count }, (_, i) =>
    createHash('md5')
      .update(inputs.slice(i * size, (i + 1) * size))
      .digest('hex'),
  )
}
/** Without the slow comparison of arrays of a million numbers. */
const sameExamples = (a: Examples, b: Examples) =>
  [a, b]
    .map((examples) => [...images(examples), ...examples.targets].join())
    .every((text, _, [first]) => text === first)
const rangeOf = (values: Float32Array) =>
  values.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [1, 0])
const countOf = ({ targets }: Examples, target: number) =>
  targets.filter((each) => each === target).length
/** The images of a file with their labels, read by other means than the page's. */
function read(name: ImageSetName) {
  const { file, shape, train, test: rest, white } = bundled[name]
  const bytes = gunzipSync(dataFile(file))
  const size = sizeOf(shape)
  return (image: number) => ({
    label: bytes[(train + rest) * size + image],
    pixels: Float32Array.from(
      bytes.subarray(image * size, (image + 1) * size),
      (value) => value / white,
    ),
  })
}

describe.each(imageSetNames)('the file of %s', (name) => {
  const { file, bytes, sha256, shape, train, test: rest, classes, white } = bundled[name]
  it('is the one that the catalogue describes', () => {
    const packed = dataFile(file)
    expect(packed).toHaveLength(bytes)
    const unpacked = gunzipSync(packed)
    expect(createHash('sha256').update(unpacked).digest('hex')).toBe(sha256)
    expect(unpacked).toHaveLength((train + rest) * (sizeOf(shape) + 1))
    expect(Math.max(...unpacked.subarray(0, 5000))).toBe(white)
  })

  it('is read whole, and nothing else is', async () => {
    loaded.length = 0
    const dataset = await fromBundle({ name, testFraction: 0.25 })
    expect(loaded).toEqual([file])
    expect(dataset).toMatchObject({ shape, classes, targetWidth: 1 })
    const tested = rest || Math.round(train / 4)
    expect(dataset.test.count).toBe(tested)
    expect(dataset.train.count).toBe(train + rest - tested)
    expect(dataset.train.inputs).toHaveLength(dataset.train.count * sizeOf(shape))
    const image = read(name)
    const known = new Map(
      Array.from({ length: train + rest }, (_, i) => {
        const { label, pixels } = image(i)
        return [createHash('md5').update(pixels).digest('hex'), label]
      }),
    )
    for (const examples of [dataset.train, dataset.test]) {
      const labels = images(examples).map((own) => known.get(own))
      expect([...examples.targets]).toEqual(labels)
    }
  })
})

test.each(['mnist', 'fashion'] as const)('%s keeps its own test images', async (name) => {
  const { train, test: rest, shape } = bundled[name]
  const { test: own } = await fromBundle({ name, testFraction: 0.9, examples: 50 })
  const image = read(name)
  expect(own.count).toBe(rest)
  expect(own.inputs.slice(0, sizeOf(shape))).toEqual(image(train).pixels)
  expect(own.targets[7]).toBe(image(train + 7).label)
})

describe('a choice of classes', () => {
  it('tells 1 from 5, whatever the order of their names', async () => {
    const [dataset, other] = [
      await fromBundle({ name: 'mnist', classes: ['1', '5'] }),
      await fromBundle({ name: 'mnist', classes: ['5', '1'] }),
    ]
    expect(dataset.classes).toEqual(['1', '5'])
    expect(sameExamples(other.train, dataset.train)).toBe(true)
    expect(sameExamples(other.test, dataset.test)).toBe(true)
    expect([countOf(dataset.train, 0), countOf(dataset.train, 1)]).toEqual([500, 500])
    expect([countOf(dataset.test, 0), countOf(dataset.test, 1)]).toEqual([100, 100])
    const image = read('mnist')
    const ones = new Set<string>()
    for (let i = 0; i < 6000; i++) {
      const { label, pixels } = image(i)
      if (label === 1) ones.add(createHash('md5').update(pixels).digest('hex'))
    }
    images(dataset.train).forEach((own, i) => {
      expect(ones.has(own)).toBe(dataset.train.targets[i] === 0)
    })
  })

  it('numbers any classes anew, in the order of the catalogue', async () => {
    const names = bundled.digits.classes
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray([...names], { minLength: 2 }), async (classes) => {
        const dataset = await fromBundle({ classes, testFraction: 0.3 })
        expect(dataset.classes).toEqual(names.filter((name) => classes.includes(name)))
        const seen = new Set([...dataset.train.targets, ...dataset.test.targets])
        expect([...seen].sort((a, b) => a - b)).toEqual(dataset.classes.map((_, i) => i))
      }),
      { numRuns: 20 },
    )
  })
})

describe('a choice of examples', () => {
  it('is drawn by the seed from the training images', async () => {
    const all = await fromBundle({ name: 'mnist' })
    const some = await fromBundle({ name: 'mnist', examples: 200 })
    expect([some.train.count, some.test.count]).toEqual([200, 1000])
    expect(images(some.train)).toEqual(images(all.train).slice(0, 200))
    const other = await fromBundle({ name: 'mnist', examples: 200 }, 2)
    expect(images(other.train)).not.toEqual(images(some.train))
    expect(sameExamples(other.test, some.test)).toBe(true)
  })

  it('is split where a set has no test images of its own', async () => {
    const some = await fromBundle({ examples: 100, testFraction: 0.3 })
    expect([some.train.count, some.test.count]).toEqual([70, 30])
  })
})

test('noise of images is a share of their range, and stays within it', async () => {
  const none = await fromBundle({})
  const [noisy, wild] = [await fromBundle({ noise: 0.1 }), await fromBundle({ noise: 1 })]
  expect(noisy.train.targets).toEqual(none.train.targets)
  // Of grey pixels alone: noise on black and white ones is cut on one side.
  const grey = [...none.train.inputs.keys()].filter((i) => none.train.inputs[i] === 0.5)
  const square = grey.reduce((sum, i) => sum + (noisy.train.inputs[i] - 0.5) ** 2, 0)
  expect(Math.sqrt(square / grey.length)).toBeCloseTo(0.1, 2)
  expect(rangeOf(wild.train.inputs)).toEqual([0, 1])
})

test('noise of an image does not depend on which others are drawn', async () => {
  const all = await fromBundle({ noise: 0.2, testFraction: 0.5 })
  const few = await fromBundle({ noise: 0.2, testFraction: 0, examples: 40, classes: ['3', '8'] })
  const known = new Set([...images(all.train), ...images(all.test)])
  for (const image of images(few.train)) expect(known).toContain(image)
})

describe('a damaged file of images', () => {
  const mnist = withDefaults({
    loss: 'softmaxCrossEntropy',
    data: { kind: 'bundled', name: 'mnist' },
  })
  it.each([
    ['other pixels', (bytes: Uint8Array) => bytes.subarray(0, 2000).fill(7, 1000)],
    ['half of it', (bytes: Uint8Array) => bytes.subarray(0, 400_000)],
    ['a page that says it is not there', () => new TextEncoder().encode('<html>')],
    ['digits of another set', () => new Uint8Array(dataFile('digits.u8z'))],
  ])('gives a message with its name: %s', async (_, damage) => {
    const bytes = damage(new Uint8Array(dataFile('mnist-5000.u8z')))
    await expect(buildDataset(mnist, async () => bytes.slice().buffer)).rejects.toThrow(
      'The data file mnist-5000.u8z is damaged or of another version',
    )
  })
})

test('pixels are called by row and column, both from 1', async () => {
  const { columns } = await fromBundle({})
  expect(columns).toHaveLength(64)
  expect(columns[2 * 8 + 6]).toEqual({
    label: 'row 3, column 7',
    unit: '',
    centre: 0,
    scale: 1,
  })
})

test.each(imageGeneratorNames)('%s draws the same images for ever', (name) => {
  const { train, test: rest } = generated(name)
  const hash = createHash('sha256')
  for (const { inputs, targets } of [train, rest]) hash.update(inputs).update(targets)
  expect(hash.digest('hex').slice(0, 16)).toMatchSnapshot()
})

test.each(imageGeneratorNames)('%s: noise alone makes images of a class differ', (name) => {
  const still = generated(name, { noise: 0, testFraction: 0 }).train
  const byClass = generators[name].classes.map(
    (_, target) => new Set(images(still).filter((_image, i) => still.targets[i] === target)),
  )
  expect(byClass.map(({ size }) => size)).toEqual(byClass.map(() => 1))
  expect(new Set(byClass.flatMap((set) => [...set])).size).toBe(byClass.length)
  const noisy = generated(name, { testFraction: 0 }).train
  expect(new Set(images(noisy)).size).toBe(400)
})

test.each(imageGeneratorNames)('%s draws within the image, at every noise', (name) => {
  for (const noise of [0, 0.5, 1]) {
    const { train, shape = [0, 0, 0] } = generated(name, { noise, testFraction: 0 }, 3)
    const size = sizeOf(shape)
    const range = rangeOf(train.inputs)
    expect(range[0]).toBe(0)
    expect(range[1]).toBe(1)
    const ink = Array.from({ length: train.count }, (_, i) =>
      train.inputs.subarray(i * size, (i + 1) * size).reduce((sum, value) => sum + value, 0),
    )
    expect(Math.min(...ink)).toBeGreaterThan(8)
    expect(Math.max(...ink)).toBeLessThan(size / 3)
  }
})

test('more noise moves the same image further and leaves the split alone', () => {
  const centre = ({ train, shape = [0, 0, 0] }: Dataset, i: number) => {
    const [height, width] = shape
    const pixels = train.inputs.slice(i * height * width, (i + 1) * height * width)
    const mass = pixels.reduce((sum, value) => sum + value, 0)
    return pixels.reduce((sum, value, k) => sum + value * (k % width), 0) / mass - (width - 1) / 2
  }
  const [little, more] = [0.2, 0.4].map((noise) => generated('shapes', { noise }))
  expect(more.train.targets).toEqual(little.train.targets)
  let [moved, twice] = [0, 0]
  for (let i = 0; i < little.train.count; i++) {
    const [a, b] = [centre(little, i), centre(more, i)]
    expect(a * b).toBeGreaterThan(-0.01)
    moved += Math.abs(a)
    twice += Math.abs(b)
  }
  expect(twice / moved).toBeCloseTo(2, 0)
})

test('the bars stand as their names say', () => {
  const { train, shape = [0, 0, 0], classes } = generated('bars', { noise: 0, testFraction: 0 })
  const [height, width] = shape
  const at = (name: string, row: number, column: number) => {
    const i = train.targets.indexOf(classes.indexOf(name))
    return train.inputs[(i * height + row) * width + column]
  }
  expect(at('horizontal', 8, 5) * at('horizontal', 8, 10)).toBeGreaterThan(0.5)
  expect(at('vertical', 5, 8) * at('vertical', 10, 8)).toBeGreaterThan(0.5)
  expect(at('rising', 5, 10) * at('rising', 10, 5)).toBeGreaterThan(0.5)
  expect(at('falling', 5, 5) * at('falling', 10, 10)).toBeGreaterThan(0.5)
})

describe('images written into the document', () => {
  const inputs = [
    [0, 0.5, 1, 0.25],
    [1, 1, 0, 0],
  ]
  const table = (data: object) =>
    buildDataset(withDefaults({ data: { kind: 'table', inputs, labels: [0, 1], ...data } }), load)

  it('have pixels, a shape and the names of their classes', async () => {
    const dataset = await table({ shape: [2, 2, 1], classes: ['left', 'top', 'never seen'] })
    expect(dataset.shape).toEqual([2, 2, 1])
    expect(dataset.columns.map(({ label }) => label)).toEqual([
      'row 1, column 1',
      'row 1, column 2',
      'row 2, column 1',
      'row 2, column 2',
    ])
    expect(dataset.classes).toEqual(['left', 'top', 'never seen'])
    expect([...dataset.train.inputs]).toEqual(inputs.flat())
  })

  it('may have several channels', async () => {
    const { columns } = await table({ shape: [1, 2, 2] })
    expect(columns.map(({ label }) => label)).toEqual([
      'row 1, column 1, channel 1',
      'row 1, column 1, channel 2',
      'row 1, column 2, channel 1',
      'row 1, column 2, channel 2',
    ])
  })
})
