import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { isImage } from '../../../model/shapes'
import { prepare } from '../../shared/canvas'
import { usePalette } from '../../shared/palette'
import type { ShownImage } from '../../shared/shown-image'
import { useExperiment, useFrame, useProbes, useRun, useWorkbench } from '../../shared/workbench'
import type { DiagramLayout } from '../layout'
import styles from '../network.module.css'
import { type DiagramColumn, isOfShape } from '../structure'
import { Units } from '../units'
import { useSubjects } from '../use-subjects'
import { describeUnit } from './describe-unit'
import { ImageTip } from './image-tip'
import own from './images.module.css'
import type { Between, Look } from './looks'
import { columnProbe, type ImageFigures, ImagePainter, paintRims } from './painter'

const ParameterPanel = lazy(() =>
  import('../parameter-panel').then(({ ParameterPanel: C }) => ({ default: C })),
)

interface ImageDiagramProps {
  readonly columns: readonly DiagramColumn[]
  readonly looks: readonly Look[]
  readonly betweens: readonly Between[]
  readonly layout: DiagramLayout
  readonly image: ShownImage | null
  readonly ratio: number
  readonly summary: string
  readonly onFigures: (figures: ImageFigures) => void
}

/** Units with more inputs than this have no list of them to edit. */
const MOST_ROWS = 64

/** The painted maps and units, the buttons over them, and what opens from them. */
export function ImageDiagram(props: ImageDiagramProps) {
  const { columns, betweens, layout, image, summary } = props
  const loaded = useRun((state) => state.loaded)
  const { subject, pointed, pointer, openUnit, close } = useSubjects({
    columns,
    layout,
    straight: false,
    drawn: (column) => betweens[column] === 'weights',
    opens: ({ layer }) => {
      const c = columns.findIndex(({ name }) => name === layer)
      const below = columns[c - 1]?.shape
      return columns[c].link === 'weights' && !isImage(below) && below[0] <= MOST_ROWS
    },
  })
  useProbes(image && loaded ? loaded.layers.map((layer) => columnProbe(layer, image)) : [])
  const canvas = usePainting(props, pointed ?? (subject?.kind === 'edge' ? subject : null))
  const rims = useRims(props)
  const fits = loaded !== null && isOfShape(loaded, columns)
  return (
    <div
      className={`${styles['diagram']} ${own['diagram']}`}
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
      <canvas
        ref={rims}
        aria-hidden="true"
        className={styles['canvas']}
        style={{ width: layout.width, height: layout.height }}
      />
      <Units
        columns={columns}
        layout={layout}
        summary={summary}
        onOpen={openUnit}
        describe={(now, frame, column, unit) => describeUnit(now, frame, column, unit, image)}
      />
      {fits && !subject && (
        <ImageTip columns={columns} layout={layout} loaded={loaded} image={image} edge={pointed} />
      )}
      {fits && subject && (
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

/** Paints on every frame, and when anything else changes that the picture depends on. */
function usePainting(
  { columns, looks, betweens, layout, image, ratio, onFigures }: ImageDiagramProps,
  edge: { readonly layer: string; readonly from: number; readonly to: number } | null,
) {
  const { frames, selection } = useWorkbench()
  const loaded = useRun((state) => state.loaded)
  const experiment = useExperiment((e) => e)
  const palette = usePalette()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [painter] = useState(() => new ImagePainter())
  const columnOf = (layer: string) => columns.findIndex(({ name }) => name === layer)
  const draw = () => {
    const { width, height } = layout
    const context = prepare(canvas.current, { width, height, ratio })
    if (!context) return
    const { hovered, unit } = selection.getState()
    const focus = hovered ?? unit
    const column = focus ? columnOf(focus.layer) : -1
    const figures = painter.paint(context, {
      experiment,
      columns,
      looks,
      betweens,
      layout,
      loaded,
      image,
      palette,
      frame: frames.latest,
      focus: focus && column > 0 ? { column, unit: focus.unit } : null,
      edges: edge ? [{ column: columnOf(edge.layer), from: edge.from, to: edge.to }] : [],
    })
    onFigures(figures)
  }
  useFrame(draw, [])
  const newest = useRef(draw)
  useEffect(() => {
    newest.current = draw
  })
  useEffect(() => newest.current(), [columns, looks, layout, image, ratio, edge, loaded, palette])
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

/** What lies above the pictures and only changes with the layout. */
function useRims({ looks, layout, ratio }: ImageDiagramProps) {
  const palette = usePalette()
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const { width, height } = layout
    const context = prepare(canvas.current, { width, height, ratio })
    if (context) paintRims(context, { layout, looks, palette })
  }, [looks, layout, ratio, palette])
  return canvas
}
