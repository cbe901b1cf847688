import { useMemo } from 'react'
import type { Augmentation as Settings } from '../../model/experiment'
import type { Loaded } from '../../worker/protocol'
import { Disclosure } from '../shared/controls/disclosure'
import { linearScale, type Scale } from '../shared/controls/scale'
import { SliderField } from '../shared/controls/slider-field'
import { Toggle } from '../shared/controls/toggle'
import { useShownImage } from '../shared/shown-image'
import { useExperiment, useRun, useWorkbench } from '../shared/workbench'
import { augmentationSummary } from './augmentation-summary'
import { augmentedSamples } from './augmented-samples'
import styles from './data.module.css'
import { editAugmentation } from './data-edits'
import { Mosaic } from './mosaic'

const SAMPLES = 6

interface Field {
  readonly name: Exclude<keyof Settings, 'flip'>
  readonly label: string
  readonly help: string
  readonly suffix: string
  readonly scale: Scale
  readonly max: number
  /** Of what is set to what is shown. */
  readonly factor: number
}

const fields: readonly Field[] = [
  {
    name: 'translation',
    label: 'Translation',
    help: 'Each training image moves by up to so many pixels, in each direction.',
    suffix: 'px',
    scale: linearScale(0, 8, 1),
    max: 8,
    factor: 1,
  },
  {
    name: 'rotation',
    label: 'Rotation',
    help: 'Each training image turns by up to this angle, either way.',
    suffix: '°',
    scale: linearScale(0, 45, 1),
    max: 45,
    factor: 1,
  },
  {
    name: 'scale',
    label: 'Scale',
    help: 'Each training image grows or shrinks by up to this share of its size.',
    suffix: '%',
    scale: linearScale(0, 50, 1),
    max: 50,
    factor: 100,
  },
  {
    name: 'noise',
    label: 'Pixel noise',
    help: 'Normal noise of this deviation is added to each pixel; 100 % is the way from black to white.',
    suffix: '%',
    scale: linearScale(0, 50, 1),
    max: 50,
    factor: 100,
  },
]

/** Random changes to the training images, drawn anew in every step; test images stay as they are. */
export function Augmentation() {
  const { experiment } = useWorkbench()
  const settings = useExperiment((e) => e.augmentation)
  const loaded = useRun((state) => state.loaded)
  return (
    <Disclosure label="Augmentation" summary={augmentationSummary(settings)}>
      {loaded?.imageShape && <Samples loaded={loaded} settings={settings} />}
      {fields.map(({ name, label, help, suffix, scale, max, factor }) => (
        <SliderField
          key={name}
          label={label}
          info={{ title: label, help }}
          scale={scale}
          value={Number((settings[name] * factor).toPrecision(6))}
          min={0}
          max={max}
          suffix={suffix}
          onChange={(value) =>
            experiment.edit(
              (e) => editAugmentation(e, { [name]: Number((value / factor).toPrecision(6)) }),
              `augmentation.${name}`,
            )
          }
        />
      ))}
      <Toggle
        checked={settings.flip}
        onChange={(flip) => experiment.edit((e) => editAugmentation(e, { flip }))}
      >
        Mirror every other image
      </Toggle>
    </Disclosure>
  )
}

function Samples({ loaded, settings }: { loaded: Loaded; settings: Settings }) {
  const shown = useShownImage(loaded)
  const seed = useExperiment((e) => e.seed.weights)
  const shape = loaded.imageShape
  const pixels = shown?.pixels
  const images = useMemo(
    () => (shape && pixels ? augmentedSamples(pixels, shape, settings, seed, SAMPLES) : []),
    [pixels, shape, settings, seed],
  )
  if (!shape || !shown) return null
  return (
    <div className={styles['augmented']}>
      <Mosaic
        images={images}
        shape={shape}
        columns={SAMPLES}
        label={`Random changes of ${shown.name}`}
      />
    </div>
  )
}
