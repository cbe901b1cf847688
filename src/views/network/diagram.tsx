import { lazy, Suspense, useState } from 'react'
import { usePalette } from '../shared/palette'
import { layerParameters } from '../shared/parameters'
import { useExperiment, useProbes, useRun, useSelection, useWorkbench } from '../shared/workbench'
import { MOST_CURVES } from './edges'
import type { DiagramLayout } from './layout'
import styles from './network.module.css'
import { type Figures, Painter } from './painter'
import type { Reading } from './showing'
import { type DiagramColumn, isOfShape, weightCount } from './structure'
import { Units } from './units'
import { placedEdges, placedUnit, usePainting } from './use-painting'
import { useSubjects } from './use-subjects'
import { isLine, tileProbe } from './values'

// Fetched when something is first pointed at.
const Tip = lazy(() => import('./tip').then(({ Tip: C }) => ({ default: C })))
// Fetched when the first unit or edge is opened.
const ParameterPanel = lazy(() =>
  import('./parameter-panel').then(({ ParameterPanel: C }) => ({ default: C })),
)

// Fetched with the first update that is taken apart.
const Travel = lazy(() => import('./gradients/travel').then(({ Travel: C }) => ({ default: C })))

interface DiagramProps {
  readonly columns: readonly DiagramColumn[]
  readonly layout: DiagramLayout
  readonly ratio: number
  /** Size of the type over 16 px. */
  readonly scale: number
  readonly reading: Reading | null
  readonly summary: string
  readonly onFigures: (figures: Figures) => void
}

/** The painted network, the buttons over its units, and what opens from them. */
export function Diagram(props: DiagramProps) {
  const { columns, layout, ratio, scale, reading, summary, onFigures } = props
  const { frames, selection } = useWorkbench()
  const loaded = useRun((state) => state.loaded)
  const experiment = useExperiment((e) => e)
  const palette = usePalette()
  const [painter] = useState(() => new Painter())
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
  const paint = (context: CanvasRenderingContext2D) => {
    const opened = subject?.kind === 'unit' ? subject : null
    const edges = [pointed, subject?.kind === 'edge' ? subject : null]
    const figures = painter.paint(context, {
      experiment,
      columns,
      layout,
      loaded,
      palette,
      resolution,
      reading,
      scale,
      frame: frames.latest,
      focus: placedUnit(columns, selection.getState().hovered ?? opened),
      edges: placedEdges(columns, edges),
    })
    onFigures(figures)
  }
  const canvas = usePainting({ layout, ratio }, paint)
  const isUsual = (_: unknown, l: number) => !reading || reading.parts[l + 1]?.units === 'usual'
  const cells = loaded && isLine(loaded) ? 0 : resolution
  useProbes([
    ...(loaded?.layers.filter(isUsual).map(({ name }) => tileProbe(loaded, name, cells)) ?? []),
    ...(reading?.requests ?? []),
  ])
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
      <Units
        columns={columns}
        layout={layout}
        reading={reading}
        summary={summary}
        onOpen={openUnit}
      />
      {reading && (
        <Suspense>
          <Travel
            {...{ columns, layout, ratio, reading }}
            isBand={(c) => columns[c].link === 'block'}
          />
        </Suspense>
      )}
      {fits && !subject && (pointed || hovers) && (
        <Suspense>
          <Tip {...{ columns, layout, loaded, reading }} edge={pointed} />
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
            reading={reading}
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
