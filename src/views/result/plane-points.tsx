import { useEffect, useRef } from 'react'
import { type Examples, PLANE_LIMIT } from '../../model/dataset'
import type { Loaded } from '../../worker/protocol'
import { type CanvasSize, prepare, useSize } from '../shared/canvas'
import { css, type Palette, signedColour, usePalette } from '../shared/palette'
import { classShape, pointRadius, tracePoint } from '../shared/points'
import { useExperiment } from '../shared/workbench'
import styles from './result.module.css'

/** The examples: training points filled, test points hollow. Painted only when they change. */
export function PlanePoints({ loaded, limit }: { loaded: Loaded; limit: number }) {
  const palette = usePalette()
  const training = useExperiment(({ view }) => view.training)
  const test = useExperiment(({ view }) => view.test)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [frameRef, size] = useSize<HTMLDivElement>()
  useEffect(() => {
    const context = prepare(canvas.current, size)
    if (!context) return
    const shownCount = (training ? loaded.train.count : 0) + (test ? loaded.test.count : 0)
    const radius = pointRadius(shownCount, size.width)
    const paint = { context, size, loaded, palette, limit, radius }
    if (training) paintExamples(loaded.train, paint, false)
    if (test) paintExamples(loaded.test, paint, true)
  }, [loaded, palette, size, training, test, limit])
  return (
    <div ref={frameRef} className={styles['layer']} aria-hidden="true">
      <canvas ref={canvas} className={styles['layer']} />
    </div>
  )
}

interface Paint {
  readonly context: CanvasRenderingContext2D
  readonly size: CanvasSize
  readonly loaded: Loaded
  readonly palette: Palette
  readonly limit: number
  readonly radius: number
}

function paintExamples(
  { count, inputs, targets }: Examples,
  { context, size, loaded, palette, limit, radius }: Paint,
  hollow: boolean,
): void {
  const columns = loaded.columns.length
  const isClass = loaded.classes.length > 0
  const paper = css(palette.paper)
  const ink = css(palette.ink)
  const classes = palette.classes.map(css)
  for (let i = 0; i < count; i++) {
    const x = ((inputs[i * columns] + PLANE_LIMIT) / (2 * PLANE_LIMIT)) * size.width
    const y = ((PLANE_LIMIT - inputs[i * columns + 1]) / (2 * PLANE_LIMIT)) * size.height
    const target = targets[i * loaded.targetWidth]
    const colour = isClass
      ? classes[target % classes.length]
      : css(signedColour(palette, target / limit))
    context.beginPath()
    tracePoint(
      context,
      isClass ? classShape(target) : 'circle',
      x,
      y,
      hollow ? radius - 0.5 : radius + 0.4,
    )
    if (hollow && isClass) {
      context.fillStyle = paper
      context.strokeStyle = colour
      context.lineWidth = 1.6
    } else {
      // A regression's colour is its target, so the ring of a test point has to be the ink's.
      context.fillStyle = colour
      context.strokeStyle = hollow ? ink : paper
      context.lineWidth = hollow ? 1.2 : 1
    }
    context.fill()
    context.stroke()
  }
}
