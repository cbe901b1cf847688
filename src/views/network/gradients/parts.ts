import { isImage } from '../../../model/shapes'
import type { ColumnPart, Showing } from '../showing'
import type { DiagramColumn } from '../structure'

/** What the edges are about: in a phase what it computes with, else what the visitor chose. */
export function shownEdges({ edges, phase }: Showing): Showing['edges'] {
  if (!phase) return edges
  if (phase.kind === 'backward') return 'gradient'
  return phase.kind === 'update' ? 'update' : 'weight'
}

/** What each column shows. */
export function partsOf(showing: Showing, columns: readonly DiagramColumn[]): ColumnPart[] {
  const { units, phase } = showing
  if (!phase) {
    return columns.map(({ kind, shape }) => ({
      edges: 'plain',
      units: units === 'output' ? 'usual' : kind !== 'inputs' ? 'delta' : inputPart(isImage(shape)),
    }))
  }
  const here = 'layer' in phase ? columns.findIndex(({ name }) => name === phase.layer) : -1
  return columns.map((_, c): ColumnPart => {
    switch (phase.kind) {
      case 'batch':
        return { edges: 'bare', units: c === 0 ? 'output' : 'blank' }
      case 'forward':
        return { edges: past(c - here), units: c <= here ? 'output' : 'blank' }
      case 'loss':
        return { edges: 'faint', units: 'output' }
      case 'backward':
        return { edges: past(here - c), units: c < here ? 'output' : 'delta' }
      case 'update':
        return { edges: 'plain', units: 'blank' }
    }
  })
}

/** The loss is not derived by numbers of the plane; an image is what the deltas are about. */
const inputPart = (image: boolean): ColumnPart['units'] => (image ? 'usual' : 'blank')

/** @param ahead columns from the one that is computed, on the way of the phase */
const past = (ahead: number): ColumnPart['edges'] =>
  ahead === 0 ? 'plain' : ahead < 0 ? 'faint' : 'bare'

/** Between which columns numbers travel, and which way; null where none do. */
export function journey(
  { phase }: Showing,
  columns: readonly DiagramColumn[],
): { readonly column: number; readonly back: boolean } | null {
  if (phase?.kind !== 'forward' && phase?.kind !== 'backward') return null
  const here = columns.findIndex(({ name }) => name === phase.layer)
  const column = phase.kind === 'forward' ? here : here + 1
  return column > 0 && column < columns.length ? { column, back: phase.kind === 'backward' } : null
}
