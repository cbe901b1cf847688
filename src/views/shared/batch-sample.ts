import { useMemo } from 'react'
import { sizeOf } from '../../model/shapes'
import type { LayerInfo, Loaded, ProbeRequest } from '../../worker/protocol'
import { useExperiment } from './workbench'

/** Numbers that are copied and sorted into bars several times a second. */
const MOST_NUMBERS = 100_000

interface BatchSample {
  readonly requests: readonly [ProbeRequest]
  /** "the batch" */
  readonly of: string
}

/** A layer's z over the coming batch; where those are too many, over its first example. */
export function useBatchSample({ train }: Loaded, { name, shape }: LayerInfo): BatchSample {
  const batchSize = useExperiment((experiment) => experiment.batchSize)
  const isLarge = Math.min(batchSize, train.count) * sizeOf(shape) > MOST_NUMBERS
  return useMemo(() => {
    const request: ProbeRequest = { tensor: `${name}/preActivation`, over: 'batch' }
    return isLarge
      ? { requests: [{ ...request, row: 0 }], of: 'the batch’s first example' }
      : { requests: [request], of: 'the batch' }
  }, [name, isLarge])
}
