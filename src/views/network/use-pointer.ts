import type { MouseEvent, PointerEvent } from 'react'
import { useRef } from 'react'
import type { EdgeRef, UnitRef } from '../../store/selection'
import { useWorkbench } from '../shared/workbench'
import { type DiagramLayout, nearestEdge, type Point } from './layout'
import type { DiagramColumn } from './structure'

const NEAR = { mouse: 6, touch: 14 }
/** Thumbnails may be smaller than a fingertip; a tap this close still means them. */
const FINGER = 20

interface PointerTargets {
  readonly columns: readonly DiagramColumn[]
  readonly layout: DiagramLayout
  readonly straight: boolean
  /** Whether each unit of a column has an edge of its own to each of the column before. */
  readonly drawn: (column: number) => boolean
  readonly onPoint: (edge: EdgeRef | null) => void
  readonly onEdge: (edge: EdgeRef) => void
  readonly onUnit: (unit: UnitRef) => void
}

/** The unit whose button an event comes from. */
export function unitOf(
  target: EventTarget,
  columns: readonly DiagramColumn[],
): { readonly column: number; readonly unit: number; readonly ref: UnitRef } | null {
  const button = target instanceof Element ? target.closest<HTMLElement>('[data-unit]') : null
  if (!button) return null
  const [column, unit] = [Number(button.dataset['column']), Number(button.dataset['unit'])]
  const layer = columns[column]?.name
  return layer === undefined ? null : { column, unit, ref: { layer, unit } }
}

/** Pointing at and pressing units and edges: handlers for the element that covers the diagram. */
export function usePointer(targets: PointerTargets) {
  const { columns, layout, straight, drawn, onPoint, onEdge, onUnit } = targets
  const { selection } = useWorkbench()
  const last = useRef('')

  const edgeAt = (point: Point, tolerance: number): EdgeRef | null => {
    const hit = nearestEdge(layout, point, { straight, tolerance, drawn })
    return hit && { layer: columns[hit.column].name, from: hit.from, to: hit.to }
  }
  const point = (edge: EdgeRef | null) => {
    const key = edge ? `${edge.layer} ${edge.from} ${edge.to}` : ''
    if (key === last.current) return
    last.current = key
    onPoint(edge)
  }
  const hover = (ref: UnitRef | null) => {
    const { hovered } = selection.getState()
    if (hovered?.layer === ref?.layer && hovered?.unit === ref?.unit) return
    selection.setState({ hovered: ref })
  }

  return {
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (event.pointerType === 'touch') return
      const unit = unitOf(event.target, columns)
      hover(unit?.ref ?? null)
      point(unit || isInside(event.target) ? null : edgeAt(place(event), NEAR.mouse))
    },
    onPointerLeave() {
      hover(null)
      point(null)
    },
    onClick(event: MouseEvent<HTMLElement>) {
      if (isInside(event.target)) return
      const unit = unitOf(event.target, columns)
      if (unit) {
        onUnit(unit.ref)
        return
      }
      const touch = isTouch(event)
      const close = touch ? nearUnit(layout, place(event)) : null
      if (close) {
        onUnit({ layer: columns[close.column].name, unit: close.unit })
        return
      }
      const edge = edgeAt(place(event), touch ? NEAR.touch : NEAR.mouse)
      if (edge) onEdge(edge)
    },
  }
}

/** Whether an event comes from a panel, which stands in the diagram's tree but above it. */
const isInside = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('[popover]') !== null

const isTouch = ({ nativeEvent }: MouseEvent): boolean =>
  'pointerType' in nativeEvent && nativeEvent.pointerType === 'touch'

function place(event: MouseEvent<HTMLElement>): Point {
  const { left, top } = event.currentTarget.getBoundingClientRect()
  return { x: event.clientX - left, y: event.clientY - top }
}

function nearUnit(
  { columns }: DiagramLayout,
  { x, y }: Point,
): { readonly column: number; readonly unit: number } | null {
  let best: { column: number; unit: number; distance: number } | null = null
  columns.forEach(({ units, tile, tileHeight }, column) => {
    units.forEach((corner, unit) => {
      const distance = Math.hypot(corner.x + tile / 2 - x, corner.y + tileHeight / 2 - y) - tile / 2
      if (distance <= FINGER - tile / 4 && (!best || distance < best.distance)) {
        best = { column, unit, distance }
      }
    })
  })
  return best
}
