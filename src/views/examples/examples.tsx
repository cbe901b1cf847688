import { useMemo, useState } from 'react'
import type { Loaded } from '../../worker/protocol'
import { Button } from '../shared/controls/button'
import { Segments } from '../shared/controls/segments'
import { outputWidth, showsImages } from '../shared/layers'
import { formatCount } from '../shared/number'
import { outputMeaning } from '../shared/outputs'
import { useSlowProbes } from '../shared/slow-probe'
import { useExperiment, useNetworkLabel, useRun } from '../shared/workbench'
import { exampleLoss } from './example-loss'
import styles from './examples.module.css'
import { ExampleTable, type Row } from './table'

const PAGE = 50
/** Rows change places no faster than one can read. */
const REFRESH_MS = 1000
type SetChoice = 'both' | 'train' | 'test'
type Order = 'index' | 'loss'

const TRAIN = { tensor: 'output/output', over: 'train' } as const
const TEST = { tensor: 'output/output', over: 'test' } as const
const REQUESTS = { both: [TRAIN, TEST], train: [TRAIN], test: [TEST] } as const

/** Every example with what the network makes of it, the worst first on demand. */
export function Examples() {
  const loaded = useRun((state) => state.loaded)
  return loaded && <ExamplesOf loaded={loaded} />
}

function ExamplesOf({ loaded }: { loaded: Loaded }) {
  const landmark = useNetworkLabel('Pages of examples')
  // Asking for thousands of images takes long; those of the test set say most.
  const [wanted, setChosen] = useState<SetChoice>(showsImages(loaded) ? 'test' : 'both')
  const chosen = loaded.test.count > 0 ? wanted : 'train'
  const [order, setOrder] = useState<Order>('loss')
  const [page, setPage] = useState(0)
  const task = useExperiment((experiment) => experiment.task)
  const loss = useExperiment((experiment) => experiment.loss)
  const requests = REQUESTS[chosen]
  const samples = useSlowProbes(requests, REFRESH_MS)
  const width = outputWidth(loaded)
  const meaning = outputMeaning({ task, loss }, loaded.classes.length)

  const rows = useMemo(() => {
    const list: Row[] = []
    for (const [i, { over: set }] of requests.entries()) {
      const { count, targets } = loaded[set]
      const outputs = samples[i]?.values
      if (outputs?.length !== count * width) continue
      for (let index = 0; index < count; index++) {
        const at = index * width
        const target = { targets, targetAt: index * loaded.targetWidth }
        const value = exampleLoss({ task, loss }, { outputs, at, width }, target)
        list.push({ set, index, outputs, at, loss: value })
      }
    }
    // A loss that is not a number is the worst of all.
    const rank = ({ loss: value }: Row) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value)
    return order === 'loss' ? list.sort((a, b) => rank(b) - rank(a) || 0) : list
  }, [loaded, requests, samples, width, task, loss, order])

  const pages = Math.max(1, Math.ceil(rows.length / PAGE))
  const at = Math.min(page, pages - 1)
  return (
    <div className={styles['examples']}>
      <div className={styles['head']}>
        <Segments<SetChoice>
          label="Examples"
          value={chosen}
          options={[
            { value: 'both', label: 'All' },
            { value: 'train', label: 'Training' },
            { value: 'test', label: 'Test', disabled: loaded.test.count === 0 },
          ]}
          onChange={(value) => {
            setChosen(value)
            setPage(0)
          }}
        />
        <Segments<Order>
          label="Order"
          value={order}
          options={[
            { value: 'loss', label: 'Worst first' },
            { value: 'index', label: 'As they stand' },
          ]}
          onChange={(value) => {
            setOrder(value)
            setPage(0)
          }}
        />
        {samples[0] && <span className={styles['step']}>step {formatCount(samples[0].step)}</span>}
        {pages > 1 && (
          <nav className={styles['pages']} aria-label={landmark}>
            <Button look="quiet" disabled={at === 0} onClick={() => setPage(at - 1)}>
              Back
            </Button>
            <span>
              {formatCount(at * PAGE + 1)}–{formatCount(Math.min(rows.length, (at + 1) * PAGE))} of{' '}
              {formatCount(rows.length)}
            </span>
            <Button look="quiet" disabled={at === pages - 1} onClick={() => setPage(at + 1)}>
              Next
            </Button>
          </nav>
        )}
      </div>
      <ExampleTable rows={rows.slice(at * PAGE, (at + 1) * PAGE)} {...{ loaded, width, meaning }} />
    </div>
  )
}
