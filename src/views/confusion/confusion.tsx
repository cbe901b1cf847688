import { useMemo, useState } from 'react'
import type { Loaded } from '../../worker/protocol'
import { Segments } from '../shared/controls/segments'
import { outputWidth, showsImages } from '../shared/layers'
import { formatCount } from '../shared/number'
import { useSlowProbes } from '../shared/slow-probe'
import { useRun } from '../shared/workbench'
import styles from './confusion.module.css'
import { Gallery } from './gallery'
import { type Cell, Matrix } from './matrix'
import { Scatter } from './scatter'
import { confusion } from './scores'

/** Pictures change places no faster than one can look at them. */
const IMAGES_EVERY_MS = 2000

const REQUESTS = {
  train: [{ tensor: 'output/output', over: 'train' }],
  test: [{ tensor: 'output/output', over: 'test' }],
} as const

/** Where the network is right and wrong, over all examples of a set. */
export function Confusion() {
  const loaded = useRun((state) => state.loaded)
  return loaded && <ConfusionOf loaded={loaded} />
}

function ConfusionOf({ loaded }: { loaded: Loaded }) {
  const [chosen, setChosen] = useState<'train' | 'test'>('test')
  const [cell, setCell] = useState<Cell | null>(null)
  const set = loaded.test.count > 0 ? chosen : 'train'
  const ofImages = showsImages(loaded)
  const [sample] = useSlowProbes(REQUESTS[set], ofImages ? IMAGES_EVERY_MS : undefined)
  const width = outputWidth(loaded)
  const examples = loaded[set]
  const classes = loaded.classes
  const isComplete = sample?.values.length === examples.count * width
  const outputs = isComplete ? sample.values : undefined
  const scores = useMemo(
    () =>
      outputs && classes.length > 0
        ? confusion(outputs, width, examples, classes.length)
        : undefined,
    [outputs, width, examples, classes],
  )
  const sets = (
    <div className={styles['sets']}>
      <Segments<'train' | 'test'>
        label="Examples"
        value={set}
        options={[
          { value: 'train', label: 'Training' },
          { value: 'test', label: 'Test', disabled: loaded.test.count === 0 },
        ]}
        onChange={setChosen}
      />
      {sample && <span className={styles['step']}>step {formatCount(sample.step)}</span>}
    </div>
  )
  if (!outputs) {
    return (
      <div className={styles['confusion']}>
        {sets}
        <p className={styles['waiting']}>Waiting for the first outputs.</p>
      </div>
    )
  }
  if (scores && ofImages) {
    return (
      <div className={`${styles['confusion']} ${styles['withGallery']}`}>
        <Matrix {...{ scores, classes, cell }} onChoose={setCell} />
        <div className={styles['beside']}>
          {sets}
          <Gallery {...{ loaded, set, outputs, width, cell }} onAll={() => setCell(null)} />
        </div>
      </div>
    )
  }
  return (
    <div className={`${styles['confusion']} ${scores ? styles['ofTable'] : ''}`}>
      {sets}
      {scores ? <Matrix {...{ scores, classes }} /> : <Scatter {...{ outputs, width, examples }} />}
    </div>
  )
}
