import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import type { EdgeRef } from '../../store/selection'
import { prepare } from '../shared/canvas'
import { usePalette } from '../shared/palette'
import { layerParameters } from '../shared/parameters'
import {
  useExperiment,
  useFrame,
  useProbes,
  useRun,
  useSelection,
  useWorkbench,
} from '../shared/workbench'
import { MOST_CURVES } from './edges'
import type { DiagramLayout } from './layout'
import styles from './network.module.css'
import { type Figures, isLine, Painter, tileProbe } from './painter'
import type { Subject } from './parameter-panel'
import { type DiagramColumn, isOfShape, weightCount } from './structure'
import { Units } from './units'
import { useSubjects } from './use-subjects'

// Fetched when something is first pointed at.
const Tip = lazy(() => import('./tip').then(({ Tip: C }) => ({ default: C })))
// Fetched when the first unit or edge is opened.
const ParameterPanel = lazy(() =>
  import('./parameter-panel').then(({ ParameterPanel: C }) => ({ default: C })),
)

interface DiagramProps {
  readonly columns: readonly DiagramColumn[]
  readonly layout: DiagramLayout
  readonly ratio: number
  readonly summary: string
  readonly onFigures: (figures: Figures) => void
}

/** The painted network, the buttons over its units, and what opens from them. */
export function Diagram({ columns, layout, ratio, summary, onFigures }: DiagramProps) {
  const loaded = useRun((state) => state.loaded)
  const edgeCount = columns.reduce((sum, _, c) => sum + weightCount(columns, c), 0)
  const { subject, pointed, pointer, openUnit, close } = useSubjects({
    columns,
    layout,
    straight: edgeCount > MOST_CURVES,
    drawn: (column) => columns[column].link === 'weights',
    opens: ({ layer }) => layer !== 'inputs',
  })
  const hovers = useSelection(({ hovered }) => hovered !== null)
  const resolution = tileResolution(columns, layout, ratio)
  const canvas = usePainting({ columns, layout, ratio, resolution, pointed, subject, onFigures })
  useProbes(
    loaded?.layers.map(({ name }) => tileProbe(loaded, name, isLine(loaded) ? 0 : resolution)) ??
      [],
  )
  const fits = loaded !== null && isOfShape(loaded, columns)
  return (
    <div
      className={styles['diagram']}
      style={{ width: layout.width, height: layout.height }}
      data-edge={pointed ? '' : undefined}
      {...pointer}
    >
      <canvas
        ref={canvas}
        aria-hidden="true"
        className={styles['canvas']}
        style={{ width: layout.width, height: layout.height }}
      />
      <Units columns={columns} layout={layout} summary={summary} onOpen={openUnit} />
      {fits && !subject && (pointed || hovers) && (
        <Suspense>
          <Tip columns={columns} layout={layout} loaded={loaded} edge={pointed} />
        </Suspense>
      )}
      {fits && subject && layerParameters(loaded, subject.layer) && (
        <Suspense>
          <ParameterPanel
            key={JSON.stringify(subject)}
            subject={subject}
            loaded={loaded}
            columns={columns}
            layout={layout}
            onClose={() => close(subject)}
          />
        </Suspense>
      )}
    </div>
  )
}

/** Cells along a thumbnail's side: what its pixels can show and many units can afford. */
function tileResolution(
  columns: readonly DiagramColumn[],
  { columns: places }: DiagramLayout,
  ratio: number,
): number {
  const units = columns.reduce((sum, column) => sum + column.units, 0)
  const largest = Math.max(
    ...places.slice(1, -1).map(({ tile }) => tile),
    places[places.length - 1].tile / 1.5,
  )
  if (largest * ratio <= 24 || units > 400) return 16
  return units > 150 ? 24 : 32
}

interface Painting {
  readonly columns: readonly DiagramColumn[]
  readonly layout: DiagramLayout
  readonly ratio: number
  readonly resolution: number
  readonly pointed: EdgeRef | null
  readonly subject: Subject | null
  readonly onFigures: (figures: Figures) => void
}

/** Paints on every frame, and when anything else changes that the picture depends on. */
function usePainting(painting: Painting) {
  const { columns, layout, ratio, resolution, pointed, subject, onFigures } = painting
  const { frames, selection } = useWorkbench()
  const loaded = useRun((state) => state.loaded)
  const experiment = useExperiment((e) => e)
  const palette = usePalette()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [painter] = useState(() => new Painter())

  const columnOf = (layer: string) => columns.findIndex(({ name }) => name === layer)
  const draw = () => {
    const { width, height } = layout
    const context = prepare(canvas.current, { width, height, ratio })
    if (!context) return
    const opened = subject?.kind === 'unit' ? subject : null
    const focus = selection.getState().hovered ?? opened
    const shown = [pointed, subject?.kind === 'edge' ? subject : null].filter(
      (edge) => edge !== null,
    )
    const figures = painter.paint(context, {
      experiment,
      columns,
      layout,
      loaded,
      palette,
      resolution,
      frame: frames.latest,
      focus: focus && { column: columnOf(focus.layer), unit: focus.unit },
      edges: shown.map(({ layer, from, to }) => ({ column: columnOf(layer), from, to })),
    })
    onFigures(figures)
  }
  useFrame(draw, [])
  const newest = useRef(draw)
  useEffect(() => {
    newest.current = draw
  })
  useEffect(
    () => newest.current(),
    [columns, layout, ratio, resolution, pointed, subject, loaded, palette],
  )
  // A moving pointer changes only `hovered`; React need not hear of it.
  useEffect(
    () =>
      selection.subscribe((now, before) => {
        if (now.hovered !== before.hovered) newest.current()
      }),
    [selection],
  )
  return canvas
}
