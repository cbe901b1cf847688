import { describe, expect, it } from 'vitest'
import { buildDataset } from '../model/build-dataset'
import { withDefaults } from '../model/parse'
import { compile } from './compile'
import { printPlan } from './print'

const load = () => Promise.reject(new Error('nothing to load'))

async function print(changes: Parameters<typeof withDefaults>[0]) {
  const experiment = withDefaults(changes)
  return printPlan(compile(experiment, await buildDataset(experiment, load)).plan)
}

describe('the text form of a plan', () => {
  it('lists parameters back to back', async () => {
    const text = await print({ layers: [{ kind: 'dense', units: 4 }] })
    expect(text).toMatch(/layers\/0\/weight\s+\[2, 4\]\s+@0…7/)
    expect(text).toMatch(/layers\/0\/bias\s+\[4\]\s+@8…11/)
    expect(text).toMatch(/output\/weight\s+\[4, 1\]\s+@12…15/)
  })

  it('names what every op reads and writes', async () => {
    const text = await print({ clipping: { norm: 1 } })
    expect(text).not.toMatch(/activations @|undefined|NaN/)
    expect(text).toContain(
      'batch/layers/0/delta = (batch/layers/1/delta · layers/1/weightᵀ) ⊙ tanh′(batch/layers/0/preActivation)',
    )
    expect(text).toContain('norm at most 1')
  })

  it('also fits a network without hidden layers', async () => {
    expect(await print({ layers: [] })).toContain('batch/output/output [10, 1] = identity(')
  })
})
