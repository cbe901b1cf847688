import { createContext, use, useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import type { Experiment } from '../../model/experiment'
import type { PhaseState } from '../../store/phase'
import type { RunStoreState } from '../../store/run'
import type { SelectionState } from '../../store/selection'
import type { Bench } from '../../store/variant-bench'
import { type Frame, type ProbeRequest, probeKey } from '../../worker/protocol'

export const WorkbenchContext = createContext<Bench | null>(null)

export function useWorkbench(): Bench {
  const workbench = use(WorkbenchContext)
  if (!workbench) throw new Error('A view stands outside of WorkbenchContext.')
  return workbench
}

/** What a landmark is called: of networks side by side, each has its own. */
export function useNetworkLabel(label: string): string {
  const { variant } = useWorkbench()
  return variant > 0 ? `${label} of variant ${variant}` : label
}

export function useExperiment<T>(select: (experiment: Experiment) => T): T {
  return useStore(useWorkbench().experiment.store, ({ experiment }) => select(experiment))
}

export function useRun<T>(select: (state: RunStoreState) => T): T {
  return useStore(useWorkbench().run, select)
}

export function useSelection<T>(select: (state: SelectionState) => T): T {
  return useStore(useWorkbench().selection, select)
}

/** Which part of the coming update is shown. */
export function usePhase(): PhaseState {
  return useStore(useWorkbench().phase)
}

/**
 * Calls `draw` inside requestAnimationFrame for every new frame, and once right away when
 * `dependencies` change and there already is one.
 */
export function useFrame(draw: (frame: Frame) => void, dependencies: readonly unknown[]): void {
  const { frames } = useWorkbench()
  const newest = useRef(draw)
  useEffect(() => {
    newest.current = draw
  })
  useEffect(() => frames.subscribe((frame) => newest.current(frame)), [frames])
  useEffect(() => {
    if (frames.latest) newest.current(frames.latest)
  }, [frames, ...dependencies])
}

/** Asks for a probe while mounted; null asks for nothing. Read it with `frames.probe(request)`. */
export function useProbe(request: ProbeRequest | null): void {
  const { probes } = useWorkbench()
  const key = request ? probeKey(request) : ''
  const stable = useMemo(() => request, [key])
  useEffect(() => (stable ? probes.request(stable) : undefined), [probes, stable])
}

/** As `useProbe`, for a list that changes with the network. */
export function useProbes(requests: readonly ProbeRequest[]): void {
  const { probes } = useWorkbench()
  const key = requests.map(probeKey).join('\n')
  const stable = useMemo(() => requests, [key])
  useEffect(() => {
    const releases = stable.map((request) => probes.request(request))
    return () => {
      for (const release of releases) release()
    }
  }, [probes, stable])
}
