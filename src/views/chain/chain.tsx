import { useState } from 'react'
import type { Loaded } from '../../worker/protocol'
import { Segments } from '../shared/controls/segments'
import { ExamplePicker } from '../shared/example-picker'
import { useExperiment, useNetworkLabel, useRun, useSelection } from '../shared/workbench'
import styles from './chain.module.css'
import { ChainControls } from './controls'
import { GainsPanel } from './gains-panel'
import { PathView } from './path-view'
import { type ExampleRef, isChain, pathProbes, readPath } from './reading'
import { UnitPlot } from './unit-plot'
import { useReading } from './use-reading'

const SHOWS = [
  { value: 'layers', label: 'Layer by layer' },
  { value: 'path', label: 'Strongest path' },
] as const

/** Which factor of the gradient of an early layer makes it small: the chain rule in numbers. */
export function Chain() {
  const loaded = useRun((state) => state.loaded)
  if (!loaded) return <p className={styles['waiting']}>The network is being made.</p>
  return <LoadedChain loaded={loaded} />
}

function LoadedChain({ loaded }: { readonly loaded: Loaded }) {
  const landmark = useNetworkLabel('Chain of factors')
  const wanted = useSelection((state) => state.example)
  const [shows, setShows] = useState<'layers' | 'path'>('layers')
  const [over, setOver] = useState<'example' | 'batch'>('example')
  const set = loaded[wanted.set].count > 0 ? wanted.set : 'train'
  const index = Math.min(wanted.index, Math.max(0, loaded[set].count - 1))
  const example: ExampleRef = { set, index }
  const chain = isChain(loaded)
  const path = chain || shows === 'path'
  const picksExample = path || over === 'example'
  return (
    <section className={styles['chain']} aria-label={landmark}>
      <header className={styles['head']}>
        {!chain && (
          <Segments label="What is shown" value={shows} options={SHOWS} onChange={setShows} />
        )}
        {!path && (
          <Segments
            label="Signal of"
            value={over}
            options={[
              { value: 'example', label: 'One example' },
              { value: 'batch', label: 'Batch' },
            ]}
            onChange={setOver}
          />
        )}
        {picksExample && <ExamplePicker loaded={loaded} set={set} index={index} />}
        <ChainControls />
      </header>
      {path ? (
        <PathPanel loaded={loaded} example={example} />
      ) : (
        <GainsPanel loaded={loaded} over={over === 'batch' ? 'batch' : example} />
      )}
    </section>
  )
}

interface PathPanelProps {
  readonly loaded: Loaded
  readonly example: ExampleRef
}

function PathPanel({ loaded, example }: PathPanelProps) {
  const experiment = useExperiment((e) => e)
  const reading = useReading(
    pathProbes(loaded, example),
    (frame) => readPath(experiment, loaded, frame, example),
    100,
  )
  if (!reading) return <p className={styles['waiting']}>The engine is computing the factors.</p>
  const { units } = reading.value.path
  const [{ activation }] = units
  const same = units.filter((unit) => unit.activation === activation)
  const number = (layer: string) => loaded.layers.findIndex(({ name }) => name === layer) + 1
  return (
    <PathView
      loaded={loaded}
      reading={reading.value}
      step={reading.step}
      plot={
        <UnitPlot
          activation={activation}
          of={same.length === units.length ? 'its units' : 'its hidden units'}
          marks={same.map(({ layer, z }) => ({ z, label: String(number(layer)) }))}
        />
      }
    />
  )
}
