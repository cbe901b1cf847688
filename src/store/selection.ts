import { createStore } from 'zustand/vanilla'

/**
 * A unit of a layer; `layer` is `inputs`, `layers/K`, … or `output`. Of a layer that gives images,
 * the unit is a map.
 */
export interface UnitRef {
  readonly layer: string
  readonly unit: number
}

/** The weight from unit `from` of the layer below to unit `to` of `layer`. */
export interface EdgeRef {
  readonly layer: string
  readonly from: number
  readonly to: number
}

export interface SelectionState {
  /** Chosen by click, tap or Enter; the inspector explains it. */
  readonly unit: UnitRef | null
  readonly edge: EdgeRef | null
  /** A pixel of the chosen map. */
  readonly pixel: { readonly row: number; readonly column: number } | null
  /** Pixels drawn or brought by the visitor, shown in place of the example; [row, column, channel]. */
  readonly drawn: readonly number[] | null
  /** A PNG or JPEG that was dropped or pasted, until the view of images takes it. */
  readonly brought: File | null
  /** Pointed at or focused: drawn large in the result meanwhile. */
  readonly hovered: UnitRef | null
  /** The example whose numbers the inspector shows. */
  readonly example: { readonly set: 'train' | 'test'; readonly index: number }
}

/** One object, so that networks side by side agree on whether an example has been chosen. */
const FIRST: SelectionState['example'] = { set: 'train', index: 0 }

export function createSelectionStore() {
  return createStore<SelectionState>(() => ({
    unit: null,
    edge: null,
    pixel: null,
    drawn: null,
    brought: null,
    hovered: null,
    example: FIRST,
  }))
}
