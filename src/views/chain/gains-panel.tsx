import { type Loaded, probeKey } from '../../worker/protocol'
import { useBatchSample } from '../shared/batch-sample'
import { layerOf } from '../shared/layers'
import { formatCount } from '../shared/number'
import { layerNumber } from '../shared/place'
import { useExperiment, useSelection, useWorkbench } from '../shared/workbench'
import styles from './chain.module.css'
import { GainTable, GainWords } from './gain-table'
import { gainProbes, type Over, readGains, requestOf, workOf } from './gains'
import { UnitPlot } from './unit-plot'
import { useReading } from './use-reading'

/** Multiply-adds that may be made ten times a second. */
const LIGHT = 3e5

interface GainsPanelProps {
  readonly loaded: Loaded
  readonly over: Over
}

/** For any network: the norms of the factors, layer by layer. */
export function GainsPanel({ loaded, over }: GainsPanelProps) {
  const { selection } = useWorkbench()
  const batchSize = useExperiment((e) => e.batchSize)
  const selected = useSelection(({ unit }) => unit?.layer)
  const info = layerOf(loaded, selected ?? '') ?? loaded.layers[0]
  const sample = useBatchSample(loaded, info)
  const [own] = over === 'batch' ? sample.requests : [requestOf(`${info.name}/preActivation`, over)]
  const of = `${layerNumber(info.name)}${over === 'batch' ? ` over ${sample.of}` : ''}`
  const reading = useReading(
    [...gainProbes(loaded, over), own],
    (frame) => {
      const gains = readGains(loaded, frame, over)
      const rug = frame.probes[probeKey(own)]
      return gains && { gains, plot: rug && { activation: info.activation, of, rug } }
    },
    workOf(loaded, over === 'batch' ? batchSize : 1) > LIGHT ? 500 : 100,
  )
  if (!reading) return <p className={styles['waiting']}>The engine is computing the factors.</p>
  const { gains, plot } = reading.value
  return (
    <>
      <p className={styles['note']}>
        Step {formatCount(reading.step)}: ‖δ‖ of{' '}
        {over === 'batch' ? 'the coming batch' : 'one example'} from the output back, as a share of
        the output’s
      </p>
      <div className={styles['layers']}>
        <div className={styles['scroller']}>
          <GainTable
            gains={gains}
            chosen={info.name}
            onChoose={(to) => selection.setState({ unit: { layer: to, unit: 0 }, edge: null })}
          />
        </div>
        <div className={styles['beside']}>
          {plot && <UnitPlot {...plot} />}
          <GainWords gains={gains} />
        </div>
      </div>
    </>
  )
}
