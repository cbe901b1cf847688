import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { isImage } from '../../../model/shapes'
import type { LayerInfo } from '../../../worker/protocol'
import { prepare } from '../../shared/canvas'
import { usePalette } from '../../shared/palette'
import type { ShownImage } from '../../shared/shown-image'
import { useExperiment, useProbes, useRun, useWorkbench } from '../../shared/workbench'
import type { DiagramLayout } from '../layout'
import styles from '../network.module.css'
import type { Reading } from '../showing'
import { type DiagramColumn, isOfShape } from '../structure'
import { Units } from '../units'
import { placedEdges, placedUnit, usePainting } from '../use-painting'
import { useSubjects } from '../use-subjects'
import { describeUnit } from './describe-unit'
import { ImageTip } from './image-tip'
import own from './images.module.css'
import type { Between, Look } from './looks'
import { columnProbe, type ImageFigures, ImagePainter, paintRims } from './painter'

const ParameterPanel = lazy(() =>
  import('../parameter-panel').then(({ ParameterPanel: C }) => ({ default: C })),
)

// Fetched with the first update that is taken apart.
const Travel = lazy(() => import('../gradients/travel').then(({ Travel: C }) => ({ default: C })))

interface ImageDiagramProps {
  readonly columns: readonly DiagramColumn[]
  readonly looks: readonly Look[]
  readonly betweens: readonly Between[]
  readonly layout: DiagramLayout
  readonly image: ShownImage | null
  readonly ratio: number
  /** Size of the type over 16 px. */
  readonly scale: number
  readonly reading: Reading | null
  readonly summary: string
  readonly onFigures: (figures: ImageFigures) => void
}

/** Units with more inputs than this have no list of them to edit. */
const MOST_ROWS = 64

/** The painted maps and units, the buttons over them, and what opens from them. */
export function ImageDiagram(props: ImageDiagramProps) {
  const { columns, looks, betweens, layout, image, ratio, scale, reading, summary, onFigures } =
    props
  const { frames, selection } = useWorkbench()
  const loaded = useRun((state) => state.loaded)
  const experiment = useExperiment((e) => e)
  const palette = usePalette()
  const [painter] = useState(() => new ImagePainter())
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
  const isUsual = (_: unknown, l: number) => !reading || reading.parts[l + 1]?.units === 'usual'
  // The answers beside the outputs stay while those show their deltas.
  const isAsked = (layer: LayerInfo, l: number) =>
    isUsual(layer, l) || (layer.name === 'output' && !reading?.showing.phase)
  useProbes([
    ...(image && loaded ? loaded.layers.filter(isAsked).map((l) => columnProbe(l, image)) : []),
    ...(reading?.requests ?? []),
  ])
  const edge = pointed ?? (subject?.kind === 'edge' ? subject : null)
  const paint = (context: CanvasRenderingContext2D) => {
    const { hovered, unit } = selection.getState()
    const focus = placedUnit(columns, hovered ?? unit)
    const figures = painter.paint(context, {
      experiment,
      columns,
      looks,
      betweens,
      layout,
      loaded,
      image,
      palette,
      reading,
      scale,
      frame: frames.latest,
      focus: focus && focus.column > 0 ? focus : null,
      edges: placedEdges(columns, [edge]),
    })
    onFigures(figures)
  }
  const canvas = usePainting({ layout, ratio }, paint)
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
        reading={reading}
        summary={summary}
        onOpen={openUnit}
        describe={(now, frame, column, unit) =>
          describeUnit(
            now,
            frame,
            column,
            unit,
            isUsual(column, columns.indexOf(column) - 1) ? image : null,
          )
        }
      />
      {reading && (
        <Suspense>
          <Travel {...{ columns, layout, ratio, reading }} isBand={(c) => betweens[c] === 'band'} />
        </Suspense>
      )}
      {fits && !subject && (
        <ImageTip {...{ columns, layout, loaded, image, reading }} edge={pointed} />
      )}
      {fits && subject && (
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
