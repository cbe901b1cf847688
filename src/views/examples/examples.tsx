import { useMemo, useState } from 'react'
import type { Loaded } from '../../worker/protocol'
import { Button } from '../shared/controls/button'
import { Segments } from '../shared/controls/segments'
import { outputWidth } from '../shared/layers'
import { formatCount } from '../shared/number'
import { outputMeaning } from '../shared/outputs'
import { useSlowProbe } from '../shared/slow-probe'
import { useExperiment, useRun } from '../shared/workbench'
import { exampleLoss } from './example-loss'
import styles from './examples.module.css'
import { ExampleTable, type Row } from './table'

const PAGE = 50
/** Rows change places no faster than one can read. */
const REFRESH_MS = 1000

type SetChoice = 'both' | 'train' | 'test'
type Order = 'index' | 'loss'

/** Every example with what the network makes of it, the worst first on demand. */
export function Examples() {
  const loaded = useRun((state) => state.loaded)
  return loaded && <ExamplesOf loaded={loaded} />
}

function ExamplesOf({ loaded }: { loaded: Loaded }) {
  const [chosen, setChosen] = useState<SetChoice>('both')
  const [order, setOrder] = useState<Order>('loss')
  const [page, setPage] = useState(0)
  const task = useExperiment((experiment) => experiment.task)
  const loss = useExperiment((experiment) => experiment.loss)
  const train = useSlowProbe({ tensor: 'output/output', over: 'train' }, REFRESH_MS)
  const test = useSlowProbe({ tensor: 'output/output', over: 'test' }, REFRESH_MS)
  const width = outputWidth(loaded)
  const meaning = outputMeaning({ task, loss }, loaded.classes.length)

  const rows = useMemo(() => {
    const list: Row[] = []
    for (const [set, outputs] of [
      ['train', train],
      ['test', test],
    ] as const) {
      const { count, targets } = loaded[set]
      if ((chosen !== 'both' && chosen !== set) || outputs?.length !== count * width) continue
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
  }, [loaded, train, test, width, task, loss, chosen, order])

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
        {pages > 1 && (
          <nav className={styles['pages']} aria-label="Pages of examples">
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
