import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildDataset } from './build-dataset'
import { bundled, tableNames } from './bundled'
import { type Dataset, PLANE_LIMIT } from './dataset'
import { generatorNames, generators, pointGeneratorNames } from './datasets'
import { generateDataset, reflectIntoPlane } from './generate-dataset'
import { withDefaults } from './parse'

const dataFile = (file: string) => readFileSync(`public/data/${file}`)
const load = async (file: string) => new Uint8Array(dataFile(file)).buffer
const generated = (name: (typeof generatorNames)[number], seed = 1, more: object = {}) =>
  generateDataset(
    { kind: 'generated', name, examples: 500, noise: 0.05, testFraction: 0.5, ...more },
    seed,
  )
/** All examples of both parts as rows of inputs and target. */
const rows = ({ train, test: rest, columns, targetWidth }: Dataset) =>
  [train, rest].flatMap(({ count, inputs, targets }) =>
    Array.from({ length: count }, (_, i) => [
      ...inputs.slice(i * columns.length, (i + 1) * columns.length),
      ...targets.slice(i * targetWidth, (i + 1) * targetWidth),
    ]),
  )
const digest = (dataset: Dataset) => {
  const hash = createHash('sha256')
  for (const { inputs, targets } of [dataset.train, dataset.test])
    hash.update(inputs).update(targets)
  return hash.digest('hex').slice(0, 16)
}

test.each(pointGeneratorNames)('%s draws the same points for ever', (name) => {
  const dataset = generated(name)
  const firstThree = rows(dataset)
    .slice(0, 3)
    .map((row) => row.map((value) => Number(value.toFixed(6))))
  expect({ firstThree, digest: digest(dataset) }).toMatchSnapshot()
})

test.each(pointGeneratorNames)('%s stays on the plane and fills it', (name) => {
  const { variables } = generators[name]
  for (const noise of [0, 1]) {
    const dataset = generated(name, 3, { noise, examples: 1000 })
    expect(dataset.columns.map(({ label }) => label)).toEqual(['x', 'y'].slice(0, variables))
    const inputs = rows(dataset).map((row) => row.slice(0, variables))
    const reach = Math.max(...inputs.flat().map(Math.abs))
    expect(reach).toBeLessThanOrEqual(noise === 0 && variables === 2 ? 5.2 : PLANE_LIMIT)
    expect(reach).toBeGreaterThan(4)
  }
})

const ofTask = (wanted: string) => generatorNames.filter((name) => generators[name].task === wanted)

test.each(ofTask('classification'))('%s deals its examples evenly to classes', (name) => {
  const { classes } = generators[name]
  const targets = rows(generated(name, 3, { examples: 1000 })).map((row) => row.at(-1))
  for (let k = 0; k < classes.length; k++) {
    const share = targets.filter((target) => target === k).length / targets.length
    expect(Math.abs(share - 1 / classes.length)).toBeLessThan(0.002)
  }
})

test.each(ofTask('regression'))('%s has targets of about −1 to 1', (name) => {
  const targets = rows(generated(name, 3, { examples: 1000, noise: 0 })).map((row) => row.at(-1))
  const largest = Math.max(...targets.map((target) => Math.abs(target ?? 0)))
  expect(largest).toBeLessThanOrEqual(1.1)
  expect(largest).toBeGreaterThan(0.7)
})

test.each(generatorNames)(
  '%s: the same seed gives the same data, another seed other data',
  (name) => {
    expect(digest(generated(name, 1))).toBe(digest(generated(name, 1)))
    expect(digest(generated(name, 1))).not.toBe(digest(generated(name, 2)))
  },
)

test('noise moves the same points and leaves the split alone', () => {
  const none = generated('xor', 5, { noise: 0 })
  const [little, more] = [0.01, 0.02].map((noise) => generated('xor', 5, { noise }))
  for (let i = 0; i < 20; i++) {
    const moved = little.train.inputs[i] - none.train.inputs[i]
    expect(more.train.inputs[i] - none.train.inputs[i]).toBeCloseTo(2 * moved, 4)
  }
})

test('noise of a classification is a share of five plane units', () => {
  const none = generated('gaussians', 5, { noise: 0, examples: 5000 })
  const noisy = generated('gaussians', 5, { noise: 0.04, examples: 5000 })
  const square = none.train.inputs.reduce((sum, x, i) => sum + (noisy.train.inputs[i] - x) ** 2, 0)
  expect(Math.sqrt(square / none.train.inputs.length)).toBeCloseTo(0.2, 2)
})

test('noise of a regression moves targets alone', () => {
  const none = generated('sine', 5, { noise: 0, examples: 5000 })
  const noisy = generated('sine', 5, { noise: 0.3, examples: 5000 })
  expect(noisy.train.inputs).toEqual(none.train.inputs)
  const square = none.train.targets.reduce(
    (sum, t, i) => sum + (noisy.train.targets[i] - t) ** 2,
    0,
  )
  expect(Math.sqrt(square / none.train.count)).toBeCloseTo(0.3, 1)
})

test('the test fraction splits the examples', () => {
  for (const [examples, testFraction, train, rest] of [
    [500, 0.5, 250, 250],
    [500, 0, 500, 0],
    [20, 0.9, 2, 18],
    [21, 0.5, 10, 11],
    [5000, 0.2, 4000, 1000],
  ]) {
    const dataset = generated('circle', 1, { examples, testFraction })
    expect([dataset.train.count, dataset.test.count]).toEqual([train, rest])
    expect(dataset.train.inputs).toHaveLength(train * 2)
    expect(dataset.test.targets).toHaveLength(rest)
  }
})

test('reflection mirrors at the border, however far a point lies', () => {
  expect([-6, 6, 0, 7, -7.5, 20, 12, -30].map(reflectIntoPlane)).toEqual([
    -6, 6, 0, 5, -4.5, -4, 0, -6,
  ])
  fc.assert(
    fc.property(fc.double({ min: -100, max: 100, noNaN: true }), (value) => {
      expect(Math.abs(reflectIntoPlane(value))).toBeLessThanOrEqual(PLANE_LIMIT)
    }),
  )
})

const fromBundle = (data: object, seed = 1) =>
  buildDataset(
    withDefaults({
      loss: 'softmaxCrossEntropy',
      seed: { data: seed },
      data: { kind: 'bundled', name: 'iris', ...data },
    }),
    load,
  )

test.each(tableNames)('the file of %s is the one that the catalogue describes', (name) => {
  const source = bundled[name]
  const file = dataFile(source.file)
  expect(createHash('sha256').update(file).digest('hex')).toBe(source.sha256)
  const [header, ...lines] = file.toString().trim().split('\n')
  expect(header.split(',')).toEqual([...source.columns.map((column) => column.name), 'class'])
  expect(lines).toHaveLength(source.rows)
  expect(new Set(lines.map((line) => line.split(',').at(-1)))).toEqual(new Set(source.classes))
})

test.each(tableNames)('%s puts its principal pair on the plane', async (name) => {
  const { classes, columns, principal, rows: count } = bundled[name]
  const dataset = await fromBundle({ name, columns: [] })
  const names: readonly string[] = principal
  const labels = names.map((own) => columns.find((column) => column.name === own)?.label)
  expect(dataset.columns.map(({ label }) => label)).toEqual(labels)
  expect(dataset.classes).toEqual(classes)
  expect(dataset.train.count + dataset.test.count).toBe(count)
  const inputs = rows(dataset).map((row) => row.slice(0, 2))
  expect(Math.max(...inputs.flat())).toBeCloseTo(5, 5)
  expect(Math.min(...inputs.flat())).toBeCloseTo(-5, 5)
})

test('columns say how to read their raw values back', async () => {
  const dataset = await fromBundle({ columns: ['sepalWidth', 'petalLength'], testFraction: 0 })
  const [width, length] = dataset.columns
  const raw = rows(dataset).map(([x, y]) => [
    (width.centre + width.scale * x).toFixed(1),
    (length.centre + length.scale * y).toFixed(1),
  ])
  const expected = dataFile('iris.csv').toString().trim().split('\n').slice(1)
  const sorted = (list: string[]) => [...list].sort()
  expect(sorted(raw.map((pair) => pair.join()))).toEqual(
    sorted(
      expected.map((line) =>
        line
          .split(',')
          .slice(1, 3)
          .map((cell) => Number(cell).toFixed(1))
          .join(),
      ),
    ),
  )
})

test('bundled rows are chosen by the seed and scaled as all rows', async () => {
  const all = await fromBundle({ columns: ['petalWidth', 'sepalLength', 'petalLength'] })
  const some = await fromBundle({
    columns: ['petalWidth', 'sepalLength', 'petalLength'],
    examples: 40,
    testFraction: 0.25,
  })
  expect([some.train.count, some.test.count]).toEqual([30, 10])
  expect(some.columns).toEqual(all.columns)
  const known = new Set(rows(all).map(String))
  for (const row of rows(some)) expect(known).toContain(String(row))
  const other = await fromBundle({ examples: 40 }, 2)
  expect(digest(other)).not.toBe(digest(await fromBundle({ examples: 40 }, 1)))
})

test('noise jitters bundled columns, and rows stay on the plane', async () => {
  const [none, noisy] = [await fromBundle({}), await fromBundle({ noise: 0.02 })]
  expect(noisy.train.targets).toEqual(none.train.targets)
  const moved = noisy.train.inputs.map((x, i) => Math.abs(x - none.train.inputs[i]))
  expect(Math.max(...moved)).toBeLessThan(0.5)
  expect(Math.max(...moved)).toBeGreaterThan(0.05)
  const wild = await fromBundle({ noise: 1 })
  expect(Math.max(...wild.train.inputs.map(Math.abs))).toBeLessThanOrEqual(PLANE_LIMIT)
})

test('a damaged data file gives a message', async () => {
  const experiment = withDefaults({ data: { kind: 'bundled', name: 'wine' } })
  const bytes = new Uint8Array(dataFile('wine.csv'))
  bytes[500] ^= 1
  await expect(buildDataset(experiment, async () => bytes.buffer)).rejects.toThrow(
    'The data file wine.csv is damaged',
  )
})

const table = (data: object, more: object = {}) =>
  buildDataset(withDefaults({ data: { kind: 'table', inputs: [], ...data }, ...more }), load)
const grid = Array.from({ length: 10 }, (_, i) => [i, -i, 100 * i])

test('a table keeps its rows as they are', async () => {
  const dataset = await table({ inputs: grid, labels: grid.map(([i]) => i % 3) })
  expect([...dataset.train.inputs]).toEqual(grid.flat())
  expect([...dataset.train.targets]).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2, 0])
  expect(dataset.test.count).toBe(0)
  expect(dataset.classes).toEqual(['class 0', 'class 1', 'class 2'])
  expect(dataset.columns).toEqual(
    ['x1', 'x2', 'x3'].map((label) => ({ label, unit: '', centre: 0, scale: 1 })),
  )
})

test('a table splits by the seed and keeps the order in both parts', async () => {
  const data = { inputs: grid, targets: grid.map(([i]) => [i, i + 1]), testFraction: 0.3 }
  const regression = { task: 'regression', loss: 'meanSquaredError' } as const
  const dataset = await table(data, regression)
  expect([dataset.train.count, dataset.test.count]).toEqual([7, 3])
  expect(dataset.targetWidth).toBe(2)
  expect(dataset.classes).toEqual([])
  const [train, rest] = [dataset.train, dataset.test].map(({ targets }) =>
    [...targets].filter((_, i) => i % 2 === 0),
  )
  expect(train).toEqual([...train].sort((a, b) => a - b))
  expect(rest).toEqual([...rest].sort((a, b) => a - b))
  expect([...train, ...rest].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  const other = await table(data, { ...regression, seed: { data: 9 } })
  expect([...other.test.targets]).not.toEqual([...dataset.test.targets])
})

test('class indices may also stand in targets', async () => {
  const dataset = await table({ inputs: [[0], [1]], targets: [[1], [0]] })
  expect([...dataset.train.targets]).toEqual([1, 0])
  expect(dataset.classes).toEqual(['class 0', 'class 1'])
})
