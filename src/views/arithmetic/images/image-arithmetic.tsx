import { useState } from 'react'
import { receptiveFields } from '../../../model/receptive-field'
import { isImage } from '../../../model/shapes'
import type { Loaded } from '../../../worker/protocol'
import { Button } from '../../shared/controls/button'
import { ExamplePicker } from '../../shared/example-picker'
import { allLayers, layerOf } from '../../shared/layers'
import { formatCount } from '../../shared/number'
import {
  explainedPlace,
  layerSettings,
  nameBelow,
  type Pixel,
  samePixel,
  shapeOf,
} from '../../shared/place'
import { useShownImage } from '../../shared/shown-image'
import { useSlowRun } from '../../shared/slow-run'
import {
  useExperiment,
  useNetworkLabel,
  useProbes,
  useSelection,
  useWorkbench,
} from '../../shared/workbench'
import arithmetic from '../arithmetic.module.css'
import { Explanation } from './explanation'
import { pixelSeeing } from './field-place'
import styles from './images.module.css'
import { LayerPicker } from './layer-picker'
import { lookAt, requestFor, sourcesOf, tensorsFor } from './look'
import { type ChainLink, Pictures, ReceptiveChain } from './pictures'
import { sourcePictures } from './sources'

/** Digits that change more often cannot be read. */
const NUMBERS_EVERY_MS = 200

/** How one pixel of a map, or one unit, arises for the shown image, in the engine's numbers. */
export function ImageArithmetic({ loaded }: { readonly loaded: Loaded }) {
  const landmark = useNetworkLabel('Arithmetic of a pixel or unit')
  const { frames, selection } = useWorkbench()
  const experiment = useExperiment((e) => e)
  const unit = useSelection((state) => state.unit)
  const edge = useSelection((state) => state.edge)
  const selectedPixel = useSelection((state) => state.pixel)
  const example = useSelection((state) => state.example)
  const image = useShownImage(loaded)
  const [channel, setChannel] = useState(0)
  useSlowRun((state) => state.run, NUMBERS_EVERY_MS)

  const place = explainedPlace(loaded, { unit, edge, pixel: selectedPixel })
  const info = layerOf(loaded, place.layer)
  const settings = layerSettings(experiment, loaded, place.layer)
  const below = sourcesOf(loaded, place.layer)
  const shape = shapeOf(loaded, place.layer)
  const channels = info && isImage(info.inputShape) ? info.inputShape[2] : 1
  const shownChannel = Math.min(channel, channels - 1)
  const sources = sourcePictures(info, below, place, settings, shownChannel)

  const fields = receptiveFields(loaded.inputShape, experiment.layers, place)
  const links: ChainLink[] = []
  if (place.pixel) {
    const names = ['inputs', ...allLayers(loaded).map(({ name }) => name)]
    for (const layer of names) {
      const field = fields.get(layer)
      const own = shapeOf(loaded, layer)
      if (!field || !isImage(own) || sources.some((source) => source.layer === layer)) continue
      links.push({
        layer,
        shape: own,
        channel: ownChannel(loaded, layer, sources),
        region: field.region,
      })
    }
  }
  const tensors = tensorsFor(
    loaded,
    place,
    links.map(({ layer }) => layer),
  )
  useProbes(image ? tensors.map((tensor) => requestFor(tensor, image)) : [])
  if (!image) return null

  const { latest } = frames
  const look = latest && lookAt(loaded, latest, image)
  const choose = (pixel: Pixel) => selection.setState({ pixel })
  const chooseIn = (layer: string, pixel: Pixel) => {
    if (!isImage(shape)) return
    const seen = { layer, pixel }
    const to = pixelSeeing(loaded.inputShape, experiment.layers, place, shape, seen)
    if (to) choose(to)
  }
  const set = loaded[example.set].count > 0 ? example.set : 'train'
  return (
    <section className={styles['images']} aria-label={landmark}>
      <header className={arithmetic['pickers']}>
        <LayerPicker loaded={loaded} place={place} />
        {image.points.over === 'point' ? (
          <div className={arithmetic['picker']}>
            <span>Your drawing</span>
            <Button look="quiet" onClick={() => selection.setState({ drawn: null })}>
              Back to the examples
            </Button>
          </div>
        ) : (
          <ExamplePicker
            loaded={loaded}
            set={set}
            index={Math.min(example.index, Math.max(0, loaded[set].count - 1))}
          />
        )}
        <span className={arithmetic['step']}>step {formatCount(latest?.state.step ?? 0)}</span>
      </header>
      <div
        className={styles['body']}
        data-plain={sources.length === 0 && !place.pixel ? '' : undefined}
        data-sources={sources.length}
      >
        {(sources.length > 0 || place.pixel) && (
          <div className={styles['beside']}>
            <Pictures
              {...{ loaded, look, image, place, sources }}
              onChoose={choose}
              onChooseIn={chooseIn}
              onExplain={(layer, to) =>
                selection.setState({
                  unit: { layer, unit: to },
                  edge: null,
                  pixel: samePixel(place.pixel, shape, shapeOf(loaded, layer)),
                })
              }
            />
            <ReceptiveChain {...{ loaded, image, links }} onChooseIn={chooseIn} />
          </div>
        )}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it may scroll */}
        <div role="group" aria-label="Numbers" tabIndex={0} className={styles['numbers']}>
          {look && (
            <Explanation
              {...{ loaded, image, look, info, place, settings, below }}
              pixel={selectedPixel}
              channel={channel}
              onChannel={setChannel}
              onPixel={choose}
            />
          )}
        </div>
      </div>
    </section>
  )
}

/** The map of an earlier layer that a source's map is made of alone; else the mean of all. */
function ownChannel(
  loaded: Loaded,
  layer: string,
  sources: readonly { readonly layer: string; readonly channel: number }[],
): number | 'mean' {
  if (shapeOf(loaded, layer)[2] === 1) return 0
  for (const source of sources) {
    let at = source.layer
    while (KEEPS_MAPS.has(layerOf(loaded, at)?.kind ?? '')) {
      at = nameBelow(loaded, at)
      if (at === layer) return source.channel
    }
  }
  return 'mean'
}

const KEEPS_MAPS: ReadonlySet<string> = new Set([
  'maxPool2d',
  'averagePool2d',
  'batchNorm',
  'dropout',
])
