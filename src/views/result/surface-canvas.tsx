import { useMemo, useRef } from 'react'
import type { Loaded } from '../../worker/protocol'
import { niceCeiling } from '../shared/axis'
import { type CanvasSize, prepare, useSize } from '../shared/canvas'
import { formatPercent } from '../shared/number'
import type { OutputMeaning } from '../shared/outputs'
import { css, type Palette, signedColour, usePalette } from '../shared/palette'
import { useSlowRun } from '../shared/slow-run'
import { useExperiment, useFrame, useWorkbench } from '../shared/workbench'
import { traceContour } from './contour'
import styles from './result.module.css'
import type { Shown } from './shown'
import {
  type ColourTable,
  colourTable,
  enlarge,
  greatest,
  isBroken,
  lead,
  paintClasses,
  paintScalar,
  RESOLUTION,
  STRENGTH,
  scores,
  twoClassTable,
} from './surface'

/** Pixels per cell and side: one value per cell is cheap, a share per class is not. */
const FINE = 3
const COARSE = 2

interface SurfaceProps {
  readonly loaded: Loaded
  readonly meaning: OutputMeaning
  readonly shown: Shown
  /** The value at full colour changed. */
  readonly onLimit: (limit: number) => void
}

/** The coloured surface and its contour, painted for every frame outside of React. */
export function Surface({ loaded, meaning, shown, onLimit }: SurfaceProps) {
  const { frames } = useWorkbench()
  const palette = usePalette()
  const discretize = useExperiment(({ view }) => view.discretize)
  const contour = useExperiment(({ view }) => view.contour)
  const picture = useRef<HTMLCanvasElement>(null)
  const lines = useRef<HTMLCanvasElement>(null)
  const broken = useRef<HTMLParagraphElement>(null)
  const [frameRef, size] = useSize<HTMLDivElement>()
  const table = useMemo(
    () => colours(palette, meaning, shown, discretize),
    [palette, meaning, shown, discretize],
  )
  const reported = useRef(0)

  useFrame(() => {
    const values = shown.values ?? (shown.request && frames.probe(shown.request))
    // A frame of the experiment before or after may have other layers.
    if (!values || values.length !== RESOLUTION * RESOLUTION * shown.width) return
    const limit = shown.limit ?? niceCeiling(greatest(values, shown.width, shown.column))
    if (shown.kind === 'signed' && limit !== reported.current) {
      reported.current = limit
      onLimit(limit)
    }
    paint(picture.current, values, { meaning, shown, palette, table, limit, discretize })
    if (broken.current) broken.current.hidden = !isBroken(values)
    const context = prepare(lines.current, size)
    if (context && contour) drawContour(context, size, values, { meaning, shown, palette })
  }, [shown, meaning, table, palette, contour, discretize, size])

  return (
    <div ref={frameRef} className={styles['layer']}>
      <Picture ref={picture} loaded={loaded} shown={shown} />
      <canvas ref={lines} className={styles['layer']} aria-hidden="true" />
      <p ref={broken} className={styles['broken']} hidden>
        <span>The output is not a number here any more.</span>
      </p>
    </div>
  )
}

function Picture({
  ref,
  loaded,
  shown,
}: {
  ref: React.Ref<HTMLCanvasElement>
  loaded: Loaded
  shown: Shown
}) {
  const run = useSlowRun((state) => state.run)
  const quality =
    loaded.classes.length > 0
      ? run?.testAccuracy !== undefined
        ? `: test accuracy ${formatPercent(run.testAccuracy)}`
        : run?.trainAccuracy !== undefined
          ? `: training accuracy ${formatPercent(run.trainAccuracy)}`
          : ''
      : ''
  const label = `${shown.title} at step ${run?.step ?? 0}${quality}`
  return <canvas ref={ref} role="img" aria-label={label} className={styles['picture']} />
}

interface Style {
  readonly meaning: OutputMeaning
  readonly shown: Shown
  readonly palette: Palette
}

function colours(
  palette: Palette,
  meaning: OutputMeaning,
  shown: Shown,
  discretize: boolean,
): ColourTable {
  if (shown.kind === 'shares' && meaning.kind === 'two') {
    return twoClassTable(palette, meaning.share, discretize)
  }
  const hard = (value: number) => (value > 0 ? 1 : -1)
  // Points of classes stand on a unit's picture; those of a regression share its colours.
  const strength = meaning.kind === 'value' ? 1 : STRENGTH
  return colourTable([-1, 1], palette, (value) =>
    signedColour(palette, strength * (discretize ? hard(value) : value)),
  )
}

const buffers = new Map<string, Float32Array>()

/** Scratch fields live as long as the page; they are always overwritten before they are read. */
function scratch(name: string, length: number): Float32Array {
  const known = buffers.get(name)
  if (known?.length === length) return known
  const made = new Float32Array(length)
  buffers.set(name, made)
  return made
}

function paint(
  canvas: HTMLCanvasElement | null,
  values: Float32Array,
  style: Style & { table: ColourTable; limit: number; discretize: boolean },
): void {
  const { meaning, shown, palette, table, limit, discretize } = style
  const many = shown.kind === 'shares' && meaning.kind === 'many' ? meaning : null
  const factor = many && !discretize ? COARSE : FINE
  const side = RESOLUTION * factor
  if (!canvas) return
  if (canvas.width !== side) canvas.width = side
  if (canvas.height !== side) canvas.height = side
  const context = canvas.getContext('2d')
  if (!context) return
  const image = context.createImageData(side, side)
  const pixels = new Uint32Array(image.data.buffer)
  if (many) {
    const fields = Array.from({ length: shown.width }, (_, column) => {
      const field = scratch(`class ${column}`, side * side)
      enlarge(values, { size: RESOLUTION, width: shown.width, column }, factor, field)
      return field
    })
    paintClasses(fields, many, palette, discretize, pixels)
  } else {
    const isScore = shown.kind === 'shares'
    const source = isScore ? scores(values, shown.width) : values
    const [width, column] = isScore ? [1, 0] : [shown.width, shown.column]
    const field = scratch('one', side * side)
    enlarge(source, { size: RESOLUTION, width, column }, factor, field)
    paintScalar(field, isScore ? table : { ...table, from: -limit, to: limit }, pixels)
  }
  context.putImageData(image, 0, 0)
}

function drawContour(
  context: CanvasRenderingContext2D,
  { width }: CanvasSize,
  values: Float32Array,
  { meaning, shown, palette }: Style,
): void {
  const cell = width / RESOLUTION
  const sink = {
    moveTo: (x: number, y: number) => context.moveTo(x * cell, y * cell),
    lineTo: (x: number, y: number) => context.lineTo(x * cell, y * cell),
  }
  const field = scratch('contour', RESOLUTION * RESOLUTION)
  context.beginPath()
  if (shown.kind === 'shares' && meaning.kind === 'many') {
    // The border between two classes is found from either; the last class brings no new ones.
    for (let column = 0; column < shown.width - 1; column++) {
      traceContour(lead(values, shown.width, column, field), RESOLUTION, 0, sink)
    }
  } else if (shown.kind === 'shares') {
    traceContour(scores(values, shown.width), RESOLUTION, 0, sink)
  } else {
    for (let i = 0; i < field.length; i++) field[i] = values[i * shown.width + shown.column]
    traceContour(field, RESOLUTION, 0, sink)
  }
  context.lineCap = 'round'
  context.lineWidth = 1.5
  context.strokeStyle = css(palette.ink)
  context.stroke()
}
