import { describe, expect, it } from 'vitest'
import golden from '../../../golden/networks.json'
import { activations } from '../../model/activations'
import { lossSlopes } from './loss-slopes'
import {
  agrees,
  factorsOf,
  type Path,
  type PathUnit,
  placesOf,
  productOf,
  productOfKind,
  relativeDifference,
  weakest,
} from './path'
import { countPaths, type DenseNumbers, strongestPath } from './strongest-path'

/** A chain on one example: x → σ(w₁x + b₁) → … → w_L a + b_L, with C = (a − t)². */
function chain(weights: readonly number[], biases: readonly number[], x: number, t: number): Path {
  const units: PathUnit[] = []
  for (const [k, weight] of weights.entries()) {
    const activation = k === weights.length - 1 ? 'identity' : 'sigmoid'
    const z = weight * (units.at(-1)?.a ?? x) + biases[k]
    const a = activations[activation].value(z)
    units.push({ layer: `layers/${k}`, unit: 0, activation, weight, z, a })
  }
  const a = units.at(-1)?.a ?? 0
  const [lossSlope] = lossSlopes({ task: 'regression', loss: 'meanSquaredError' }, [a], [t])
  return { input: x, units, lossSlope }
}

const weights = [0.7, -1.3, 2.1, 0.4]
const biases = [0.2, 0.1, -0.5, 0.3]
const loss = (w: readonly number[], b: readonly number[]) => {
  const { units } = chain(w, b, 0.6, 1.5)
  return ((units.at(-1)?.a ?? 0) - 1.5) ** 2
}

describe('the product of a chain', () => {
  const path = chain(weights, biases, 0.6, 1.5)
  const h = 1e-5
  it.each([0, 1, 2, 3])('is the derivative of the loss by bias %i', (k) => {
    const moved = (by: number) => loss(weights, biases.with(k, biases[k] + by))
    const difference = (moved(h) - moved(-h)) / (2 * h)
    expect(productOf(factorsOf(path, { of: 'bias', unit: k }))).toBeCloseTo(difference, 8)
  })

  it.each([0, 1, 2, 3])('is the derivative of the loss by weight %i', (k) => {
    const moved = (by: number) => loss(weights.with(k, weights[k] + by), biases)
    const difference = (moved(h) - moved(-h)) / (2 * h)
    expect(productOf(factorsOf(path, { of: 'weight', unit: k }))).toBeCloseTo(difference, 8)
  })

  it('has a factor at every place from its start to the loss, and none before', () => {
    expect(
      placesOf(path)
        .map(({ kind }) => kind)
        .join(' '),
    ).toBe('unit edge unit edge unit edge unit edge unit loss')
    const kinds = (of: 'bias' | 'weight', unit: number) =>
      factorsOf(path, { of, unit })
        .map((factor) => factor?.kind ?? '–')
        .join(' ')
    expect(kinds('bias', 0)).toBe('– – slope weight slope weight slope weight slope loss')
    expect(kinds('weight', 0)).toBe('value – slope weight slope weight slope weight slope loss')
    expect(kinds('bias', 2)).toBe('– – – – – – slope weight slope loss')
    expect(kinds('weight', 2)).toBe('– – – – value – slope weight slope loss')
  })

  it('multiplies up from the loss, and splits by kind', () => {
    const factors = factorsOf(path, { of: 'bias', unit: 0 })
    const products = factors.flatMap((factor) => (factor ? [factor.product] : []))
    expect(products.at(-1)).toBe(path.lossSlope)
    const kinds = (['slope', 'weight', 'loss'] as const).map((kind) => productOfKind(factors, kind))
    expect(kinds.reduce((all: number, part) => all * (part ?? 1), 1)).toBeCloseTo(
      productOf(factors),
      12,
    )
    expect(productOfKind(factors, 'value')).toBeNull()
  })

  it('is 0 behind a unit that does not pass anything on', () => {
    const dead: PathUnit = { ...path.units[1], activation: 'relu', z: -1, a: 0 }
    const factors = factorsOf({ ...path, units: path.units.with(1, dead) }, { of: 'bias', unit: 0 })
    expect(productOf(factors)).toBe(0)
    expect(weakest(factors)).toBe(
      placesOf(path).findIndex((p) => p.kind === 'unit' && p.unit === 1),
    )
  })
})

it('finds the factor that lets least through, and none where all let everything through', () => {
  const path = chain([1, 5, 1], [0, 8, 0], 0, 0)
  const factors = factorsOf(path, { of: 'bias', unit: 0 })
  // z₂ = 5·½ + 8: far to the right of where the sigmoid is steep.
  expect(placesOf(path)[weakest(factors)]).toEqual({ kind: 'unit', unit: 1 })
  const open: Path = {
    input: null,
    units: [{ layer: 'output', unit: 0, activation: 'identity', weight: null, z: 1, a: 1 }],
    lossSlope: 0.1,
  }
  expect(weakest(factorsOf(open, { of: 'bias', unit: 0 }))).toBe(-1)
})

it('of factors that let equally little through, finds the first that the signal meets', () => {
  const path = chain(weights, biases, 0.6, 1.5)
  const dead = path.units.map(
    (unit, k): PathUnit => (k < 3 ? { ...unit, activation: 'relu', z: -1 } : unit),
  )
  const factors = factorsOf({ ...path, units: dead }, { of: 'bias', unit: 0 })
  expect(placesOf(path)[weakest(factors)]).toEqual({ kind: 'unit', unit: 2 })
})

it('compares numbers of any size by their share', () => {
  expect(agrees(1.00005e-9, 1e-9)).toBe(true)
  expect(agrees(1.0002e-9, 1e-9)).toBe(false)
  expect(relativeDifference(0, 0)).toBe(0)
  expect(relativeDifference(Number.NaN, Number.NaN)).toBe(0)
  expect(agrees(1e-9, 0)).toBe(false)
})

interface GoldenArray {
  readonly shape: readonly number[]
  readonly data: readonly number[]
}

function goldenCase(name: string) {
  const found = golden.cases.find(({ network }) => network === name)
  if (!found) throw new Error(`no golden network ${name}`)
  return found
}

/** The layers of a golden network for one row of its inputs, in float64 but for the weights' type. */
function layersOf(name: string, row: number): { layers: DenseNumbers[]; slopes: number[] } {
  const found = goldenCase(name)
  const { activation, loss: lossName } = found as unknown as {
    activation: 'tanh' | 'relu' | 'sigmoid'
    loss: 'binaryCrossEntropy' | 'softmaxCrossEntropy' | 'meanSquaredError'
  }
  const parameters = found.initialParams as readonly GoldenArray[]
  const x = found.x as GoldenArray
  const y = found.y as GoldenArray
  let below: readonly number[] = x.data.slice(row * x.shape[1], (row + 1) * x.shape[1])
  const layers: DenseNumbers[] = []
  for (let l = 0; l < parameters.length / 2; l++) {
    const [weight, bias] = [parameters[2 * l], parameters[2 * l + 1]]
    const [inputs, units] = weight.shape
    const last = l === parameters.length / 2 - 1
    const z = bias.data.map((b, j) =>
      below.reduce((sum, each, i) => sum + each * weight.data[i * units + j], b),
    )
    const of = last ? 'identity' : activation
    const a = z.map((each) => activations[of].value(each))
    layers.push({
      name: last ? 'output' : `layers/${l}`,
      activation: of,
      inputs,
      units,
      weights: Float32Array.from(weight.data),
      z: Float32Array.from(z),
      a: Float32Array.from(a),
    })
    below = a
  }
  const width = y.shape[1] ?? 1
  const targets = y.data.slice(row * width, (row + 1) * width)
  const task = lossName === 'meanSquaredError' ? 'regression' : 'classification'
  return { layers, slopes: lossSlopes({ task, loss: lossName }, below, targets) }
}

/** Every way from a unit of the first layer to one of the last, as units. */
function allPaths(layers: readonly DenseNumbers[]): number[][] {
  return layers.reduce<number[][]>(
    (paths, { units }) =>
      paths.flatMap((path) => Array.from({ length: units }, (_, unit) => [...path, unit])),
    [[]],
  )
}

function product(
  layers: readonly DenseNumbers[],
  slopes: readonly number[],
  path: number[],
): number {
  const units = path.map((unit, l): PathUnit => {
    const { name, activation, weights: w, units: width, z, a } = layers[l]
    const weight = l === 0 ? null : w[path[l - 1] * width + unit]
    return { layer: name, unit, activation, weight, z: z[unit], a: a[unit] }
  })
  const way = { input: null, units, lossSlope: slopes[path[path.length - 1]] }
  return productOf(factorsOf(way, { of: 'bias', unit: 0 }))
}

describe.each(['points', 'threeClass', 'curve'])('in the golden network %s', (name) => {
  const rows = 10

  it('the products of all paths add up to the first gradient of PyTorch', () => {
    const { x, firstGradients } = goldenCase(name)
    const [count] = (x as GoldenArray).shape
    const [, bias] = firstGradients as readonly GoldenArray[]
    const sums = bias.data.map(() => 0)
    for (let row = 0; row < count; row++) {
      const { layers, slopes } = layersOf(name, row)
      for (const path of allPaths(layers)) sums[path[0]] += product(layers, slopes, path) / count
    }
    // Weights are rounded to float32 here, and not in the reference.
    bias.data.forEach((gradient, unit) => {
      expect(sums[unit]).toBeCloseTo(gradient, 6)
    })
  })

  it('the strongest path is the one that trying all of them finds', () => {
    for (let row = 0; row < rows; row++) {
      const { layers, slopes } = layersOf(name, row)
      const paths = allPaths(layers)
      expect(paths).toHaveLength(countPaths(layers) * layers[0].units)
      const greatest = Math.max(...paths.map((path) => Math.abs(product(layers, slopes, path))))
      const found = strongestPath(layers, slopes)
      expect(Math.abs(product(layers, slopes, found))).toBeCloseTo(greatest, 12)
    }
  })
})

it('the strongest path goes through all eight layers of a deep network of sigmoids', () => {
  const { layers, slopes } = layersOf('deepSigmoid', 0)
  const path = strongestPath(layers, slopes)
  expect(path).toHaveLength(9)
  const own = Math.abs(product(layers, slopes, path))
  // No single other unit along the way makes it stronger.
  for (const [l, { units }] of layers.entries()) {
    for (let unit = 0; unit < units; unit++) {
      expect(Math.abs(product(layers, slopes, path.with(l, unit)))).toBeLessThanOrEqual(own)
    }
  }
})
