import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Frame, type ProbeRequest, probeKey, type RunStatus } from '../../worker/protocol'
import { sampleGroups, sampleProbes } from './slow-probe'

const REQUESTS: readonly ProbeRequest[] = [
  { tensor: 'output/output', over: 'train' },
  { tensor: 'output/output', over: 'test' },
]

/** What the store offers: frames that the test sends, and which probes are wanted. */
function stage() {
  const wanted: string[] = []
  let listener: (frame: Frame) => void = () => {}
  let step = 0
  return {
    wanted,
    frames: {
      subscribe(each: (frame: Frame) => void) {
        listener = each
        return () => {
          listener = () => {}
        }
      },
    },
    probes: {
      request(request: ProbeRequest) {
        wanted.push(probeKey(request))
        return () => wanted.splice(wanted.indexOf(probeKey(request)), 1)
      },
    },
    /** A frame that answers all that is wanted. */
    send(status: RunStatus, steps: number) {
      step += steps
      const probes = Object.fromEntries(wanted.map((key) => [key, Float32Array.of(step)]))
      listener({ run: 1, state: { status, step, trainLoss: 1 }, probes } as unknown as Frame)
    },
  }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const begin = (lab: ReturnType<typeof stage>, everyMs: number) => {
  const taken: [index: number, step: number][] = []
  const end = sampleProbes(
    lab as unknown as Parameters<typeof sampleProbes>[0],
    REQUESTS,
    everyMs,
    (index, { step }) => taken.push([index, step]),
  )
  return { taken, end }
}

it('asks each probe once for a state that stands still', () => {
  const lab = stage()
  const { taken } = begin(lab, 1000)
  for (let i = 0; i < 5; i++) {
    lab.send('paused', 0)
    vi.advanceTimersByTime(0)
  }
  expect(taken).toEqual([
    [0, 0],
    [1, 0],
  ])
  expect(lab.wanted).toEqual([])
  lab.send('paused', 1)
  vi.advanceTimersByTime(0)
  expect(lab.wanted).toEqual([probeKey(REQUESTS[0])])
})

it('leaves training alone between two samples', () => {
  const lab = stage()
  const { taken } = begin(lab, 1000)
  let asking = 0
  for (let ms = 0; ms < 5000; ms += 50) {
    asking += lab.wanted.length
    lab.send('playing', 1)
    vi.advanceTimersByTime(50)
  }
  expect(taken.map(([index]) => index)).toEqual([0, 1, 0, 1, 0])
  expect(asking).toBe(5)
})

it('waits longer where answers take long', () => {
  const lab = stage()
  const { taken } = begin(lab, 100)
  vi.advanceTimersByTime(500)
  lab.send('playing', 1)
  expect(taken).toHaveLength(1)
  vi.advanceTimersByTime(4000)
  expect(lab.wanted).toEqual([])
  vi.advanceTimersByTime(600)
  expect(lab.wanted).toHaveLength(1)
})

it('asks at once when training pauses, and nothing after its end', () => {
  const lab = stage()
  const { end } = begin(lab, 60_000)
  lab.send('playing', 1)
  lab.send('paused', 1)
  vi.advanceTimersByTime(0)
  expect(lab.wanted).toEqual([probeKey(REQUESTS[1])])
  end()
  expect(lab.wanted).toEqual([])
})

it('takes the probes of a group from one frame, without those that cannot be answered', () => {
  const lab = stage()
  const lost: ProbeRequest = { tensor: 'layers/9/output', over: 'train' }
  const taken: string[][] = []
  sampleGroups(
    lab as unknown as Parameters<typeof sampleProbes>[0],
    [REQUESTS],
    { everyMs: 100 },
    (_, { probes }) => taken.push(Object.keys(probes)),
  )
  lab.send('paused', 0)
  expect(taken).toEqual([REQUESTS.map(probeKey)])
  expect(lab.wanted).toEqual([])

  const part = stage()
  const answers: unknown[] = []
  const unanswered = [...REQUESTS.map(probeKey), probeKey(lost)]
  sampleGroups(
    part as unknown as Parameters<typeof sampleProbes>[0],
    [[...REQUESTS, lost]],
    { everyMs: 100 },
    (_, frame) => answers.push(frame),
  )
  expect(part.wanted).toEqual(unanswered)
  part.wanted.splice(0, 3, probeKey(REQUESTS[0]))
  part.send('paused', 0)
  expect(answers).toHaveLength(1)
})
