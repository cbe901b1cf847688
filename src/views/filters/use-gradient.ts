import { useCallback, useEffect, useState } from 'react'
import type { Loaded } from '../../worker/protocol'
import { useRun, useWorkbench } from '../shared/workbench'

/** Gradient of the loss over the whole training set, as it was measured. */
export interface Gradient {
  /** The steps between which it was measured; the same while the run stands. */
  readonly from: number
  readonly to: number
  /** Tells a run that stands at the same step with a weight changed by hand. */
  readonly loss: number
  readonly loaded: Loaded
  /** By name of the parameter, in its order. */
  readonly values: ReadonlyMap<string, readonly number[]>
}

/** The last gradient measured; while the run stands it is measured by itself, if `wanted`. */
export function useGradient(loaded: Loaded, wanted: boolean) {
  const workbench = useWorkbench()
  const run = useRun((state) => state.run)
  const [gradient, setGradient] = useState<Gradient>()
  const [error, setError] = useState<string>()
  const [measuring, setMeasuring] = useState(false)
  const measure = useCallback(async () => {
    setMeasuring(true)
    try {
      const [before, arrays, after] = await Promise.all([
        workbench.state(),
        workbench.gradients(),
        workbench.state(),
      ])
      setGradient({
        from: before.step,
        to: after.step,
        loss: after.trainLoss,
        loaded,
        values: new Map(arrays.map(({ name, data }) => [name, data])),
      })
      setError(undefined)
    } catch (failure) {
      setError(failure instanceof Error ? failure.message : String(failure))
    }
    setMeasuring(false)
  }, [workbench, loaded])

  const stands = run !== null && run.status !== 'playing'
  const isStale =
    gradient?.loaded !== loaded ||
    gradient.to !== run?.step ||
    !Object.is(gradient.loss, run.trainLoss)
  const due = wanted && stands && isStale && !measuring && error === undefined
  useEffect(() => {
    if (due) void measure()
  }, [due, measure])
  return {
    gradient: gradient?.loaded === loaded ? gradient : undefined,
    measuring,
    error,
    measure,
  }
}
