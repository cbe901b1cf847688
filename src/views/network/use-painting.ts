import { useEffect, useRef } from 'react'
import type { EdgeRef, UnitRef } from '../../store/selection'
import { prepare } from '../shared/canvas'
import { useFrame, useWorkbench } from '../shared/workbench'
import type { DiagramLayout } from './layout'
import type { DiagramColumn } from './structure'

/** Paints on every frame, on every rendering, and when something else is hovered or selected. */
export function usePainting(
  { layout, ratio }: { readonly layout: DiagramLayout; readonly ratio: number },
  paint: (context: CanvasRenderingContext2D) => void,
) {
  const { selection } = useWorkbench()
  const canvas = useRef<HTMLCanvasElement>(null)
  const draw = () => {
    const { width, height } = layout
    const context = prepare(canvas.current, { width, height, ratio })
    if (context) paint(context)
  }
  useFrame(draw, [])
  const newest = useRef(draw)
  useEffect(() => {
    newest.current = draw
    draw()
  })
  // A moving pointer changes only what is hovered; React need not hear of it.
  useEffect(
    () =>
      selection.subscribe((now, before) => {
        if (now.hovered !== before.hovered || now.unit !== before.unit) newest.current()
      }),
    [selection],
  )
  return canvas
}

/** A unit or an edge by its column. */
export function placedUnit(columns: readonly DiagramColumn[], unit: UnitRef | null) {
  const column = columns.findIndex(({ name }) => name === unit?.layer)
  return unit && column >= 0 ? { column, unit: unit.unit } : null
}

export function placedEdges(
  columns: readonly DiagramColumn[],
  edges: readonly (EdgeRef | null | undefined)[],
) {
  return edges
    .filter((edge) => edge !== null && edge !== undefined)
    .map(({ layer, from, to }) => ({
      column: columns.findIndex(({ name }) => name === layer),
      from,
      to,
    }))
}
