import { niceCeiling } from '../shared/axis'
import { mapLimit } from '../shared/map-picture'
import { type FilterLayer, sliceOf } from './filter-layers'
import type { FilterValues } from './filters'

/** The value at full colour of each filter, over all of its inputs: one for all, or `each` its own. */
export function limitsOf(
  { rows: height, columns: width, inputs, filters }: FilterLayer,
  { values, start }: FilterValues,
  each: boolean,
): readonly number[] {
  const channels = inputs * filters
  const limits = Array.from({ length: filters }, (_, filter) => {
    let most = 0
    for (let input = 0; input < inputs; input++) {
      const channel = input * filters + filter
      most = Math.max(most, mapLimit(values, { height, width, channels, channel, start }))
    }
    return most
  })
  return each ? limits.map(niceCeiling) : limits.fill(niceCeiling(Math.max(...limits)))
}

/** Where a slice stands among a layer's weights. */
export function placeOf(layer: FilterLayer, start: number, filter: number, input: number) {
  const { rows: height, columns: width, inputs, filters } = layer
  return {
    height,
    width,
    channels: inputs * filters,
    channel: sliceOf(layer, filter, input),
    start,
  }
}
