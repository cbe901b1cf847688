import { useEffect, useState } from 'react'
import type { Workbench } from '../../store/workbench'
import { type Frame, type ProbeRequest, probeKey } from '../../worker/protocol'
import { useRun, useWorkbench } from './workbench'

/** A probe's values and the step that they are of. */
export interface Sample {
  readonly values: Float32Array<ArrayBuffer>
  readonly step: number
}

/** The most of the time that answers may take while training: what is asked slows it. */
const SHARE = 0.1

/**
 * Asks for probes of many examples, one at a time and once in a while instead of with every frame:
 * while training at most one every `everyMs`, and fewer where answers take long; while paused each
 * once for every state of the parameters. Ends when the returned function is called.
 */
export function sampleProbes(
  { frames, probes }: Pick<Workbench, 'frames' | 'probes'>,
  requests: readonly ProbeRequest[],
  everyMs: number,
  take: (index: number, sample: Sample) => void,
): () => void {
  const keys = requests.map(probeKey)
  const answeredAt = requests.map(() => '')
  let asked = -1
  let askedMs = 0
  let dueMs = 0
  let release: (() => void) | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  const ask = (index: number) => {
    timer = undefined
    asked = index
    askedMs = performance.now()
    release = probes.request(requests[index])
  }
  const answer = (frame: Frame, values: Float32Array<ArrayBuffer>) => {
    release?.()
    release = undefined
    answeredAt[asked] = stateOf(frame)
    const nowMs = performance.now()
    dueMs = Math.max(askedMs + everyMs, nowMs + (nowMs - askedMs) * (1 / SHARE - 1))
    take(asked, { values, step: frame.state.step })
  }
  const follow = (frame: Frame) => {
    if (release) {
      const values = frame.probes[keys[asked]]
      if (!values) return
      answer(frame, values)
    }
    const state = stateOf(frame)
    const next = keys
      .map((_, i) => (asked + 1 + i) % keys.length)
      .find((index) => answeredAt[index] !== state)
    const playing = frame.state.status === 'playing'
    if (next === undefined || (timer !== undefined && playing)) return
    clearTimeout(timer)
    timer = setTimeout(() => ask(next), playing ? Math.max(0, dueMs - performance.now()) : 0)
  }
  ask(0)
  const unsubscribe = frames.subscribe(follow)
  return () => {
    unsubscribe()
    clearTimeout(timer)
    release?.()
  }
}

/** Differs where the parameters do: by a step, a reset, or a weight set by hand. */
function stateOf({ run, state }: Frame): string {
  return `${run} ${state.step} ${state.status === 'playing' ? '' : state.trainLoss}`
}

/**
 * Samples of probes for React, as `sampleProbes` takes them, in the order of the requests; each
 * undefined until its first answer, and again for other data.
 *
 * @param requests the same list as long as the same is asked
 */
export function useSlowProbes(
  requests: readonly ProbeRequest[],
  everyMs = 300,
): readonly (Sample | undefined)[] {
  const workbench = useWorkbench()
  const loaded = useRun((state) => state.loaded)
  // What an edit leaves going on may be shown until the next answer.
  const [of, setOf] = useState(loaded)
  if (of !== loaded && !loaded?.continued) setOf(loaded)
  const [shown, setShown] = useState<Shown>({ of: null, requests, samples: [] })
  useEffect(
    () =>
      sampleProbes(workbench, requests, everyMs, (index, sample) => {
        setShown((before) => {
          const isSame = before.of === of && before.requests === requests
          const samples = isSame ? before.samples : requests.map(() => undefined)
          return { of, requests, samples: samples.with(index, sample) }
        })
      }),
    [workbench, requests, of, everyMs],
  )
  return shown.of === of && shown.requests === requests ? shown.samples : NONE
}

interface Shown {
  readonly of: unknown
  readonly requests: readonly ProbeRequest[]
  readonly samples: readonly (Sample | undefined)[]
}

const NONE: readonly undefined[] = []
