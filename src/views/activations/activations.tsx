import { useRef, useState } from 'react'
import { type ActivationName, activationNames, activations } from '../../model/activations'
import type { Loaded } from '../../worker/protocol'
import { ActivationLegend } from '../shared/activation-plot/activation-plot'
import { useBatchSample } from '../shared/batch-sample'
import { NumberField } from '../shared/controls/number-field'
import { linearScale } from '../shared/controls/scale'
import { Select } from '../shared/controls/select'
import { Slider } from '../shared/controls/slider'
import { allLayers } from '../shared/layers'
import { formatCount, formatNumber } from '../shared/number'
import { layerNumber } from '../shared/place'
import { useSlowProbes } from '../shared/slow-probe'
import {
  useExperiment,
  useNetworkLabel,
  useRun,
  useSelection,
  useWorkbench,
} from '../shared/workbench'
import styles from './activations.module.css'
import { ActivationCard } from './card'
import { layerNamed, withActivation } from './edits'

const LIMIT = 6
const scale = linearScale(-LIMIT, LIMIT, 0.05)

/** All activations side by side: σ and σ′ at one z, and where the z of a layer sit. */
export function Activations() {
  const loaded = useRun((state) => state.loaded)
  if (!loaded) return <p className={styles['waiting']}>The network is being made.</p>
  return <LoadedActivations loaded={loaded} />
}

function LoadedActivations({ loaded }: { readonly loaded: Loaded }) {
  const landmark = useNetworkLabel('Activation chart')
  const { experiment, selection } = useWorkbench()
  const document = useExperiment((e) => e)
  const selected = useSelection(({ unit }) => unit?.layer)
  const [z, setZ] = useState(1)
  const layers = allLayers(loaded).filter(
    ({ name }) => name === 'output' || 'activation' in (layerNamed(document, name) ?? {}),
  )
  const layer = layers.find(({ name }) => name === selected) ?? layers[0]
  const settings = layer && layerNamed(document, layer.name)
  const own =
    (settings && 'activation' in settings ? settings.activation : layer?.activation) ?? 'identity'
  const title = layer ? layerNumber(layer.name) : ''
  const { requests, of } = useBatchSample(loaded, layer)
  const [sample] = useSlowProbes(requests)
  const list = useRef<HTMLUListElement>(null)
  const set =
    layer && layer.name !== 'output'
      ? (name: ActivationName) => {
          experiment.edit((e) => withActivation(e, layer.name, name))
          // The card that was pressed is now the first, without its button.
          requestAnimationFrame(() => list.current?.querySelector('h3')?.focus())
        }
      : null
  const names = [own, ...activationNames.filter((name) => name !== own)]
  return (
    <section className={styles['chart']} aria-label={landmark}>
      <header className={styles['head']}>
        <div className={styles['layer']}>
          <Select
            label="Layer"
            value={layer?.name ?? ''}
            options={layers.map(({ name }) => ({ value: name, label: layerNumber(name) }))}
            onChange={(to) => selection.setState({ unit: { layer: to, unit: 0 }, edge: null })}
          />
          <span className={styles['remark']}>
            {set === null
              ? `uses ${activations[own].label}, which follows from task and loss`
              : `uses ${activations[own].label}`}
          </span>
        </div>
        <div className={styles['z']}>
          <span aria-hidden="true">z =</span>
          <NumberField label="z" value={z} min={-100} max={100} width={6} onChange={setZ} />
          <Slider
            label="z, slider"
            scale={scale}
            value={z}
            format={(value) => `z = ${formatNumber(value)}`}
            onChange={setZ}
          />
        </div>
        <ActivationLegend
          rug={
            sample &&
            `z of ${title}: ${formatCount(sample.values.length)} of ${of} at step ${formatCount(sample.step)}`
          }
        />
      </header>
      <ul ref={list} className={styles['cards']}>
        {names.map((name) => (
          <ActivationCard
            key={name}
            name={name}
            z={z}
            layer={title}
            own={name === own}
            values={name === own ? sample?.values : undefined}
            onUse={set && name !== own ? () => set(name) : undefined}
          />
        ))}
      </ul>
    </section>
  )
}
