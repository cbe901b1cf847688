import { useMemo } from 'react'
import { shapeText } from '../../../model/shapes'
import { useSize } from '../../shared/canvas'
import { useMedia } from '../../shared/media'
import { shownImage } from '../../shared/shown-image'
import { useExperiment, useRun, useSelection } from '../../shared/workbench'
import { ColumnHeads } from '../column-heads'
import { summary } from '../descriptions'
import { Scroller } from '../scroller'
import type { NetworkProps } from '../showing'
import { totalParameters } from '../structure'
import { useFigures } from '../use-figures'
import { useReading } from '../use-reading'
import { Answers, BandWords, Caption, Feet } from './captions'
import { ImageDiagram } from './image-diagram'
import { ImageHead } from './image-head'
import { ImageLegend } from './image-legend'
import { layOutNetwork } from './lay-out-network'
import { betweensOf, drawnWeights, looksOf } from './looks'
import type { ImageFigures } from './painter'

interface ImageNetworkProps extends NetworkProps {
  /** Root ems in units of 16 px. */
  readonly scale: number
}

const NO_FIGURES: ImageFigures = { lines: [], ends: [], weights: [] }

/** A network for images: what every layer makes of the shown image, map by map, live. */
export function ImageNetwork({ columns, showing, setPerLayer, scale }: ImageNetworkProps) {
  const [scroller, size] = useSize<HTMLDivElement>()
  const experiment = useExperiment((e) => e)
  const loaded = useRun((state) => state.loaded)
  const coarse = useMedia('(pointer: coarse)')
  const [figures, keepFigures] = useFigures(NO_FIGURES)
  const example = useSelection((state) => state.example)
  const own = useSelection((state) => state.drawn)
  const { shape } = columns[0]
  // Other layers may be on their way to the worker; the images are the same.
  const ofShape = loaded && shapeText(loaded.inputShape) === shapeText(shape) ? loaded : null
  const image = useMemo(
    () => ofShape && shownImage(ofShape, { example, drawn: own }),
    [ofShape, example, own],
  )
  const looks = useMemo(() => looksOf(columns), [columns])
  const answers = experiment.task === 'classification' ? (loaded?.classes ?? []) : []
  const longest = answers.reduce((most, { length }) => Math.max(most, length), 0)
  const names = Math.min(56, Math.ceil(longest * 7 * scale)) + 6
  const layout = useMemo(
    () => layOutNetwork(columns, looks, { ...size, scale, coarse, names }),
    [columns, looks, size, scale, coarse, names],
  )
  const betweens = useMemo(() => betweensOf(columns, looks, layout), [columns, looks, layout])
  const drawn = useMemo(() => drawnWeights(columns, looks), [columns, looks])
  const reading = useReading({ columns, showing, image, drawn })
  const shared = { columns, layout, looks, betweens }
  const phase = showing.phase !== null

  return (
    <>
      <Scroller element={scroller} {...{ size, layout }}>
        <ColumnHeads columns={columns} layout={layout} Head={ImageHead} />
        <ImageDiagram
          {...shared}
          image={image}
          ratio={size.ratio}
          scale={scale}
          reading={reading}
          summary={summary(columns, experiment)}
          onFigures={keepFigures}
        />
        <BandWords {...shared} />
        {!phase && <Caption layout={layout} image={image} loaded={loaded} />}
        {image && (
          <Answers {...shared} image={image} names={names} silent={showing.phase !== null} />
        )}
        <Feet {...shared} figures={figures} reading={reading} />
      </Scroller>
      <ImageLegend
        {...{ betweens, showing, setPerLayer, reading, image, figures }}
        parameters={totalParameters(columns)}
        narrow={size.width < 560}
      />
    </>
  )
}
