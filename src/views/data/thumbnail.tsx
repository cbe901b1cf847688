import { useEffect, useRef, useState } from 'react'
import type { BundledName } from '../../model/bundled'
import { type Dataset, PLANE_LIMIT } from '../../model/dataset'
import type { GeneratorName } from '../../model/datasets'
import { prepare } from '../shared/canvas'
import { css, type Palette, signedColour, usePalette } from '../shared/palette'
import styles from './data.module.css'
import { bundledSample, generatedSample } from './sample'

const SIZE = 44

export function GeneratedThumbnail({ name }: { name: GeneratorName }) {
  return <Thumbnail dataset={generatedSample(name)} />
}

export function BundledThumbnail({ name }: { name: BundledName }) {
  const [dataset, setDataset] = useState<Dataset | null>(null)
  useEffect(() => {
    let current = true
    // The picture can wait until the page itself stands; without it the name remains.
    const load = () =>
      bundledSample(name).then(
        (sample) => current && setDataset(sample),
        () => undefined,
      )
    const timer = setTimeout(load, 600)
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [name])
  return <Thumbnail dataset={dataset} />
}

function Thumbnail({ dataset }: { dataset: Dataset | null }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const palette = usePalette()
  useEffect(() => {
    const ratio = Math.min(3, devicePixelRatio)
    const context = prepare(canvas.current, { width: SIZE, height: SIZE, ratio })
    if (context && dataset) paint(context, dataset, palette)
  }, [dataset, palette])
  return <canvas ref={canvas} className={styles['thumbnail']} aria-hidden="true" />
}

function paint(context: CanvasRenderingContext2D, dataset: Dataset, palette: Palette): void {
  const { columns, classes, train } = dataset
  const width = columns.length
  const place = (value: number) => SIZE / 2 + (value / PLANE_LIMIT) * (SIZE / 2 - 3)
  for (let i = 0; i < train.count; i++) {
    const target = train.targets[i]
    const x = place(train.inputs[i * width])
    // A curve stands over its variable; its target is about −1…1.
    const y = SIZE - place(width > 1 ? train.inputs[i * width + 1] : target * 4.5)
    const colour =
      classes.length > 0
        ? palette.classes[target]
        : width > 1
          ? signedColour(palette, target * 1.4)
          : palette.positive
    context.fillStyle = css(colour)
    context.beginPath()
    context.arc(x, y, 1.15, 0, 2 * Math.PI)
    context.fill()
  }
}
