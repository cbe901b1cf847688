import { useState } from 'react'
import type { Loaded } from '../../worker/protocol'
import { Segments } from '../shared/controls/segments'
import { outputWidth } from '../shared/layers'
import { useSlowProbe } from '../shared/slow-probe'
import { useRun } from '../shared/workbench'
import styles from './confusion.module.css'
import { Matrix } from './matrix'
import { Scatter } from './scatter'

/** Where the network is right and wrong, over all examples of a set. */
export function Confusion() {
  const loaded = useRun((state) => state.loaded)
  return loaded && <ConfusionOf loaded={loaded} />
}

function ConfusionOf({ loaded }: { loaded: Loaded }) {
  const [chosen, setChosen] = useState<'train' | 'test'>('test')
  const set = loaded.test.count > 0 ? chosen : 'train'
  const outputs = useSlowProbe({ tensor: 'output/output', over: set })
  const width = outputWidth(loaded)
  const examples = loaded[set]
  return (
    <div className={styles['confusion']}>
      <Segments<'train' | 'test'>
        label="Examples"
        value={set}
        options={[
          { value: 'train', label: 'Training' },
          { value: 'test', label: 'Test', disabled: loaded.test.count === 0 },
        ]}
        onChange={setChosen}
      />
      {outputs?.length !== examples.count * width ? (
        <p className={styles['waiting']}>Waiting for the first outputs.</p>
      ) : loaded.classes.length > 0 ? (
        <Matrix {...{ outputs, width, examples, classes: loaded.classes }} />
      ) : (
        <Scatter {...{ outputs, width, examples }} />
      )}
    </div>
  )
}
