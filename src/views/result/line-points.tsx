import { useEffect, useRef } from 'react'
import type { Examples } from '../../model/dataset'
import type { Loaded } from '../../worker/protocol'
import type { Interval } from '../shared/axis'
import { prepare, useSize } from '../shared/canvas'
import { css, mix, usePalette } from '../shared/palette'
import { classShape, pointRadius, tracePoint } from '../shared/points'
import { useExperiment } from '../shared/workbench'
import { lineScales } from './line-scale'
import styles from './result.module.css'

/** Where an example stands vertically: at its target, or on the side of its class. */
export function exampleHeight({ targetWidth, classes }: Loaded, examples: Examples, i: number) {
  const target = examples.targets[i * targetWidth]
  return classes.length > 2 ? 0 : target
}

/** The examples of one variable. Painted only when they change. */
export function LinePoints({ loaded, interval }: { loaded: Loaded; interval: Interval }) {
  const palette = usePalette()
  const training = useExperiment(({ view }) => view.training)
  const test = useExperiment(({ view }) => view.test)
  const canvas = useRef<HTMLCanvasElement>(null)
  const [frameRef, size] = useSize<HTMLDivElement>()
  useEffect(() => {
    const context = prepare(canvas.current, size)
    if (!context) return
    const [x, y] = lineScales(size, interval)
    const isClass = loaded.classes.length > 0
    const count = (training ? loaded.train.count : 0) + (test ? loaded.test.count : 0)
    const radius = pointRadius(count, size.width)
    // Data of a regression is grey: colours belong to signs and classes.
    const grey = css(mix(palette.ink, palette.paper, 0.42))
    const paper = css(palette.paper)
    const paint = (examples: Examples, hollow: boolean) => {
      for (let i = 0; i < examples.count; i++) {
        const label = isClass ? examples.targets[i * loaded.targetWidth] : 0
        const colour = isClass ? css(palette.classes[label % palette.classes.length]) : grey
        const place = [x.at(examples.inputs[i]), y.at(exampleHeight(loaded, examples, i))] as const
        context.beginPath()
        tracePoint(
          context,
          isClass ? classShape(label) : 'circle',
          ...place,
          hollow ? radius - 0.6 : radius + 0.3,
        )
        context.fillStyle = hollow ? paper : colour
        context.strokeStyle = hollow ? colour : paper
        context.lineWidth = hollow ? 1.5 : 1
        context.fill()
        context.stroke()
      }
    }
    if (training) paint(loaded.train, false)
    if (test) paint(loaded.test, true)
  }, [loaded, interval, palette, training, test, size])
  return (
    <div ref={frameRef} className={styles['layer']} aria-hidden="true">
      <canvas ref={canvas} className={styles['layer']} />
    </div>
  )
}
