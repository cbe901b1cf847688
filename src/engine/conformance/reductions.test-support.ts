import { expect, test } from 'vitest'
import { randomSequence } from '../../lib/random'
import { type ActivationName, activationNames, activations } from '../../model/activations'
import type { Reduction } from '../../plan/plan'
import {
  FLAT_SLOPE,
  HISTOGRAM_BINS,
  type ReductionKind,
  readSummary,
  SUMMARY,
  UNIT_SUMMARY,
} from '../../plan/summary'
import type { Backend } from '../backend'
import {
  activations as activationsAt,
  batchOf,
  type CreateBackend,
  NOTHING,
  planOfOps,
  stateOf,
} from './fixtures.test-support'

/** Left over from something else; nothing may read or keep it. */
const STALE = 1e33

interface Reduced {
  /** [rows, width] */
  readonly values: Float32Array<ArrayBuffer>
  readonly width: number
  readonly units?: number
  readonly activation?: ActivationName
  /** Valid rows; all unless given. */
  readonly valid?: number
  readonly source?: 'activations' | 'parameters'
}

/** Summary and units of a tensor, as the backend reduces it. */
async function reduce(
  backend: Backend,
  { values, width, units = width, activation = 'identity', source, ...rest }: Reduced,
): Promise<{ summary: Float32Array; units: Float32Array }> {
  const rows = values.length / width
  const valid = rest.valid ?? rows
  const results = { summary: rows * (width + 1), units: rows * (width + 1) + SUMMARY.width }
  const end = results.units + units * UNIT_SUMMARY.width
  const ofParameters = source === 'parameters'
  const reductionOf = (kind: ReductionKind): Reduction => {
    const reduced = {
      source: source ?? 'activations',
      rows: ofParameters ? 1 : rows,
      width: ofParameters ? values.length : width,
      x: 0,
      activation,
      result: results[kind],
    } as const
    return {
      source: activationsAt(0, [rows, width]),
      kind,
      op:
        kind === 'summary'
          ? { kind: 'summary', ...reduced }
          : { kind: 'unitSummary', ...reduced, units },
      result: activationsAt(
        results[kind],
        kind === 'summary' ? [SUMMARY.width] : [units, UNIT_SUMMARY.width],
      ),
    }
  }
  const reductions = [reductionOf('summary'), reductionOf('units')]
  const inputs = Array.from({ length: rows }, (_, row) => [
    ...values.subarray(row * width, (row + 1) * width),
  ])
  const parameters = ofParameters ? values : Float32Array.of(0)
  const count = parameters.length
  const { plan, data } = planOfOps({
    inputs,
    targets: inputs.map(() => [0]),
    parameters: count,
    activations: end + count,
    programs: {
      dissect: [{ kind: 'setAside', count, stateCount: 0, parameters: end, state: end }],
    },
    reductions,
  })
  const engine = await backend.load(plan, data, stateOf(plan, parameters))
  // All rows first, so that those that are not valid later hold something.
  const stale = Float32Array.from(data, () => STALE)
  engine.write('data', 0, stale)
  await engine.observe({ ...NOTHING, dissect: batchOf(plan, 0), dissections: reductions })
  engine.write('data', 0, data)
  const { dissections } = await engine.observe({
    ...NOTHING,
    dissect: batchOf(plan, 0, { rows: valid }),
    dissections: reductions,
  })
  engine.dispose()
  return { summary: dissections[0], units: dissections[1] }
}

const isFlat = (activation: ActivationName) => (z: number) =>
  Math.abs(activations[activation].derivative(z)) < FLAT_SLOPE

const share = (count: number, of: number) => (of === 0 ? 0 : count / of)

/** @param values all entries of the tensor, those that are no numbers included */
export function expectSummary(
  actual: Float32Array,
  values: Float32Array,
  activation: ActivationName = 'identity',
): void {
  const finite = [...values].filter(Number.isFinite)
  const { length } = finite
  const mean = share(
    finite.reduce((sum, x) => sum + x, 0),
    length,
  )
  const squares = finite.reduce((sum, x) => sum + x * x, 0)
  const distances = finite.reduce((sum, x) => sum + (x - mean) ** 2, 0)
  const most = finite.reduce((so, x) => Math.max(so, Math.abs(x)), 0)
  const limit = most === 0 ? 1 : 2 ** Math.ceil(Math.log2(most))
  const half = HISTOGRAM_BINS / 2
  const bins = new Float64Array(HISTOGRAM_BINS)
  for (const x of finite) {
    const bin = Math.floor((x / limit) * half) + half
    bins[Math.min(HISTOGRAM_BINS - 1, bin)] += 1
  }
  expect(actual).toHaveLength(SUMMARY.width)
  const summary = readSummary(actual)
  const { count, notFinite } = summary
  expect({ count, notFinite }).toEqual({ count: values.length, notFinite: values.length - length })
  expect(summary.limit).toBe(limit)
  expect(summary.min + 0).toBe(length === 0 ? 0 : Math.min(...finite) + 0)
  expect(summary.max + 0).toBe(length === 0 ? 0 : Math.max(...finite) + 0)
  const near = (value: number, expected: number, scale: number) =>
    expect(Math.abs(value - expected)).toBeLessThanOrEqual(2e-6 * scale)
  const scale = Math.sqrt(share(squares, length))
  near(summary.mean, mean, scale)
  near(summary.deviation, Math.sqrt(share(distances, length)), scale)
  near(summary.norm, Math.sqrt(squares), Math.sqrt(squares))
  near(summary.zeros, share(finite.filter((x) => x === 0).length, length), 1)
  near(summary.flat, share(finite.filter(isFlat(activation)).length, length), 1)
  expect(summary.bins.map((bin) => Math.round(bin * length))).toEqual(Float32Array.from(bins))
}

/** @param values [any, units] */
export function expectUnits(
  actual: Float32Array,
  values: Float32Array,
  units: number,
  activation: ActivationName = 'identity',
): void {
  expect(actual).toHaveLength(units * UNIT_SUMMARY.width)
  for (let unit = 0; unit < units; unit++) {
    const own = [...values].filter((x, i) => i % units === unit && Number.isFinite(x))
    const rms = Math.sqrt(
      share(
        own.reduce((sum, x) => sum + x * x, 0),
        own.length,
      ),
    )
    const mean = share(
      own.reduce((sum, x) => sum + x, 0),
      own.length,
    )
    const flat = share(own.filter(isFlat(activation)).length, own.length)
    const at = unit * UNIT_SUMMARY.width
    const near = (offset: number, expected: number, scale: number) =>
      expect(Math.abs(actual[at + offset] - expected)).toBeLessThanOrEqual(2e-6 * scale)
    near(UNIT_SUMMARY.mean, mean, rms)
    near(UNIT_SUMMARY.rms, rms, rms)
    near(UNIT_SUMMARY.flat, flat, 1)
  }
}

/** Numbers of many sizes, some of them exactly 0. */
function numbers(count: number, size = 1): Float32Array<ArrayBuffer> {
  const random = randomSequence(count, 'points')
  return Float32Array.from({ length: count }, (_, i) => {
    const value = size * random.between(-1, 1.5) * 2 ** random.between(-12, 0)
    return i % 7 === 3 ? 0 : value
  })
}

export function testReductions(create: CreateBackend): void {
  test.each([
    [1, 1],
    [2, 1],
    [1, 3],
    [7, 5],
    [31, 17],
    [257, 1],
    [3, 509],
    [64, 64],
  ])('a tensor of %i × %i is summed up, and all of its units', async (rows, width) => {
    const backend = await create()
    const tensor = numbers(rows * width)
    const { summary, units } = await reduce(backend, { values: tensor, width })
    expectSummary(summary, tensor)
    expectUnits(units, tensor, width)
    backend.dispose()
  })

  test('rows that are not valid take no part', async () => {
    const backend = await create()
    const width = 13
    const tensor = numbers(9 * width)
    for (const valid of [1, 4, 8]) {
      const { summary, units } = await reduce(backend, { values: tensor, width, valid })
      expectSummary(summary, tensor.slice(0, valid * width))
      expectUnits(units, tensor.slice(0, valid * width), width)
    }
    backend.dispose()
  })

  test('units of images are their maps', async () => {
    const backend = await create()
    const tensor = numbers(5 * 7 * 3 * 4)
    const { units } = await reduce(backend, { values: tensor, width: 7 * 3 * 4, units: 4 })
    expectUnits(units, tensor, 4)
    backend.dispose()
  })

  test('parameters count whole, however many rows a batch has', async () => {
    const backend = await create()
    const tensor = numbers(300)
    const reduced = { values: tensor, width: 3, valid: 7, source: 'parameters' } as const
    expectSummary((await reduce(backend, reduced)).summary, tensor)
    backend.dispose()
  })

  test('what is no number is counted and left out', async () => {
    const backend = await create()
    const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
    const tensor = numbers(11 * 23).map((value, i) => (i % 5 === 0 ? odd[i % 3] : value))
    const { summary, units } = await reduce(backend, { values: tensor, width: 23 })
    expectSummary(summary, tensor)
    expectUnits(units, tensor, 23)
    const nothing = tensor.map((_, i) => odd[i % 3])
    const none = await reduce(backend, { values: nothing, width: 23, activation: 'sigmoid' })
    expectSummary(none.summary, nothing, 'sigmoid')
    expectUnits(none.units, nothing, 23, 'sigmoid')
    backend.dispose()
  })

  test('a tensor of zeros has a histogram too', async () => {
    const backend = await create()
    const tensor = new Float32Array(77)
    const { summary, units } = await reduce(backend, { values: tensor, width: 7 })
    expectSummary(summary, tensor)
    expectUnits(units, tensor, 7)
    expect(readSummary(summary)).toMatchObject({ zeros: 1, limit: 1, norm: 0, deviation: 0 })
    backend.dispose()
  })

  test.each([1e-30, 1e-22, 1e18, 1e36])(
    'numbers of about %d are neither too small nor too large to be squared',
    async (size) => {
      const backend = await create()
      const tensor = numbers(400, size)
      const { summary, units } = await reduce(backend, { values: tensor, width: 8 })
      expectSummary(summary, tensor)
      expectUnits(units, tensor, 8)
      expect(readSummary(summary).norm).toBeGreaterThan(size)
      backend.dispose()
    },
  )

  test('the mean of numbers that are nearly the same does not blur their deviation', async () => {
    const backend = await create()
    const tensor = Float32Array.from({ length: 600 }, (_, i) => 1000 + (i % 2) / 8)
    const { summary } = await reduce(backend, { values: tensor, width: 6 })
    expect(readSummary(summary).mean).toBeCloseTo(1000.0625, 3)
    expect(readSummary(summary).deviation).toBeCloseTo(0.0625, 6)
    backend.dispose()
  })

  test('borders of bars belong to the bar above, and the limit to the last', async () => {
    const backend = await create()
    const sixteenths = Array.from({ length: 33 }, (_, i) => (i - 16) / 16)
    const tensor = Float32Array.from([...sixteenths, -1e-30, 0.999_999_9])
    const { summary } = await reduce(backend, { values: tensor, width: 5 })
    expectSummary(summary, tensor)
    backend.dispose()
  })

  test.each(activationNames)('pre-activations of %s are flat where its slope is', async (name) => {
    const backend = await create()
    // Of slopes so near the bound that rounding decides there is nothing to say.
    const decided = Array.from({ length: 900 }, (_, i) => Math.fround((i - 450) / 23)).filter(
      (z) => {
        const distance = Math.abs(Math.abs(activations[name].derivative(z)) - FLAT_SLOPE)
        return distance === 0 || distance > 1e-4
      },
    )
    const tensor = Float32Array.from(decided.slice(decided.length % 7))
    const { summary, units } = await reduce(backend, { values: tensor, width: 7, activation: name })
    expectSummary(summary, tensor, name)
    expectUnits(units, tensor, 7, name)
    backend.dispose()
  })
}
