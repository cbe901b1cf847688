import { useEffect, useState } from 'react'
import type { Workbench } from '../../store/workbench'
import { type Frame, type ProbeRequest, probeKey } from '../../worker/protocol'
import { useRun, useWorkbench } from './workbench'

/** A probe's values and the step that they are of. */
export interface Sample {
  readonly values: Float32Array<ArrayBuffer>
  readonly step: number
}

/** Where not said otherwise: what is asked slows training. */
const SHARE = 0.1

/**
 * Asks for probes of many examples, one at a time and once in a while instead of with every frame:
 * while training at most one every `everyMs`, and fewer where answers take long; while paused each
 * once for every state of the parameters. Ends when the returned function is called.
 */
export function sampleProbes(
  workbench: Pick<Workbench, 'frames' | 'probes'>,
  requests: readonly ProbeRequest[],
  everyMs: number,
  take: (index: number, sample: Sample) => void,
): () => void {
  const keys = requests.map(probeKey)
  const groups = requests.map((request) => [request])
  return sampleGroups(workbench, groups, { everyMs }, (index, { probes, state }) => {
    take(index, { values: probes[keys[index]], step: state.step })
  })
}

interface Pace {
  readonly everyMs: number
  /** The most of the time that answers may take while training. */
  readonly share?: number
}

/**
 * As `sampleProbes`, with the probes of a group answered by one frame: all those of them that can be
 * answered at all.
 */
export function sampleGroups(
  { frames, probes }: Pick<Workbench, 'frames' | 'probes'>,
  groups: readonly (readonly ProbeRequest[])[],
  { everyMs, share = SHARE }: Pace,
  take: (index: number, frame: Frame) => void,
): () => void {
  const keys = groups.map((group) => group.map(probeKey))
  const answeredAt = groups.map(() => '')
  let asked = -1
  let askedMs = 0
  let dueMs = 0
  let releases: readonly (() => void)[] = []
  let timer: ReturnType<typeof setTimeout> | undefined
  const ask = (index: number) => {
    timer = undefined
    asked = index
    askedMs = performance.now()
    releases = groups[index].map((request) => probes.request(request))
  }
  const letGo = () => {
    for (const release of releases) release()
    releases = []
  }
  const answer = (frame: Frame) => {
    letGo()
    answeredAt[asked] = stateOf(frame)
    const nowMs = performance.now()
    dueMs = Math.max(askedMs + everyMs, nowMs + (nowMs - askedMs) * (1 / share - 1))
    take(asked, frame)
  }
  const follow = (frame: Frame) => {
    if (releases.length > 0) {
      if (!keys[asked].some((key) => frame.probes[key])) return
      answer(frame)
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
    letGo()
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
