import { useMemo } from 'react'
import type { SelectionState } from '../../store/selection'
import type { Loaded, ProbeRequest } from '../../worker/protocol'
import { useSelection } from './workbench'

/** The one image that all views of a network for images are about. */
export interface ShownImage {
  /** To spread into a probe's request. */
  readonly points: Pick<ProbeRequest, 'over' | 'point' | 'example'>
  /** Raw pixels 0…1, [row, column, channel]. */
  readonly pixels: ArrayLike<number>
  /** Its class index; absent for one that the visitor drew. */
  readonly target?: number | undefined
  /** For people: "test image 12", "your drawing". */
  readonly name: string
}

/** The visitor's own image if there is one, else the chosen example. */
export function shownImage(
  loaded: Loaded,
  { example, drawn }: Pick<SelectionState, 'example' | 'drawn'>,
): ShownImage | null {
  const size = loaded.columns.length
  if (drawn?.length === size) {
    return { points: { over: 'point', point: drawn }, pixels: drawn, name: 'your drawing' }
  }
  const set = loaded[example.set].count > 0 ? example.set : 'train'
  const { count, inputs, targets } = loaded[set]
  if (count === 0) return null
  const index = Math.min(example.index, count - 1)
  return {
    points: { over: set, example: index },
    pixels: inputs.subarray(index * size, (index + 1) * size),
    target: targets[index * loaded.targetWidth],
    name: `${set === 'train' ? 'training' : 'test'} image ${index + 1}`,
  }
}

export function useShownImage(loaded: Loaded): ShownImage | null {
  const example = useSelection((state) => state.example)
  const drawn = useSelection((state) => state.drawn)
  return useMemo(() => shownImage(loaded, { example, drawn }), [loaded, example, drawn])
}
