import { type Data, LIMITS } from '../../model/experiment'
import { imageShape } from '../../model/network-shape'
import { Button } from '../shared/controls/button'
import { NumberField } from '../shared/controls/number-field'
import { Row } from '../shared/controls/row'
import { linearScale, roundStops, stopScale } from '../shared/controls/scale'
import { SliderField } from '../shared/controls/slider-field'
import { formatCount } from '../shared/number'
import { randomSeed } from '../shared/random-seed'
import { useExperiment, useWorkbench } from '../shared/workbench'
import styles from './data.module.css'
import { availableExamples, editData, ownTestImages } from './data-edits'

const noiseScale = linearScale(0, 50, 1)
const shareScale = linearScale(0, 90, 5)
const help = {
  examples: 'How many examples there are, those for testing included.',
  trainingImages: 'How many images there are to learn from, a choice by the seed.',
  ownTest: 'This set comes with images of its own for testing; training never sees them.',
  share: 'The share of the examples that training never sees; the test loss is taken over them.',
  seed: 'Fixes the examples, their noise and which of them are for testing. The same seed gives the same data everywhere.',
}

/** What noise does to data of each kind, and what it is called there. */
function noiseOf(data: Data) {
  if (!imageShape(data)) {
    return {
      label: 'Noise',
      help: 'How far points, or the targets of a regression, are scattered: 100 % is 5 units of the plane, or 1 of a target.',
    }
  }
  return data.kind === 'generated'
    ? { label: 'Variation', help: 'How far the figures are moved, turned and scaled.' }
    : {
        label: 'Noise',
        help: 'The deviation of normal noise on each pixel, of training and test images: 100 % is the way from black to white.',
      }
}

type Drawn = Exclude<Data, { kind: 'table' }>

/** How many examples, how noisy, how many of them for testing, and from which seed. */
export function Amounts() {
  const { experiment } = useWorkbench()
  const data = useExperiment((e) => e.data)
  const set = (name: 'noise' | 'testFraction', percent: number) =>
    experiment.edit(
      (e) => editData(e, (d) => ({ ...d, [name]: Number((percent / 100).toPrecision(6)) })),
      `data.${name}`,
    )
  const percent = (share: number) => Number((share * 100).toPrecision(6))
  const noise = noiseOf(data)
  const ownTest = ownTestImages(data)
  return (
    <div className={styles['amounts']}>
      {data.kind !== 'table' && (
        <>
          <ExampleCount data={data} />
          <SliderField
            label={noise.label}
            info={{ title: noise.label, help: noise.help }}
            scale={noiseScale}
            value={percent(data.noise)}
            min={0}
            max={100}
            suffix="%"
            onChange={(value) => set('noise', value)}
          />
        </>
      )}
      {ownTest > 0 ? (
        <Row label="Test images" info={{ title: 'Test images', help: help.ownTest }}>
          <span className={styles['value']}>{formatCount(ownTest)}</span>
        </Row>
      ) : (
        <SliderField
          label="Test share"
          info={{ title: 'Test share', help: help.share }}
          scale={shareScale}
          value={percent(data.testFraction)}
          min={0}
          max={90}
          suffix="%"
          onChange={(value) => set('testFraction', value)}
        />
      )}
      <Seed />
    </div>
  )
}

function ExampleCount({ data }: { data: Drawn }) {
  const { experiment } = useWorkbench()
  // A bundled data set has only so many; 0 stands for all of them.
  const most = data.kind === 'bundled' ? availableExamples(data) : LIMITS.examples.max
  const scale = stopScale([
    ...roundStops(LIMITS.examples.min, most - 1, [1, 1.5, 2, 3, 4, 5, 7]),
    most,
  ])
  const all = data.kind === 'bundled'
  const [label, about] =
    ownTestImages(data) > 0 ? ['Training images', help.trainingImages] : ['Examples', help.examples]
  return (
    <SliderField
      label={label}
      info={{ title: label, help: about }}
      scale={scale}
      value={data.examples === 0 ? most : Math.min(most, data.examples)}
      min={LIMITS.examples.min}
      max={most}
      integer
      onChange={(value) =>
        experiment.edit(
          (e) => editData<Drawn>(e, (d) => ({ ...d, examples: all && value === most ? 0 : value })),
          'data.examples',
        )
      }
    />
  )
}

function Seed() {
  const workbench = useWorkbench()
  const seed = useExperiment((e) => e.seed.data)
  return (
    <Row label="Seed" info={{ title: 'Seed of the data', help: help.seed }}>
      <span className={styles['seed']}>
        <NumberField
          label="Seed of the data"
          value={seed}
          min={0}
          max={0xffffffff}
          integer
          width={6}
          onChange={(value) => workbench.setSeed('data', value)}
        />
        <Button
          className={styles['new']}
          title="Draw other examples (⇧ N)"
          onClick={() => workbench.setSeed('data', randomSeed())}
        >
          New data
        </Button>
      </span>
    </Row>
  )
}
