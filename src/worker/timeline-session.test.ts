import { expect, test } from 'vitest'
import { experiment, fresh, openSession, until } from './session.test-support'

const faster = { optimizer: { kind: 'adam', learningRate: 0.3 } }

/** How long ago a state was kept is no matter then: none is kept on the way. */
const stopped = () => 0

/** A session at a step of its run. */
async function at(step: number, now?: () => number) {
  const opened = openSession({ now })
  await opened.session.load(experiment(), fresh)
  await opened.session.step(step, 'step')
  return opened
}

test('going back restores the parameters of that step, and going on gives the same bits', async () => {
  const { session } = await at(40)
  const early = await session.parameters()
  const { testLoss } = await session.state()
  await session.step(60, 'step')
  const late = await session.parameters()
  await session.seek(40)
  expect(await session.state()).toMatchObject({ step: 40, lastStep: 100, status: 'paused' })
  expect(await session.parameters()).toEqual(early)
  expect((await session.state()).testLoss).toBe(testLoss)
  await session.step(60, 'step')
  expect(await session.parameters()).toEqual(late)
})

test('steps between kept states are trained again; the past stays as it was recorded', async () => {
  const { session } = await at(300)
  const late = await session.parameters()
  const history = [...(await session.history())]
  await session.seek(137)
  expect(await session.state()).toMatchObject({ step: 137, lastStep: 300 })
  const { session: alone } = await at(137)
  expect(await session.parameters()).toEqual(await alone.parameters())
  await session.seek(300)
  expect(await session.parameters()).toEqual(late)
  expect(await session.history()).toEqual(history)
  await session.seek(310)
  expect(await session.state()).toMatchObject({ step: 310, lastStep: 310 })
})

test('back, another learning rate, on, undo, back: the first run again', async () => {
  const { session } = await at(200)
  const late = await session.parameters()
  await session.seek(100)
  await session.load(experiment(faster), { ...fresh, how: 'continue' })
  expect(await session.state()).toMatchObject({ step: 100, lastStep: 100, editedAt: 100 })
  await session.step(50, 'step')
  await session.load(experiment(), { ...fresh, how: 'continue' })
  await session.step(50, 'step')
  expect(await session.state()).toMatchObject({ step: 200, editedAt: 150 })
  expect(await session.parameters()).not.toEqual(late)
  await session.seek(100)
  expect((await session.state()).editedAt).toBe(100)
  await session.seek(0)
  await session.step(200, 'step')
  expect(await session.state()).toMatchObject({ step: 200, editedAt: undefined })
  expect(await session.parameters()).toEqual(late)
})

test('what was trained otherwise is not trained again: the nearest kept state must do', async () => {
  const { session, frames } = await at(100, stopped)
  await session.load(experiment(faster), { ...fresh, how: 'continue' })
  await session.step(100, 'step')
  await session.seek(50)
  expect((await session.state()).step).toBe(0)
  await session.seek(200)
  expect((await session.state()).step).toBe(200)
  const timeline = () => frames.findLast((frame) => frame.timeline)?.timeline
  await until(() => timeline()?.steps.includes(200) ?? false)
  expect(timeline()?.edits).toEqual([100])
  expect(timeline()?.steps).toEqual(expect.arrayContaining([0, 100, 200]))
})

test('a link opens at its step', async () => {
  const { session, frames } = openSession()
  await session.load(experiment({ view: { step: 123 } }), fresh)
  await until(() => frames.at(-1)?.state.step === 123)
  expect(frames.at(-1)?.state.status).toBe('paused')
  const { session: alone } = await at(123)
  expect(await session.parameters()).toEqual(await alone.parameters())
})

test('bookmarked states outlive the others', async () => {
  const { session, frames } = await at(7)
  await session.pin([7])
  await session.step(5000, 'step')
  const timeline = () => frames.findLast((frame) => frame.timeline)?.timeline
  await until(() => timeline()?.steps.includes(5007) ?? false)
  expect(timeline()?.steps).toContain(7)
})

test('a dissected step leaves the past alone', async () => {
  const { session } = await at(20)
  await session.observe([{ tensor: 'layers/0/weight/update', over: 'batch' }])
  await session.step(20, 'step')
  const { session: alone } = await at(40)
  expect(await session.parameters()).toEqual(await alone.parameters())
})

test('a reset forgets the run and its changes', async () => {
  const { session, frames } = await at(100)
  const early = await session.parameters()
  await session.load(experiment(faster), { ...fresh, how: 'continue' })
  await session.step(50, 'step')
  await session.reset()
  await session.load(experiment(), { ...fresh, how: 'continue' })
  const timeline = () => frames.findLast((frame) => frame.timeline)?.timeline
  await until(() => timeline()?.steps.join() === '0')
  expect(timeline()?.edits).toEqual([])
  await session.seek(100)
  expect(await session.state()).toMatchObject({ step: 100, editedAt: undefined })
  expect(await session.parameters()).toEqual(early)
})

test('steps that cannot be trained again are walked through from kept state to kept state', async () => {
  const { session } = await at(100)
  await session.load(experiment(faster), { ...fresh, how: 'continue' })
  for (const count of [50, 30]) await session.step(count, 'step')
  await session.load(experiment(), { ...fresh, how: 'continue' })
  await session.step(20, 'step')
  const step = async () => (await session.state()).step
  await session.seek(180 - 1)
  const below = await step()
  expect(below).toBeLessThan(180)
  expect(below).toBeGreaterThanOrEqual(150)
  await session.seek(below + 1)
  expect(await step()).toBeGreaterThan(below)
  expect((await session.state()).lastStep).toBe(200)
})

test('on the way to a later step it says where it is going, and pausing stops it there', async () => {
  const { session, frames } = await at(10)
  const arrival = session.seek(1e7)
  await until(() => frames.at(-1)?.state.seeking === 1e7)
  expect(frames.at(-1)?.state.status).toBe('paused')
  await session.pause()
  await arrival
  const { step, seeking, lastStep } = await session.state()
  expect(step).toBeGreaterThan(10)
  expect({ seeking, lastStep }).toEqual({ seeking: undefined, lastStep: step })
})

test('of many places asked for at once, the last one is reached', async () => {
  const { session } = await at(500)
  await Promise.all([session.seek(20, true), session.seek(333, true), session.seek(111)])
  expect(await session.state()).toMatchObject({ step: 111, seeking: undefined, lastStep: 500 })
  const { session: alone } = await at(111)
  expect(await session.parameters()).toEqual(await alone.parameters())
})

test('the place of a divergence stays on the time line until it is trained otherwise', async () => {
  const { session, frames } = openSession()
  const exploding = { layers: [{ kind: 'dense', units: 8, activation: 'relu' }] }
  await session.load(
    experiment({ ...exploding, optimizer: { kind: 'sgd', learningRate: 1000 } }),
    fresh,
  )
  await session.step(400, 'step')
  await until(() => frames.at(-1)?.state.status === 'diverged')
  const { divergence } = await session.state()
  expect(divergence?.step).toBeGreaterThan(0)
  const timeline = () => frames.findLast((frame) => frame.timeline)?.timeline
  await session.seek(0)
  await until(() => timeline()?.divergedAt === divergence?.step)
  expect((await session.state()).status).toBe('paused')
  await session.load(experiment({ ...exploding, optimizer: { kind: 'sgd', learningRate: 0.01 } }), {
    ...fresh,
    how: 'continue',
  })
  await session.step(400, 'step')
  expect(await session.state()).toMatchObject({ status: 'paused', step: 400 })
  await until(() => frames.at(-1)?.state.step === 400)
  expect(timeline()?.divergedAt).toBeUndefined()
})

test('what the run loses of its future is told once, where it is lost', async () => {
  const { session, frames } = await at(200)
  const late = await session.parameters()
  const edit = async (changes: Record<string, unknown>) => {
    await session.load(experiment(changes), { ...fresh, how: 'continue' })
  }
  /** What frames have told since this was asked last. */
  const told = async () => {
    const from = frames.length
    await session.observe([])
    await until(() => frames.length > from)
    return frames.splice(0).flatMap(({ forgotten }) => forgotten ?? [])
  }
  await session.seek(100)
  await session.step(1, 'step')
  // Nothing that training depends on.
  await edit({ title: 'another', stop: { steps: 1000 } })
  expect(await told()).toEqual([])
  expect((await session.state()).lastStep).toBe(200)
  await session.seek(200)
  expect(await session.parameters()).toEqual(late)
  await session.seek(199)
  await edit(faster)
  expect(await told()).toEqual([])

  await session.step(101, 'step')
  await session.seek(250)
  await edit({})
  expect(await told()).toEqual([{ after: 250, last: 300, differs: 'settings' }])
  await edit(faster)
  expect(await told()).toEqual([])

  await session.step(50, 'step')
  await session.seek(280)
  await session.writeParameter('output/bias', 0, 0.5)
  expect(await told()).toEqual([{ after: 280, last: 300, differs: 'weights' }])
  await session.step(20, 'step')
  // The same settings, but the weight will not be set again.
  await session.seek(260)
  await session.play()
  await until(() => (frames.at(-1)?.state.step ?? 0) > 262)
  await session.pause()
  expect(await told()).toEqual([{ after: 260, last: 300, differs: 'weights' }])
  const { step } = await session.state()
  await session.seek(step - 3)
  await session.play()
  await until(() => (frames.at(-1)?.state.step ?? 0) > step)
  await session.pause()
  expect(await told()).toEqual([{ after: step - 3, last: step, differs: null }])
})

test('single steps in the past are those of the run; with other settings they begin another way', async () => {
  const { session } = await at(100)
  const late = await session.parameters()
  await session.seek(40)
  await session.step(10, 'step')
  expect(await session.state()).toMatchObject({ step: 50, lastStep: 100 })
  await session.step(60, 'step')
  expect(await session.state()).toMatchObject({ step: 110, lastStep: 110 })
  await session.seek(100)
  expect(await session.parameters()).toEqual(late)
  await session.load(experiment(faster), { ...fresh, how: 'continue' })
  await session.step(20, 'step')
  await session.seek(0)
  await session.step(1, 'step')
  expect(await session.state()).toMatchObject({ step: 1, lastStep: 1 })
})
