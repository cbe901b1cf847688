import { sizeOf } from '../../model/shapes'
import { type Loaded, type ProbeRequest, probeKey } from '../../worker/protocol'
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
  const rows = useExperiment(({ batchSize }) => batchSize)
  const selected = useSelection(({ unit }) => unit?.layer)
  const chosen = (selected && layerOf(loaded, selected)?.name) ?? loaded.layers[0]?.name ?? 'output'
  const own: ProbeRequest = requestOf(`${chosen}/preActivation`, over)
  const reading = useReading(
    [...gainProbes(loaded, over), own],
    (frame) => {
      const gains = readGains(loaded, frame, over)
      return gains && { gains, layer: chosen, z: frame.probes[probeKey(own)] }
    },
    workOf(loaded, over === 'batch' ? rows : 1) > LIGHT ? 500 : 100,
  )
  if (!reading) return <p className={styles['waiting']}>The engine is computing the factors.</p>
  const { gains, layer, z } = reading.value
  const info = layerOf(loaded, layer)
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
            chosen={chosen}
            onChoose={(to) => selection.setState({ unit: { layer: to, unit: 0 }, edge: null })}
          />
        </div>
        <div className={styles['beside']}>
          {info && z && sizeOf(info.shape) > 0 && (
            <UnitPlot activation={info.activation} of={layerNumber(layer)} rug={z} />
          )}
          <GainWords gains={gains} />
        </div>
      </div>
    </>
  )
}
