import { createStore } from 'zustand/vanilla'
import type { LayerInfo } from '../worker/protocol'

/** A part of an update, in the order in which they happen. */
export type Phase =
  /** The examples are picked. */
  | { readonly kind: 'batch' }
  /** A layer's outputs are computed. */
  | { readonly kind: 'forward'; readonly layer: string }
  | { readonly kind: 'loss' }
  /** A layer's delta arrives, and with it the gradients of its parameters. */
  | { readonly kind: 'backward'; readonly layer: string }
  /** The optimizer changes every parameter. */
  | { readonly kind: 'update' }

export interface PhaseState {
  /** Which of `phasesOf` is shown of the update that comes next; null while none is taken apart. */
  readonly at: number | null
  /** The example that numbers are of, as a row of the batch; null: the mean over the batch. */
  readonly row: number | null
}

export function createPhaseStore() {
  return createStore<PhaseState>(() => ({ at: null, row: null }))
}

/** All phases of one update of a network. */
export function phasesOf(layers: readonly LayerInfo[]): readonly Phase[] {
  return [
    { kind: 'batch' },
    ...layers.map(({ name }): Phase => ({ kind: 'forward', layer: name })),
    { kind: 'loss' },
    ...layers.toReversed().map(({ name }): Phase => ({ kind: 'backward', layer: name })),
    { kind: 'update' },
  ]
}
