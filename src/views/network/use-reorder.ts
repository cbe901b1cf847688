import { type ComponentProps, type MouseEvent, type PointerEvent, useRef, useState } from 'react'
import { useWorkbench } from '../shared/workbench'
import { moveLayer } from './edits'
import type { DiagramLayout } from './layout'

/** Pixels before a press becomes a drag. */
const SLACK = 6

interface Drag {
  readonly column: number
  readonly startX: number
  readonly moved: number
  readonly active: boolean
}

/** Dragging a layer's head to another place. The panel that a head opens has buttons for the same. */
export function useReorder(layout: DiagramLayout) {
  const { experiment } = useWorkbench()
  const [drag, setDrag] = useState<Drag | null>(null)
  const suppressClick = useRef(false)
  const last = layout.columns.length - 2

  /** The column at which the dragged layer would come to stand. */
  const target = ({ column, moved }: Drag): number =>
    Math.min(last, Math.max(1, column + Math.round(moved / layout.pitch)))

  const handle = (column: number): ComponentProps<'div'> => ({
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0 || last < 2) return
      suppressClick.current = false
      setDrag({ column, startX: event.clientX, moved: 0, active: false })
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      if (!drag || drag.column !== column) return
      const moved = event.clientX - drag.startX
      const active = drag.active || Math.abs(moved) > SLACK
      if (active) event.currentTarget.setPointerCapture(event.pointerId)
      setDrag({ ...drag, moved, active })
    },
    onPointerUp() {
      if (drag?.active) {
        suppressClick.current = true
        const to = target(drag)
        if (to !== drag.column) experiment.edit(moveLayer(drag.column - 1, to - 1))
      }
      setDrag(null)
    },
    onPointerCancel: () => setDrag(null),
    onClickCapture(event: MouseEvent) {
      if (!suppressClick.current) return
      suppressClick.current = false
      event.preventDefault()
      event.stopPropagation()
    },
  })

  const dragged = drag?.active ? drag : null
  const to = dragged && target(dragged)
  return {
    handle,
    /** How far the head of a column is displaced. */
    shift: (column: number) => (dragged?.column === column ? `${dragged.moved}px 0` : undefined),
    /** Where the line stands that shows the new place. */
    mark:
      dragged && to !== null && to !== dragged.column
        ? layout.columns[to].x + ((to > dragged.column ? 1 : -1) * layout.pitch) / 2
        : null,
  }
}
