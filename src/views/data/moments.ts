import type { Column } from '../../model/dataset'
import type { Loaded } from '../../worker/protocol'
import { axisLabel } from '../shared/plane-frame'

export interface Moments {
  /** With its unit. */
  readonly label: string
  readonly mean: number
  readonly deviation: number
}

/**
 * What standardizing subtracts and divides by. The network is fed with places on the plane; a column
 * that stands for itself is told in its own unit.
 *
 * @param column the column that is the input as it stands; undefined for a feature
 */
export function moments(input: Loaded['inputs'][number], column: Column | undefined): Moments {
  const { label, mean, deviation } = input
  if (!column) return { label, mean, deviation }
  const { centre, scale, unit } = column
  return {
    label: axisLabel({ label, unit }),
    mean: centre + scale * mean,
    deviation: scale * deviation,
  }
}
