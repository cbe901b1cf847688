import { describe, expect, it } from 'vitest'
import { activations } from '../../model/activations'
import type { LayerKind } from '../../model/experiment'
import { SUMMARY } from '../../plan/summary'
import { type Frame, type LayerInfo, type Loaded, probeKey } from '../../worker/protocol'
import { gainProbes, norm, type Over, readGains, workOf } from './gains'

const ONE: Over = { set: 'train', index: 3 }

const layer = (
  name: string,
  kind: LayerKind,
  [inputs, units]: readonly [number, number],
  layers?: readonly LayerInfo[],
): LayerInfo => ({
  name,
  kind,
  inputShape: [inputs],
  shape: [units],
  activation: kind === 'dense' && name !== 'output' ? 'tanh' : 'identity',
  ...(layers && { layers }),
})

/** A network of these layers; every dense layer has its parameters, back to back. */
function network(layers: readonly LayerInfo[]): Loaded {
  let offset = 0
  const place = (name: string, shape: readonly number[]) => {
    const at = offset
    offset += shape.reduce((product, side) => product * side, 1)
    return { name, shape, offset: at }
  }
  const parameters = layers
    .flatMap((each) => [...(each.layers ?? []), each])
    .filter(({ kind }) => kind === 'dense')
    .flatMap(({ name, inputShape, shape }) => [
      place(`${name}/weight`, [...inputShape, ...shape]),
      place(`${name}/bias`, shape),
    ])
  return { layers, parameters } as unknown as Loaded
}

const frameOf = (
  parameters: readonly number[],
  over: Over,
  tensors: Readonly<Record<string, readonly number[]>>,
): Frame => {
  const points = over === 'batch' ? { over } : { over: over.set, example: over.index }
  const probes = Object.entries(tensors).map(([path, values]) => {
    const [tensor, reduce] = path.split(' ')
    const request = {
      tensor,
      ...points,
      ...(reduce === 'summary' && { reduce: 'summary' as const }),
    }
    return [probeKey(request), Float32Array.from(values)]
  })
  return {
    parameters: Float32Array.from(parameters),
    probes: Object.fromEntries(probes),
  } as unknown as Frame
}

describe('between dense layers', () => {
  const loaded = network([layer('layers/0', 'dense', [1, 2]), layer('output', 'dense', [2, 2])])
  // Of layers/0 [1, 2] and its biases, then of the output [2, 2] and its.
  const parameters = [0, 0, 0, 0, 1, 2, -3, 0.5, 0, 0]
  /** Two rows. */
  const signal = [0.5, -1, 2, 0.25]
  const z = [0.3, -2, 1, 0]
  const back = [1 * 0.5 + 2 * -1, -3 * 0.5 + 0.5 * -1, 1 * 2 + 2 * 0.25, -3 * 2 + 0.5 * 0.25]
  const delta = back.map((each, i) => each * activations.tanh.derivative(z[i]))

  it('the gains of Wᵀ and σ′ multiply to the ratio of the measured norms', () => {
    const frame = frameOf(parameters, 'batch', {
      'output/delta': signal,
      'layers/0/delta': delta,
    })
    const gains = readGains(loaded, frame, 'batch')
    expect(gains?.map(({ layer: name }) => name)).toEqual(['output', 'layers/0'])
    const [output, hidden] = gains ?? []
    expect(output).toMatchObject({ through: null, weighted: null, before: output.after })
    expect(hidden.through).toBe('dense')
    expect(hidden.before).toBeCloseTo(norm(signal), 6)
    expect(hidden.weighted).toBeCloseTo(norm(back), 6)
    expect(hidden.after).toBeCloseTo(norm(delta), 6)
  })

  it('asks for whole deltas only where they are multiplied, and takes norms elsewhere', () => {
    const requests = gainProbes(loaded, 'batch')
    expect(requests).toEqual([
      { tensor: 'output/delta', over: 'batch' },
      { tensor: 'layers/0/delta', over: 'batch', reduce: 'summary' },
    ])
    const summary = Array.from({ length: SUMMARY.width }, (_, i) => (i === SUMMARY.norm ? 7 : 0))
    const frame = frameOf(parameters, 'batch', {
      'output/delta': signal,
      'layers/0/delta summary': summary,
    })
    expect(readGains(loaded, frame, 'batch')?.[1].after).toBe(7)
    expect(gainProbes(loaded, ONE)).toEqual([
      { tensor: 'output/delta', over: 'train', example: 3 },
      { tensor: 'layers/0/delta', over: 'train', example: 3 },
    ])
  })

  it('says nothing until the frame holds all of it', () => {
    expect(readGains(loaded, frameOf(parameters, ONE, { 'output/delta': signal }), ONE)).toBeNull()
    expect(readGains(loaded, null, ONE)).toBeNull()
  })

  it('counts the multiply-adds of a reading', () => {
    expect(workOf(loaded, 10)).toBe(10 * (2 + 2 * 2))
  })
})

describe('at a residual block', () => {
  const inner = layer('layers/1/layers/0', 'dense', [2, 2])
  const block = layer('layers/1', 'residual', [2, 2], [inner])
  const loaded = network([
    layer('layers/0', 'dense', [1, 2]),
    block,
    layer('output', 'dense', [2, 1]),
  ])
  const signal = [0.4, -0.6]
  const through = [1.5, 0.1]
  const z = [0.2, -0.9]
  const slopes = z.map(activations.tanh.derivative)
  const delta = z.map((_, i) => (signal[i] + through[i]) * slopes[i])

  it('the signal around and the one through its layers add up to the delta below', () => {
    const frame = frameOf(
      Array.from({ length: 20 }, () => 0.5),
      ONE,
      {
        'output/delta': [0.7],
        'layers/1/delta': signal,
        'layers/1/layers/0/delta': [0.2, 0.1],
        'layers/0/delta': delta,
        'layers/0/preActivation': z,
      },
    )
    const gains = readGains(loaded, frame, ONE)
    expect(gains?.map((gain) => [gain.layer, gain.inner, gain.through])).toEqual([
      ['output', false, null],
      ['layers/1', false, 'dense'],
      ['layers/1/layers/0', true, 'residual'],
      ['layers/0', false, 'residual'],
    ])
    const last = gains?.at(-1)
    expect(last?.weighted).toBeNull()
    expect(last?.branches?.around).toBeCloseTo(norm(signal.map((s, i) => s * slopes[i])), 6)
    expect(last?.branches?.layers).toBeCloseTo(norm(through.map((t, i) => t * slopes[i])), 6)
  })

  it('with a projection only the measured norms are told', () => {
    const projected = layer(
      'layers/1',
      'residual',
      [2, 2],
      [inner, layer('layers/1/projection', 'dense', [2, 2])],
    )
    const other = network([loaded.layers[0], projected, loaded.layers[2]])
    expect(gainProbes(other, ONE).map(({ tensor }) => tensor)).not.toContain(
      'layers/0/preActivation',
    )
    const frame = frameOf(
      Array.from({ length: 30 }, () => 0.5),
      ONE,
      {
        'output/delta': [0.7],
        'layers/1/delta': signal,
        'layers/1/projection/delta': signal,
        'layers/1/layers/0/delta': [0.2, 0.1],
        'layers/0/delta': delta,
      },
    )
    expect(readGains(other, frame, ONE)?.at(-1)?.branches).toBeNull()
  })
})

it('layers below the first with parameters are left out: their deltas change nothing', () => {
  const loaded = network([layer('layers/0', 'flatten', [4, 4]), layer('output', 'dense', [4, 2])])
  expect(gainProbes(loaded, 'batch').map(({ tensor }) => tensor)).toEqual(['output/delta'])
})
