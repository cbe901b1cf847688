import { readFile } from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { probeKey } from './protocol'
import { experiment, fresh, openSession, until } from './session.test-support'

test('a step records the losses before and after it', async () => {
  const { session } = openSession()
  await session.load(experiment(), fresh)
  await session.step(3, 'step')
  const history = await session.history()
  expect(history.map(({ step }) => step)).toEqual([0, 1, 2, 3])
  const state = await session.state()
  expect(state).toMatchObject({ step: 3, epoch: 0, status: 'paused', backend: 'wasm' })
  expect(state.trainLoss).toBe(history[3].trainLoss)
  expect(state.testAccuracy).toBeGreaterThanOrEqual(0)
})

test('data is read again only where it changed', async () => {
  const files: string[] = []
  const { session } = openSession({
    async loadData(file) {
      files.push(file)
      return new Uint8Array(await readFile(`public/data/${file}`)).buffer
    },
  })
  const data = { kind: 'bundled', name: 'digits', examples: 100 }
  await session.load(experiment({ data }), fresh)
  const again = experiment({ data, batchSize: 20 })
  const { train, test: tested } = await session.load(again, { ...fresh, how: 'continue' })
  expect([train, tested]).toEqual([undefined, undefined])
  expect(files).toEqual(['digits.u8z'])
  const loaded = await session.load(experiment({ data: { ...data, noise: 0.1 } }), fresh)
  expect(files).toHaveLength(2)
  expect(loaded.imageShape).toEqual([8, 8, 1])
  expect(loaded.train).toBeDefined()
})

test('a step of one epoch visits every example once', async () => {
  const { session } = openSession()
  await session.load(experiment(), fresh)
  await session.step(2, 'epoch')
  expect(await session.state()).toMatchObject({ step: 10, epoch: 2 })
})

test('playing trains and sends frames until paused', async () => {
  const { session, frames } = openSession()
  const loaded = await session.load(experiment(), fresh)
  await session.observe([{ tensor: 'layers/0/output', over: 'plane', resolution: 8 }])
  await session.play()
  await until(() => frames.filter(({ state }) => state.step > 0).length >= 3)
  await session.pause()
  const { step } = await session.state()
  await new Promise((resolve) => setTimeout(resolve, 40))
  expect((await session.state()).step).toBe(step)
  const last = frames.at(-1)
  expect(last?.state.step).toBe(step)
  expect(
    last?.probes[probeKey({ tensor: 'layers/0/output', over: 'plane', resolution: 8 })],
  ).toHaveLength(8 * 8 * 4)
  expect(last?.parameters).toHaveLength(17)
  expect(loaded.parameters.map(({ name }) => name)).toEqual([
    'layers/0/weight',
    'layers/0/bias',
    'output/weight',
    'output/bias',
  ])
})

test('frames together carry every entry of the history once', async () => {
  const { session, frames } = openSession()
  await session.load(experiment(), fresh)
  await session.play()
  await until(() => frames.filter(({ state }) => state.step > 0).length >= 5)
  await session.pause()
  await until(() => frames.at(-1)?.state.status === 'paused')
  const carried = frames.flatMap(({ history }) => history.map(({ step }) => step))
  expect(carried).toEqual((await session.history()).map(({ step }) => step))
})

test('a slow speed makes about that many steps a second', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] })
  try {
    let ms = 0
    const { session } = openSession({ now: () => ms })
    const slow = experiment()
    await session.load({ ...slow, view: { ...slow.view, speed: 50 } }, fresh)
    await session.play()
    for (; ms < 2000; ms += 10) await vi.advanceTimersByTimeAsync(10)
    await session.pause()
    const { step } = await session.state()
    expect(step).toBeGreaterThan(90)
    expect(step).toBeLessThan(110)
  } finally {
    vi.useRealTimers()
  }
})

test.each([
  ['a step', { steps: 300 }, { step: 300 }],
  ['an epoch', { epochs: 4 }, { epoch: 4, step: 20 }],
] as const)('training stops at %s', async (_, stop, expected) => {
  const { session, frames } = openSession()
  await session.load(experiment({ stop }), fresh)
  await session.play()
  await until(() => frames.at(-1)?.state.stopped !== undefined)
  expect(await session.state()).toMatchObject({ status: 'paused', ...expected })
})

test('training stops at a target loss, at the same step every time', async () => {
  const steps: number[] = []
  for (let i = 0; i < 2; i++) {
    const { session, frames } = openSession()
    await session.load(experiment({ stop: { loss: 0.4 } }), fresh)
    await session.play()
    await until(() => frames.at(-1)?.state.stopped !== undefined)
    const { step, testLoss } = await session.state()
    expect(testLoss).toBeLessThanOrEqual(0.4)
    steps.push(step)
  }
  expect(steps[0]).toBe(steps[1])
})

test('training stops on a plateau', async () => {
  const { session, frames } = openSession()
  const options = { optimizer: { kind: 'sgd', learningRate: 0 }, stop: { plateau: 5 } }
  await session.load(experiment(options), fresh)
  await session.play()
  await until(() => frames.at(-1)?.state.stopped !== undefined)
  expect((await session.state()).epoch).toBe(5)
})

test('reset gives the same run again, bit for bit', async () => {
  const { session } = openSession()
  await session.load(experiment(), fresh)
  await session.step(50, 'step')
  const first = await session.parameters()
  await session.reset()
  expect((await session.history()).map(({ step }) => step)).toEqual([0])
  await session.step(50, 'step')
  expect(await session.parameters()).toEqual(first)
})

test('a learning rate changed on the way keeps the weights', async () => {
  const { session } = openSession()
  await session.load(experiment(), fresh)
  await session.step(20, 'step')
  const before = await session.parameters()
  const changed = experiment({ optimizer: { kind: 'adam', learningRate: 0.001 } })
  const loaded = await session.load(changed, { backend: 'auto', how: 'continue' })
  expect(loaded.continued).toBe(true)
  expect(await session.parameters()).toEqual(before)
  expect(await session.state()).toMatchObject({ step: 20, editedAt: 20, learningRate: 0.001 })
})

test('continuing without a change is the same run', async () => {
  const { session } = openSession()
  await session.load(experiment(), fresh)
  await session.step(40, 'step')
  const straight = await session.parameters()
  await session.reset()
  await session.step(17, 'step')
  await session.load(experiment(), { backend: 'auto', how: 'continue' })
  await session.step(23, 'step')
  expect(await session.parameters()).toEqual(straight)
  expect((await session.state()).editedAt).toBeUndefined()
})

test('other layers start again', async () => {
  const { session } = openSession()
  await session.load(experiment(), fresh)
  await session.step(20, 'step')
  const wider = experiment({ layers: [{ kind: 'dense', units: 5 }] })
  const loaded = await session.load(wider, { backend: 'auto', how: 'continue' })
  expect(loaded.continued).toBe(false)
  expect((await session.state()).step).toBe(0)
})

const exploding = {
  layers: [
    { kind: 'dense', units: 8, activation: 'relu' },
    { kind: 'dense', units: 8, activation: 'relu' },
  ],
  loss: 'meanSquaredError',
  task: 'regression',
  data: { kind: 'generated', name: 'plane', examples: 100, noise: 0 },
  optimizer: { kind: 'sgd', learningRate: 10 },
}

test('a run that diverges pauses, names the step and goes back', async () => {
  const { session, frames } = openSession()
  await session.load(experiment(exploding), fresh)
  await session.play()
  await until(() => frames.at(-1)?.state.status === 'diverged')
  const { divergence } = await session.state()
  expect(divergence?.step).toBeGreaterThan(0)
  expect(divergence?.step).toBeLessThan(20)
  expect(divergence?.cause).toContain('learning rate of 10')
  await expect(session.play()).rejects.toThrow('go back')
  await session.goBack()
  const state = await session.state()
  expect(state).toMatchObject({ status: 'paused', step: divergence?.before })
  expect(Number.isFinite(state.trainLoss)).toBe(true)
  const history = await session.history()
  expect(history.every(({ trainLoss }) => Number.isFinite(trainLoss))).toBe(true)
})

test.each([
  ['relu', 'sgd', [6, 3]],
  ['relu', 'adam', [8, 8]],
  ['tanh', 'sgd', [8, 8]],
  ['tanh', 'adam', [6, 3]],
] as const)(
  'a learning rate of 10 on %s units with %s pauses and goes back',
  async (activation, kind, widths) => {
    const { session, frames } = openSession()
    const layers = widths.map((units) => ({ kind: 'dense', units, activation }))
    await session.load(experiment({ layers, optimizer: { kind, learningRate: 10 } }), fresh)
    await session.play()
    await until(() => frames.at(-1)?.state.status === 'diverged')
    const { divergence, step } = await session.state()
    expect(step).toBeLessThan(3000)
    expect(divergence?.cause).toContain('learning rate of 10')
    await session.goBack()
    expect(await session.state()).toMatchObject({ status: 'paused', step: divergence?.before })
  },
)

test('a run that gets nowhere may be played on', async () => {
  const { session, frames } = openSession()
  await session.load(experiment({ optimizer: { kind: 'adam', learningRate: 10 } }), fresh)
  await session.play()
  await until(() => frames.at(-1)?.state.status === 'diverged')
  const { step, divergence } = await session.state()
  expect(divergence?.finite).toBe(true)
  await session.play()
  await until(() => (frames.at(-1)?.state.step ?? 0) > step + 1000)
  expect((await session.state()).status).toBe('playing')
  await session.pause()
})

test('slow learning is no divergence', async () => {
  const { session } = openSession()
  const sigmoids = Array.from({ length: 8 }, () => ({
    kind: 'dense',
    units: 5,
    activation: 'sigmoid',
  }))
  const slow = experiment({ layers: sigmoids, optimizer: { kind: 'sgd', learningRate: 1 } })
  await session.load(slow, fresh)
  await session.step(2000, 'step')
  expect(await session.state()).toMatchObject({ status: 'paused', step: 2000 })
})

test('the loss told is that of a weight that was just written, not the one recorded before', async () => {
  const { session } = openSession()
  await session.load(experiment(), fresh)
  await session.step(20, 'step')
  const { trainLoss: before } = await session.state()
  const writing = session.writeParameter('output/bias', 0, 2.5)
  const { trainLoss } = await session.state()
  await writing
  expect(trainLoss).not.toBe(before)
  expect(trainLoss).toBe((await session.state()).trainLoss)
})

test('a weight written by hand takes effect and is announced', async () => {
  const { session } = openSession()
  await session.load(experiment(), fresh)
  const { trainLoss } = await session.state()
  await session.writeParameter('output/bias', 0, 2.5)
  const parameters = await session.parameters()
  expect(parameters.at(-1)?.data).toEqual([2.5])
  const state = await session.state()
  expect(state.editedAt).toBe(0)
  expect(state.trainLoss).not.toBe(trainLoss)
  await expect(session.writeParameter('output/bias', 7, 0)).rejects.toThrow('no parameter')
  await expect(session.writeParameter('output/bias', 0, Number.NaN)).rejects.toThrow('finite')
})

test('gradients come under the names of the parameters', async () => {
  const { session } = openSession()
  await session.load(experiment(), fresh)
  const gradients = await session.gradients()
  expect(gradients.map(({ shape }) => shape)).toEqual([[2, 4], [4], [4, 1], [1]])
  expect(gradients.flatMap(({ data }) => data).some((value) => value !== 0)).toBe(true)
})

test('a lost device costs at most the steps since the last kept state', async () => {
  let lose = (_reason: string) => {}
  const lost = new Promise<string>((resolve) => {
    lose = resolve
  })
  const { session, frames, messages } = openSession({ lost })
  await session.load(experiment(), fresh)
  await session.step(30, 'step')
  const before = await session.history()
  lose('the driver was updated')
  await until(() => messages.length > 0)
  expect(messages[0]).toMatchObject({ kind: 'backend', info: { backend: 'wasm' } })
  expect(JSON.stringify(messages[0])).toContain('the driver was updated')
  await until(() => frames.at(-1)?.state.step === 30)
  expect(await session.history()).toEqual(before)
  await session.step(5, 'step')
  const whole = openSession()
  await whole.session.load(experiment(), fresh)
  await whole.session.step(35, 'step')
  expect(await session.history()).toEqual(await whole.session.history())
})

test('a probe for a layer that is gone is left out', async () => {
  const { session, frames } = openSession()
  await session.load(experiment(), fresh)
  await session.observe([
    { tensor: 'layers/7/output', over: 'plane', resolution: 8 },
    { tensor: 'output/output', over: 'test' },
  ])
  await until(
    () =>
      probeKey({ tensor: 'output/output', over: 'test', resolution: 0 }) in
      (frames.at(-1)?.probes ?? {}),
  )
  expect(Object.keys(frames.at(-1)?.probes ?? {})).toEqual([
    probeKey({ tensor: 'output/output', over: 'test', resolution: 0 }),
  ])
})

test('the probe of a point and of a set agree', async () => {
  const { session, frames } = openSession()
  const { train } = await session.load(experiment(), fresh)
  const point = [...(train?.inputs.subarray(6, 8) ?? [])]
  await session.observe([
    { tensor: 'layers/0/preActivation', over: 'train' },
    { tensor: 'layers/0/preActivation', over: 'point', point },
  ])
  await until(() => Object.keys(frames.at(-1)?.probes ?? {}).length === 2)
  const [set, one] = Object.values(frames.at(-1)?.probes ?? {})
  expect([...one]).toEqual([...set.subarray(3 * 4, 4 * 4)])
})

test('a restart goes on playing, another document waits', async () => {
  const { session, frames } = openSession()
  await session.load(experiment(), fresh)
  await session.play()
  await until(() => (frames.at(-1)?.state.step ?? 0) > 0)
  await session.load(experiment({ seed: { weights: 9 } }), { backend: 'auto', how: 'restart' })
  expect((await session.state()).status).toBe('playing')
  await session.load(experiment(), fresh)
  expect(await session.state()).toMatchObject({ status: 'paused', step: 0 })
})
