import { Select } from '../shared/controls/select'
import { Toggle } from '../shared/controls/toggle'
import { useRun, useWorkbench } from '../shared/workbench'
import styles from './network.module.css'
import type { NetworkProps, Reading } from './showing'

const UNITS = [
  { value: 'output', label: 'Output of a unit' },
  { value: 'delta', label: 'Delta δ of a unit' },
] as const

const EDGES = [
  { value: 'weight', label: 'Weight' },
  { value: 'gradient', label: 'Gradient ∂L/∂w' },
  { value: 'update', label: 'Next update Δw' },
  { value: 'lastUpdate', label: 'Last update Δw' },
] as const

interface QuantityProps extends Pick<NetworkProps, 'showing'> {
  readonly reading: Reading | null
}

/** What units show, to choose; in a phase it says what that shows. */
export function UnitQuantity({ showing, reading }: QuantityProps) {
  const { experiment } = useWorkbench()
  if (showing.phase) {
    const shown = reading?.parts.map(({ units }) => units) ?? []
    const words = [shown.includes('output') && 'Output', shown.includes('delta') && 'delta δ']
    return <span className={styles['what']}>{words.filter(Boolean).join(' and ') || 'Unit'}</span>
  }
  return (
    <Select
      label="Units show"
      value={showing.units}
      options={UNITS}
      onChange={(units) => experiment.show({ units })}
    />
  )
}

/** What edges show, to choose; in a phase it says what that shows. */
export function EdgeQuantity({ showing, reading }: QuantityProps) {
  const { experiment } = useWorkbench()
  if (showing.phase) {
    if (reading?.parts.every(({ edges }) => edges === 'bare')) {
      return <span className={styles['what']}>No edges yet</span>
    }
    const { label } = EDGES.find(({ value }) => value === reading?.edges) ?? EDGES[0]
    const isUpdate = reading?.edges === 'update'
    return <span className={styles['what']}>{isUpdate ? 'Update Δw' : label}</span>
  }
  return (
    <Select
      label="Edges show"
      value={showing.edges}
      options={EDGES}
      onChange={(edges) => experiment.show({ edges })}
    />
  )
}

/** Where layers may differ by powers of ten: whether each gets a scale of its own. */
export function ScaleToggle({
  showing,
  reading,
  setPerLayer,
}: QuantityProps & Pick<NetworkProps, 'setPerLayer'>) {
  // In all phases, so that nothing else moves from one to the next.
  if (!reading || (reading.edges === 'weight' && showing.units !== 'delta' && !showing.phase)) {
    return null
  }
  return (
    <Toggle checked={showing.perLayer} onChange={setPerLayer}>
      Scale per layer
    </Toggle>
  )
}

/** Seen where the row has room for all of it, and heard anyway. */
export function Spare({ children }: { readonly children: string }) {
  return (
    <span className={styles['spare']}>
      <span>{children}</span>
    </span>
  )
}

/** Over what the numbers are taken, where that is not plain. */
export function unitNote({ showing: { units, phase } }: Pick<QuantityProps, 'showing'>) {
  return units === 'delta' && !phase ? 'mean over the coming batch' : ''
}

/** @param known whether there are numbers to show */
export function EdgeNote({
  showing,
  reading,
  known,
  narrow,
}: QuantityProps & { readonly known: boolean; readonly narrow: boolean }) {
  const begun = useRun(({ run }) => (run?.step ?? 0) > 0)
  if (!reading || reading.edges === 'weight' || showing.phase) return null
  if (reading.edges !== 'lastUpdate') return narrow ? null : <Spare>of the next update</Spare>
  if (known) return narrow ? null : <Spare>that led to this step</Spare>
  return <span>{begun ? 'not known at this step' : 'no step made yet'}</span>
}
