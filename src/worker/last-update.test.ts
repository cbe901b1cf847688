import { expect, test } from 'vitest'
import { type Frame, type NamedArray, type ProbeRequest, probeKey } from './protocol'
import { experiment, fresh, openSession, until } from './session.test-support'

const NAMES = ['layers/0/weight', 'layers/0/bias', 'output/weight', 'output/bias']
const LAST = NAMES.map((name): ProbeRequest => ({ tensor: `${name}/update`, over: 'lastBatch' }))

/** Adam, momentum of the past and batches in a random order: no update is like the one before. */
const lively = { batchSize: 8, regularization: { l2: 0.01 } }

/** Parameters that a run of its own has after so many updates. */
async function parametersAt(step: number): Promise<NamedArray[]> {
  const { session } = openSession()
  await session.load(experiment(lively), fresh)
  await session.step(step, 'step')
  return session.parameters()
}

async function expectedUpdate(step: number): Promise<Float32Array[]> {
  const [before, after] = await Promise.all([parametersAt(step - 1), parametersAt(step)])
  return after.map(({ data }, p) => Float32Array.from(data, (w, i) => w - before[p].data[i]))
}

async function open(changes = {}) {
  const opened = openSession()
  await opened.session.load(experiment({ ...lively, ...changes }), fresh)
  return opened
}

const updateIn = ({ probes }: Frame) => LAST.map((request) => probes[probeKey(request)])

/** What the next frame of a step says, drawn after what was asked for has been done. */
async function shown(frames: Frame[], step: number, known = true) {
  const answers = () => {
    const frame = frames.at(-1)
    return frame?.state.step === step ? updateIn(frame) : []
  }
  await until(() => answers().length > 0 && answers().every((part) => Boolean(part) === known))
  return answers()
}

test('the last update is the difference that the last step made', async () => {
  const { session, frames } = await open()
  await session.observe(LAST)
  for (const [count, step] of [
    [1, 1],
    [40, 41],
    [1, 42],
  ]) {
    await session.step(count, 'step')
    expect(await shown(frames, step)).toEqual(await expectedUpdate(step))
  }
})

test('it is found for a run that was paused before anybody asked', async () => {
  const { session, frames } = await open()
  await session.step(75, 'step')
  const before = await session.parameters()
  await session.observe(LAST)
  expect(await shown(frames, 75)).toEqual(await expectedUpdate(75))
  expect(await session.parameters()).toEqual(before)
})

test('it is found at a step of the past, and going on from there is the same run', async () => {
  const { session, frames } = await open()
  await session.step(60, 'step')
  await session.observe(LAST)
  await session.seek(33)
  expect(await shown(frames, 33)).toEqual(await expectedUpdate(33))
  await session.seek(60)
  expect(await shown(frames, 60)).toEqual(await expectedUpdate(60))
  expect(await session.parameters()).toEqual(await parametersAt(60))
})

test('asking for it leaves every bit of training alone', async () => {
  const { session } = await open()
  await session.observe(LAST)
  await session.step(90, 'step')
  expect(await session.parameters()).toEqual(await parametersAt(90))
})

test('no update led to step 0, nor to a weight that was set by hand', async () => {
  const { session, frames } = await open()
  await session.observe(LAST)
  await shown(frames, 0, false)
  await session.step(5, 'step')
  await shown(frames, 5)
  await session.writeParameter('output/bias', 0, 0.5)
  await shown(frames, 5, false)
  await session.step(1, 'step')
  await shown(frames, 6)
})

test('it stays known when a setting is changed, which it was not made with', async () => {
  const { session, frames } = await open()
  await session.observe(LAST)
  await session.step(20, 'step')
  const expected = await shown(frames, 20)
  const faster = { optimizer: { kind: 'sgd', learningRate: 0.3 } }
  await session.load(experiment({ ...lively, ...faster }), { ...fresh, how: 'continue' })
  frames.length = 0
  await session.observe(LAST)
  expect(await shown(frames, 20)).toEqual(expected)
})

test('in the past it is not known where other settings led there', async () => {
  const { session, frames } = await open()
  await session.observe(LAST)
  await session.step(20, 'step')
  const faster = { optimizer: { kind: 'sgd', learningRate: 0.3 } }
  await session.load(experiment({ ...lively, ...faster }), { ...fresh, how: 'continue' })
  await session.observe(LAST)
  await session.step(20, 'step')
  await session.seek(20)
  await shown(frames, 20, false)
  await session.seek(21)
  await shown(frames, 21)
})
