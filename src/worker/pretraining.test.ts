import { expect, test } from 'vitest'
import { watchPretraining } from './pretraining'
import type { WorkerMessage } from './protocol'
import { experiment, fresh, openSession, until } from './session.test-support'

const convolutions = (steps: number, changes: Record<string, unknown> = {}) =>
  experiment({
    data: { kind: 'generated', name: 'bars', examples: 60 },
    loss: 'softmaxCrossEntropy',
    layers: [
      { kind: 'conv2d', filters: 4, kernel: 3, activation: 'sigmoid' },
      { kind: 'conv2d', filters: 4, kernel: 3, activation: 'sigmoid' },
      { kind: 'globalAveragePool2d' },
    ],
    pretraining: { steps },
    ...changes,
  })
/** Minutes of it. */
const long = convolutions(100_000)

const told = (messages: readonly WorkerMessage[]) =>
  messages.flatMap((message) => (message.kind === 'pretraining' ? [message.pretraining] : []))

test('while it pre-trains, a session says how far it is and answers', async () => {
  const { session, messages } = openSession()
  await session.load(experiment(), fresh)
  const waiting = session.load(long, fresh)
  const outcome = waiting.catch(String)
  await until(() => told(messages).length > 1)
  await session.step(3, 'step')
  expect(await session.state()).toMatchObject({ step: 3, status: 'paused' })
  expect(told(messages)[0]).toMatchObject({ layer: 1, layers: 2 })
  expect(told(messages)[1].done).toBeGreaterThan(told(messages)[0].done)
  await session.abandon()
  expect(await outcome).toContain('abandoned')
  // What was loaded before goes on.
  await session.step(1, 'step')
  expect((await session.state()).step).toBe(4)
  expect((await session.parameters()).map(({ shape }) => shape)).toContainEqual([2, 4])
})

test('a newer load ends pre-training, of a variant as well, and the session answers for it', async () => {
  const { session, messages } = openSession()
  const older = session.load(convolutions(0), { ...fresh, variants: [long] })
  const outcome = older.catch(String)
  await until(() => told(messages).length > 0)
  const newer = experiment({ layers: [{ kind: 'dense', units: 7 }] })
  const loaded = await session.load(newer, fresh)
  expect(await outcome).toContain('abandoned')
  expect(loaded).toMatchObject({ layers: [{ shape: [7] }, {}], variants: [] })
  const count = told(messages).length
  await session.step(20, 'step')
  const alone = openSession().session
  await alone.load(newer, fresh)
  await alone.step(20, 'step')
  expect(await session.parameters()).toEqual(await alone.parameters())
  expect(told(messages)).toHaveLength(count)
})

test('the same pre-training is not done twice', async () => {
  const { session } = openSession()
  await session.load(convolutions(30), fresh)
  const before = await session.parameters()
  // One that began anew would be in the way of the next load.
  const renamed = session.load(convolutions(30, { title: 'Renamed' }), fresh)
  await session.abandon()
  await renamed
  expect(await session.parameters()).toEqual(before)
})

test('what is over in a moment is not worth a word', async () => {
  const posted: WorkerMessage[] = []
  let ms = 0
  const surroundings = { post: (message: WorkerMessage) => posted.push(message), now: () => ms }
  const watch = watchPretraining(surroundings, undefined)
  for (; ms <= 650; ms += 50) await watch({ layer: 1, layers: 2, done: ms / 1000 })
  const shares = told(posted).map(({ done }) => done)
  expect(shares).toEqual([0.3, 0.4, 0.5, 0.6])
})
