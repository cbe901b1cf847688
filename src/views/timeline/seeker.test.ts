import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Seeker } from './seeker'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** A run that goes to a step only when told. */
function run() {
  const asked: string[] = []
  const arrivals: (() => void)[] = []
  const settled = vi.fn<() => void>()
  const seeker = new Seeker((step, passing) => {
    asked.push(`${step}${passing ? '…' : ''}`)
    return new Promise<void>((resolve) => arrivals.push(resolve))
  }, settled)
  const arrive = async () => {
    arrivals.shift()?.()
    await vi.advanceTimersByTimeAsync(0)
  }
  return { seeker, asked, arrive, settled }
}

test('one is on its way at a time, and of those waiting the newest wins', async () => {
  const { seeker, asked, arrive, settled } = run()
  for (const step of [10, 20, 30]) seeker.to(step, true)
  seeker.to(40, false)
  expect(asked).toEqual(['10…'])
  await arrive()
  expect(asked).toEqual(['10…', '40'])
  expect(settled).not.toHaveBeenCalled()
  await arrive()
  expect(settled).toHaveBeenCalledOnce()
})

test('one that takes long makes room for a newer one, and its late arrival means nothing', async () => {
  const { seeker, asked, arrive, settled } = run()
  seeker.to(10, true)
  seeker.to(20, true)
  seeker.to(30, true)
  await vi.advanceTimersByTimeAsync(1000)
  expect(asked).toEqual(['10…', '30…'])
  await arrive()
  expect(settled).not.toHaveBeenCalled()
  await arrive()
  expect(settled).toHaveBeenCalledOnce()
})

test('a failure does not hold up the next one', async () => {
  let isFirst = true
  const asked: number[] = []
  const seeker = new Seeker(async (step) => {
    asked.push(step)
    const fails = isFirst
    isFirst = false
    if (fails) throw new Error('no')
  })
  seeker.to(1, false)
  seeker.to(2, false)
  await vi.advanceTimersByTimeAsync(0)
  expect(asked).toEqual([1, 2])
})
