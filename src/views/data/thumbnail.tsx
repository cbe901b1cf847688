import { type ComponentProps, lazy, Suspense, useEffect, useRef } from 'react'
import { isImageSet } from '../../model/bundled'
import { PLANE_LIMIT } from '../../model/dataset'
import { drawsImages, type GeneratorName } from '../../model/datasets'
import { prepare } from '../shared/canvas'
import { css, type Palette, signedColour, usePalette } from '../shared/palette'
import styles from './data.module.css'
import { type BundledChoice, takenChoice } from './image-choices'
import type { ImageThumbnail } from './image-thumbnail'
import { bundledSample, generatedSample, type Sample } from './sample'

/** In CSS pixels; shown larger or smaller as the gallery has room. */
const SIZE = 44
const DOT = 1.15
/** Targets of curves run from about −1 to 1, the picture from −6 to 6. */
const CURVE_HEIGHT = 4.5

type Pictured =
  | { readonly kind: 'generated'; readonly name: GeneratorName }
  | BundledChoice
  | { readonly kind: 'table' }

/** A picture of a data set; none of a table. */
export function DataThumbnail({ data }: { data: Pictured }) {
  if (data.kind === 'table') return null
  if (data.kind === 'generated') {
    return drawsImages(data.name) ? (
      <Images generated={data.name} />
    ) : (
      <Thumbnail sample={generatedSample(data.name)} />
    )
  }
  const choice = takenChoice(data)
  if (choice) return <Images choice={choice} />
  return isImageSet(data.name) ? null : <Thumbnail sample={bundledSample(data.name)} />
}

// Their pixels come when they are shown first.
const LazyImages = lazy(() =>
  import('./image-thumbnail').then(({ ImageThumbnail: C }) => ({ default: C })),
)

function Images(props: ComponentProps<typeof ImageThumbnail>) {
  return (
    <span className={styles['images']}>
      <Suspense>
        <LazyImages {...props} />
      </Suspense>
    </span>
  )
}

function Thumbnail({ sample }: { sample: Sample }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const palette = usePalette()
  useEffect(() => {
    const ratio = Math.min(3, devicePixelRatio * 1.5)
    const context = prepare(canvas.current, { width: SIZE, height: SIZE, ratio })
    if (context) paint(context, sample, palette)
  }, [sample, palette])
  return <canvas ref={canvas} className={styles['thumbnail']} aria-hidden="true" />
}

function paint(context: CanvasRenderingContext2D, sample: Sample, palette: Palette): void {
  const place = (value: number) => SIZE / 2 + (value / PLANE_LIMIT) * (SIZE / 2 - 3)
  const colour = {
    classes: (target: number) => palette.classes[target],
    surface: (target: number) => signedColour(palette, target * 1.4),
    curve: () => palette.positive,
  }[sample.kind]
  for (const { x, y, target } of sample.points) {
    const height = sample.kind === 'curve' ? target * CURVE_HEIGHT : y
    context.fillStyle = css(colour(target))
    context.beginPath()
    context.arc(place(x), SIZE - place(height), DOT, 0, 2 * Math.PI)
    context.fill()
  }
}
