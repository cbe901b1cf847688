import { Minus, Plus } from 'lucide-react'
import { type ActivationName, activationNames, activations } from '../../model/activations'
import { LIMITS } from '../../model/experiment'
import { type InitializerName, initializerNames, initializers } from '../../model/initializers'
import { useWorkbench } from '../shared/workbench'
import { type LayerPath, setActivation, setInitializer, setUnits } from './edits'
import styles from './heads.module.css'

/** "layer 2", "layer 2·1" for the first one within it. */
export const layerName = (path: LayerPath): string => `layer ${path.map((i) => i + 1).join('·')}`

/** What is said wherever the binary step is chosen. */
export const NO_TRAINING = 'does not train: derivative 0'

export function UnitsStepper({ index, units }: { readonly index: number; readonly units: number }) {
  const { experiment } = useWorkbench()
  const set = (next: number) => experiment.edit(setUnits(index, next), `units ${index}`)
  const name = `layer ${index + 1}`
  return (
    <div className={styles['stepper']} role="group" aria-label={`Units of ${name}`}>
      <button
        type="button"
        aria-label={`Remove a unit from ${name}`}
        title={units <= 1 ? 'A layer has at least 1 unit' : 'Remove a unit'}
        disabled={units <= 1}
        onClick={() => set(units - 1)}
      >
        <Minus aria-hidden />
      </button>
      <span>
        <b>{units}</b> {units === 1 ? 'unit' : 'units'}
      </span>
      <button
        type="button"
        aria-label={`Add a unit to ${name}`}
        title={units >= LIMITS.units ? `A layer has at most ${LIMITS.units} units` : 'Add a unit'}
        disabled={units >= LIMITS.units}
        onClick={() => set(units + 1)}
      >
        <Plus aria-hidden />
      </button>
    </div>
  )
}

export function ActivationSelect({
  path,
  activation,
}: {
  readonly path: LayerPath
  readonly activation: ActivationName
}) {
  const { experiment } = useWorkbench()
  return (
    <select
      className={styles['select']}
      aria-label={`Activation of ${layerName(path)}`}
      title={`Activation: ${activations[activation].equation}`}
      value={activation}
      onChange={({ currentTarget }) => {
        const chosen = activationNames.find((name) => name === currentTarget.value)
        if (chosen) experiment.edit(setActivation(path, chosen), `activation ${layerName(path)}`)
      }}
    >
      {activationNames.map((name) => (
        <option key={name} value={name}>
          {activations[name].label}
        </option>
      ))}
    </select>
  )
}

export function InitializerSelect({
  path,
  initializer,
}: {
  readonly path: LayerPath
  readonly initializer: InitializerName
}) {
  const { experiment } = useWorkbench()
  return (
    <select
      className={`${styles['select']} ${styles['initializer']}`}
      aria-label={`Initializer of ${layerName(path)}`}
      title={`Initial weights: ${initializers[initializer].equation}`}
      value={initializer}
      onChange={({ currentTarget }) => {
        const chosen = initializerNames.find((name) => name === currentTarget.value)
        if (chosen) experiment.edit(setInitializer(path, chosen), `initializer ${layerName(path)}`)
      }}
    >
      {initializerNames.map((name) => (
        <option key={name} value={name}>
          {initializers[name].label}
        </option>
      ))}
    </select>
  )
}
