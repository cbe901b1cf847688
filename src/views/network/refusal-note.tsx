import { TriangleAlert } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Button } from '../shared/controls/button'
import { useWorkbench } from '../shared/workbench'
import type { Refusal } from './attempt'
import type { DiagramLayout } from './layout'
import styles from './refusal-note.module.css'

interface RefusalNoteProps {
  readonly refusal: Refusal
  readonly onClose: () => void
}

/** Why an edit was not made, and the nearest network that works, one press away. */
export function RefusalNote({ refusal, onClose }: RefusalNoteProps) {
  const { experiment } = useWorkbench()
  const note = useRef<HTMLDivElement>(null)
  useEffect(() => {
    note.current?.scrollIntoView({ block: 'nearest' })
  }, [refusal])
  const { message, label, more, mended } = refusal
  return (
    <div ref={note} className={styles['note']} role="alert">
      <p>
        <TriangleAlert aria-hidden />
        {message}
      </p>
      <div className={styles['ways']}>
        <Button
          look="primary"
          onClick={() => {
            experiment.edit(({ view }) => ({ ...mended, view }))
            onClose()
          }}
        >
          {label}
        </Button>
        <Button look="quiet" onClick={onClose}>
          Leave as it is
        </Button>
      </div>
      {more > 0 && (
        <p className={styles['more']}>
          {more === 1 ? 'One other change follows' : `${more} other changes follow`} from it, so
          that all layers fit.
        </p>
      )}
    </div>
  )
}

/** The same where no panel is open: after a head was dragged to a place that it cannot have. */
export function Callout({
  refusal,
  column,
  layout,
  onClose,
}: RefusalNoteProps & { readonly column: number; readonly layout: DiagramLayout }) {
  const { x, headWidth } = layout.columns[column]
  return (
    <div
      className={styles['callout']}
      style={{
        left: Math.max(4, Math.min(x - headWidth / 2, layout.width - 264)),
        top: layout.headTop + 60,
      }}
    >
      <RefusalNote refusal={refusal} onClose={onClose} />
    </div>
  )
}
