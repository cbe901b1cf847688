import { useEffect, useMemo, useState } from 'react'
import { phasesOf } from '../../store/phase'
import type { ShownImage } from '../shared/shown-image'
import { useExperiment, usePhase, useRun } from '../shared/workbench'
import type { createReading } from './gradients/reading'
import type { Reading, Showing } from './showing'
import { type DiagramColumn, isOfShape } from './structure'

export function useShowing(perLayer: boolean): Showing {
  const edges = useExperiment(({ view }) => view.edges)
  const units = useExperiment(({ view }) => view.units)
  const loaded = useRun((state) => state.loaded)
  const { at, row } = usePhase()
  return useMemo(() => {
    const phase = at === null || !loaded ? null : (phasesOf(loaded.layers)[at] ?? null)
    return { edges, units, phase, row: phase && row, perLayer }
  }, [edges, units, loaded, at, row, perLayer])
}

interface ReadingOptions {
  readonly columns: readonly DiagramColumn[]
  readonly showing: Showing
  /** The image that the diagram is about. */
  readonly image?: ShownImage | null
  /** Per column: whether weights that lead to it are drawn; all if left out. */
  readonly drawn?: readonly boolean[] | undefined
}

/** Null where weights and outputs are shown, and until the code for anything else has come. */
export function useReading({ columns, showing, image = null, drawn }: ReadingOptions) {
  const loaded = useRun((state) => state.loaded)
  const [create, setCreate] = useState<typeof createReading | null>(null)
  const { edges, units, phase } = showing
  const wanted = edges !== 'weight' || units !== 'output' || phase !== null
  useEffect(() => {
    if (!wanted) return
    void import('./gradients/reading').then((code) => setCreate(() => code.createReading))
  }, [wanted])
  return useMemo((): Reading | null => {
    if (!wanted || !create || !loaded || !isOfShape(loaded, columns)) return null
    return create({ loaded, columns, showing, image, drawn })
  }, [wanted, create, loaded, columns, showing, image, drawn])
}
