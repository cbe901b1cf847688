import { expect, test } from 'vitest'
import { experiment, fresh, openSession, until } from './session.test-support'

const relu = experiment({ layers: [{ kind: 'dense', units: 6, activation: 'relu' }] })
const wild = experiment({
  optimizer: { kind: 'sgd', learningRate: 1000 },
  loss: 'meanSquaredError',
})

async function alone(own: typeof relu, steps: number) {
  const { session } = openSession()
  await session.load(own, fresh)
  await session.step(steps, 'step')
  return session
}

test('variants make every update together, each as it would alone', async () => {
  const { session, frames } = openSession()
  const loaded = await session.load(experiment(), { ...fresh, variants: [relu] })
  expect(loaded.variants).toHaveLength(1)
  expect(loaded.variants[0].layers[0]).toMatchObject({ activation: 'relu', shape: [6] })
  await session.step(150, 'step')
  const [own, other] = [await alone(experiment(), 150), await alone(relu, 150)]
  expect(await session.parameters()).toEqual(await own.parameters())
  expect(await session.parameters(1)).toEqual(await other.parameters())
  expect(await session.history(1)).toEqual(await other.history())
  await until(() => frames.at(-1)?.state.step === 150)
  expect(frames.at(-1)?.variants[0].state).toMatchObject({
    step: 150,
    trainLoss: (await other.state()).trainLoss,
  })
})

test('each variant answers its own probes', async () => {
  const { session, frames } = openSession()
  await session.load(experiment(), { ...fresh, variants: [relu] })
  await session.observe([{ tensor: 'layers/0/output', over: 'train' }], 1)
  await until(() => Object.keys(frames.at(-1)?.variants[0]?.probes ?? {}).length > 0)
  expect(Object.keys(frames.at(-1)?.probes ?? {})).toEqual([])
  expect(Object.values(frames.at(-1)?.variants[0].probes ?? {})[0]).toHaveLength(50 * 6)
})

test('a variant that is taken away leaves the others training where they stood', async () => {
  const { session } = openSession()
  const variants = [wild, relu]
  await session.load(experiment(), { ...fresh, variants })
  await session.step(30, 'step')
  const before = await session.parameters(2)
  const loaded = await session.load(experiment(), {
    ...fresh,
    how: 'continue',
    variants: [relu],
    matches: [1],
  })
  expect(loaded.continued).toBe(true)
  expect(await session.state(1)).toMatchObject({ step: 30, editedAt: undefined })
  expect(await session.parameters(1)).toEqual(before)
  await session.seek(10)
  expect(await session.parameters(1)).toEqual(await (await alone(relu, 10)).parameters())
})

test('a variant that diverges stays where it did, and the others go on', async () => {
  const { session, frames } = openSession()
  await session.load(experiment(), { ...fresh, variants: [wild] })
  await session.play()
  await until(() => (frames.at(-1)?.state.step ?? 0) > 200)
  await session.pause()
  expect((await session.state()).status).toBe('paused')
  const state = await session.state(1)
  expect(state.status).toBe('diverged')
  expect(state.divergence?.cause).toBeTruthy()
})

test('a variant that diverged is where it was after going back and forth on the time line', async () => {
  const { session } = openSession()
  await session.load(experiment(), { ...fresh, variants: [wild] })
  for (let i = 0; i < 4; i++) await session.step(100, 'step')
  const diverged = await session.state(1)
  expect(diverged.status).toBe('diverged')
  for (const step of [300, 0, 400]) await session.seek(step)
  const { status, divergence, step } = await session.state(1)
  expect({ status, divergence, step }).toEqual({
    status: 'diverged',
    divergence: diverged.divergence,
    step: diverged.step,
  })
})

test('pre-training gives the same start every time, and leaves the output layer to the seed', async () => {
  const deep = (steps: number) =>
    experiment({
      layers: [
        { kind: 'dense', units: 4, activation: 'sigmoid' },
        { kind: 'dense', units: 3, activation: 'sigmoid' },
      ],
      pretraining: { steps },
    })
  const [plain, once, again] = [
    await (await alone(deep(0), 0)).parameters(),
    await (await alone(deep(50), 0)).parameters(),
    await (await alone(deep(50), 0)).parameters(),
  ]
  expect(once).toEqual(again)
  expect(once.slice(0, 4)).not.toEqual(plain.slice(0, 4))
  expect(once.slice(4)).toEqual(plain.slice(4))
  // The first layer is held still while the second is trained on it.
  const first = { ...deep(50), layers: deep(50).layers.slice(0, 1) }
  expect(once.slice(0, 2)).toEqual((await (await alone(first, 0)).parameters()).slice(0, 2))
})
