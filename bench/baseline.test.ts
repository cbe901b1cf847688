import { describe, expect, it } from 'vitest'
import { openBackend, runExperiment } from '../scripts/headless'
import { baselineOf } from './measure'
import { experimentOf, networks } from './networks'

describe('the baseline of the benchmark', () => {
  it.each(networks)('trains $name as the engine does', async (network) => {
    const experiment = experimentOf(network, 'sequential')
    const baseline = await baselineOf(network, experiment)
    baseline.advance(200)
    const { parameters = [] } = await runExperiment(experiment, await openBackend('wasm'), {
      steps: 200,
      parameters: true,
    })
    const expected = parameters.flatMap(({ data }) => data)
    expect(baseline.parameters).toHaveLength(expected.length)
    expected.forEach((value, i) => {
      expect(baseline.parameters[i]).toBeCloseTo(value, 4)
    })
  })
})
