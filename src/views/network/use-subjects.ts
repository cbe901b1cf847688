import { useCallback, useEffect, useState } from 'react'
import type { EdgeRef, UnitRef } from '../../store/selection'
import { useWorkbench } from '../shared/workbench'
import type { DiagramLayout } from './layout'
import type { Subject } from './parameter-panel'
import type { DiagramColumn } from './structure'
import { usePointer } from './use-pointer'

interface SubjectOptions {
  readonly columns: readonly DiagramColumn[]
  readonly layout: DiagramLayout
  /** Whether edges are lines, not curves. */
  readonly straight: boolean
  /** Whether each unit of a column has an edge of its own to each of the column before. */
  readonly drawn: (column: number) => boolean
  /** Whether a unit has a panel of its parameters. */
  readonly opens: (unit: UnitRef) => boolean
}

/** What is pointed at in a diagram, chosen, and opened. */
export function useSubjects({ columns, layout, straight, drawn, opens }: SubjectOptions) {
  const { experiment, selection } = useWorkbench()
  const [subject, setSubject] = useState<Subject | null>(null)
  const [pointed, setPointed] = useState<EdgeRef | null>(null)
  const openUnit = (unit: UnitRef) => {
    selection.setState({ unit, edge: null, pixel: null })
    setSubject(opens(unit) ? { kind: 'unit', ...unit } : null)
  }
  const onEdge = useCallback(
    (edge: EdgeRef) => {
      selection.setState({ edge, unit: { layer: edge.layer, unit: edge.to }, pixel: null })
      setSubject({ kind: 'edge', ...edge })
    },
    [selection],
  )
  const targets = {
    columns,
    layout,
    straight,
    drawn,
    onPoint: setPointed,
    onEdge,
    onUnit: openUnit,
  }
  const pointer = usePointer(targets)
  useEffect(() => {
    setSubject((open) => (open && isPlaced(open, columns) ? open : null))
    setPointed(null)
  }, [columns])
  // A panel over another document's network would show numbers that nobody asked for.
  useEffect(
    () =>
      experiment.store.subscribe((now, before) => {
        if (now.opened !== before.opened) setSubject(null)
      }),
    [experiment],
  )
  return {
    subject,
    pointed,
    pointer,
    openUnit,
    close: (closed: Subject) => setSubject((now) => (now === closed ? null : now)),
  }
}

function isPlaced(subject: Subject, columns: readonly DiagramColumn[]): boolean {
  const at = columns.findIndex(({ name }) => name === subject.layer)
  if (at < 1) return false
  if (subject.kind === 'unit') return subject.unit < columns[at].units
  return subject.to < columns[at].units && subject.from < columns[at - 1].units
}
