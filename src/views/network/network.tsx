import { lazy, Suspense, useEffect, useMemo, useState } from 'react'
import { isImage } from '../../model/shapes'
import { useSize } from '../shared/canvas'
import { useMedia } from '../shared/media'
import { useExperiment, useRun, useWorkbench } from '../shared/workbench'
import { ColumnHeads } from './column-heads'
import { summary } from './descriptions'
import { Diagram } from './diagram'
import { Feet, Labels } from './labels'
import { layOut } from './layout'
import { Legend } from './legend'
import styles from './network.module.css'
import type { Figures } from './painter'
import { Scroller } from './scroller'
import type { NetworkProps } from './showing'
import { type DiagramColumn, diagramColumns, totalParameters } from './structure'
import { useFigures } from './use-figures'
import { useReading, useShowing } from './use-reading'

// A first visit shows a plane.
const ImageNetwork = lazy(() =>
  import('./images/image-network').then(({ ImageNetwork: C }) => ({ default: C })),
)

// Fetched with the first update that is taken apart.
const PhaseCaption = lazy(() =>
  import('./gradients/phase-caption').then(({ PhaseCaption: C }) => ({ default: C })),
)

const NO_FIGURES: Figures = { edges: [], ends: [], hidden: 0 }

/** The network as it stands: what each unit computes, what each weight is, and how to change it. */
export function Network() {
  const experiment = useExperiment((e) => e)
  const { variant } = useWorkbench()
  const loaded = useRun((state) => state.loaded)
  const { data, features, layers, task, loss } = experiment
  const columns = useMemo(
    () => diagramColumns(experiment, loaded),
    [data, features, layers, task, loss, loaded],
  )
  useValidSelection(columns)
  const [perLayer, setPerLayer] = useState(false)
  const showing = useShowing(perLayer)
  const shared = { columns, showing, setPerLayer }
  return (
    <section
      className={styles['network']}
      aria-label={variant > 0 ? `Network of variant ${variant}` : 'Network'}
    >
      {isImage(columns[0].shape) ? (
        <Suspense>
          <ImageNetwork {...shared} scale={rem()} />
        </Suspense>
      ) : (
        <PlaneNetwork {...shared} />
      )}
      {showing.phase && (
        <Suspense>
          <PhaseCaption />
        </Suspense>
      )}
    </section>
  )
}

/** Each unit as what it computes over the plane or the line. */
function PlaneNetwork({ columns, showing, setPerLayer }: NetworkProps) {
  const experiment = useExperiment((e) => e)
  const coarse = useMedia('(pointer: coarse)')
  const [scroller, size] = useSize<HTMLDivElement>()
  const [figures, keepFigures] = useFigures(NO_FIGURES)
  const reading = useReading({ columns, showing })
  const layout = useMemo(
    () =>
      layOut({
        width: size.width,
        height: size.height,
        units: columns.map(({ units }) => units),
        labels: {
          left: labelWidth(columns[0], size.width),
          right: labelWidth(columns[columns.length - 1], size.width),
        },
        coarse,
        scale: rem(),
        note: columns.some(({ activation }) => activation === 'binaryStep'),
        edgeScales: showing.perLayer,
      }),
    [columns, size, coarse, showing.perLayer],
  )
  return (
    <>
      <Scroller element={scroller} {...{ size, layout }}>
        <ColumnHeads columns={columns} layout={layout} />
        <Diagram
          columns={columns}
          layout={layout}
          ratio={size.ratio}
          scale={rem()}
          reading={reading}
          summary={summary(columns, experiment)}
          onFigures={keepFigures}
        />
        <Labels columns={columns} layout={layout} />
        <Feet columns={columns} layout={layout} figures={figures} reading={reading} />
      </Scroller>
      <Legend
        {...{ figures, reading, showing, setPerLayer }}
        parameters={totalParameters(columns)}
        narrow={size.width < 560}
      />
    </>
  )
}

/** Root ems in units of 16 px: more than 1 for the last row of a lecture hall. */
const rem = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16

/** Room for the longest label; longer ones break into lines. */
function labelWidth({ labels }: DiagramColumn, width: number): number {
  const longest = labels.reduce((most, { length }) => Math.max(most, length), 0)
  return Math.min(width < 560 ? 52 : 92, Math.ceil(longest * 7.2 * rem()))
}

/** Forgets selected units and edges that an edit has removed. */
function useValidSelection(columns: readonly DiagramColumn[]): void {
  const { selection } = useWorkbench()
  useEffect(() => {
    const has = (layer: string, unit: number) =>
      columns.some(({ name, units }) => name === layer && unit < units) ||
      isWithinBlock(layer, columns)
    const below = (layer: string) =>
      columns[columns.findIndex(({ name }) => name === layer) - 1]?.units ?? 0
    const { unit, edge, hovered } = selection.getState()
    if (unit && !has(unit.layer, unit.unit)) selection.setState({ unit: null })
    if (hovered && !has(hovered.layer, hovered.unit)) selection.setState({ hovered: null })
    if (edge && !(has(edge.layer, edge.to) && edge.from < below(edge.layer))) {
      selection.setState({ edge: null })
    }
  }, [columns, selection])
}

/** Whether a name such as `layers/2/layers/0` or `layers/2/projection` is that of an inner layer. */
function isWithinBlock(name: string, columns: readonly DiagramColumn[]): boolean {
  const [, block, , inner] = name.match(/^(layers\/\d+)\/(layers\/)?(\w+)$/) ?? []
  const layer = columns.find((column) => column.name === block)?.layer
  if (layer?.kind !== 'residual') return false
  return inner === 'projection' || Number(inner) < layer.layers.length
}
