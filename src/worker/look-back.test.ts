import { expect, test } from 'vitest'
import { type ProbeRequest, probeKey } from './protocol'
import { experiment, fresh, openSession, until } from './session.test-support'

const GRADIENT: ProbeRequest = { tensor: 'layers/0/weight/gradient', over: 'batch' }
const EXAMPLES: ProbeRequest = { tensor: 'batch/examples', over: 'batch' }
const ASKED = [GRADIENT, EXAMPLES]

const lively = { batchSize: 8, regularization: { l2: 0.01 } }
const slower = { ...lively, optimizer: { kind: 'sgd', learningRate: 0.001 } }

/** A run with states kept at steps 10, 20, 30 and 40. */
async function opened() {
  const { session, frames } = openSession()
  await session.load(experiment(lively), fresh)
  for (let i = 0; i < 4; i++) await session.step(10, 'step')
  return { session, frames }
}

test('updates of the past are those that were seen when they were to come', async () => {
  const { session, frames } = openSession()
  await session.load(experiment(lively), fresh)
  await session.observe(ASKED)
  const seen = new Map<number, (Float32Array | undefined)[]>()
  for (const step of [10, 20, 30, 40]) {
    await session.step(10, 'step')
    await until(() => frames.at(-1)?.state.step === step)
    seen.set(
      step,
      ASKED.map((request) => frames.at(-1)?.probes[probeKey(request)]),
    )
  }
  await session.observe([])
  const looks = await session.lookBack(ASKED, [10, 20, 30, 40])
  expect(looks.map(({ step }) => step)).toEqual([10, 20, 30, 40])
  for (const { step, probes } of looks) {
    expect(ASKED.map((request) => probes[probeKey(request)])).toEqual(seen.get(step))
  }
})

test('looking back leaves the run where it is, bit for bit', async () => {
  const { session } = await opened()
  const before = await session.parameters()
  await session.lookBack(ASKED, [0, 10, 30])
  expect(await session.parameters()).toEqual(before)
  await session.step(25, 'step')
  const { session: alone } = openSession()
  await alone.load(experiment(lively), fresh)
  await alone.step(65, 'step')
  expect(await session.parameters()).toEqual(await alone.parameters())
})

test('there is no answer for steps that are not kept, or were trained with other settings', async () => {
  const { session } = await opened()
  await session.load(experiment(slower), { ...fresh, how: 'continue' })
  await session.step(10, 'step')
  const looks = await session.lookBack(ASKED, [10, 15, 40, 50])
  expect(looks.map(({ step }) => step)).toEqual([40, 50])
})

test('it ends where training goes on', async () => {
  const { session } = await opened()
  const looking = session.lookBack(ASKED, [0, 10, 20, 30])
  await session.step(5, 'step')
  expect((await looking).length).toBeLessThan(4)
  const { session: alone } = openSession()
  await alone.load(experiment(lively), fresh)
  await alone.step(45, 'step')
  expect(await session.parameters()).toEqual(await alone.parameters())
})
