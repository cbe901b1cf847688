import { type ComponentProps, type MouseEvent, type PointerEvent, useRef, useState } from 'react'
import { moveLayer } from './edits'
import type { DiagramLayout } from './layout'
import { useAttempt } from './use-attempt'

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
  const { refused, attempt, dismiss } = useAttempt()
  const [drag, setDrag] = useState<Drag | null>(null)
  const suppressClick = useRef(false)
  const { columns } = layout
  const last = columns.length - 2

  /** The column at which the dragged layer would come to stand. */
  const target = ({ column, moved }: Drag): number => {
    const x = columns[column].x + moved
    let nearest = column
    for (let c = 1; c <= last; c++) {
      if (Math.abs(columns[c].x - x) < Math.abs(columns[nearest].x - x)) nearest = c
    }
    return nearest
  }

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
        if (to !== drag.column) attempt(moveLayer([drag.column - 1], to - 1), String(drag.column))
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
        ? layout.inserts.xs[to > dragged.column ? to : to - 1]
        : null,
    /** Why the last drag changed nothing, below the head that was dragged. */
    refused: refused && { refusal: refused.refusal, column: Number(refused.origin) },
    dismiss,
  }
}
