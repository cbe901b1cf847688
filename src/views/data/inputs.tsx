import { lazy, Suspense } from 'react'
import { chosenColumns, tableSource } from '../../model/bundled'
import type { BundledData } from '../../model/experiment'
import { features } from '../../model/features'
import { imageShape } from '../../model/network-shape'
import { PanelPart } from '../shared/controls/panel'
import { Row } from '../shared/controls/row'
import { Select } from '../shared/controls/select'
import { Toggle } from '../shared/controls/toggle'
import { formatNumber } from '../shared/number'
import { useExperiment, useRun, useWorkbench } from '../shared/workbench'
import styles from './data.module.css'
import { chooseAllColumns, chooseColumn, offeredFeatures, toggleFeature } from './data-edits'
import { moments } from './moments'

const Augmentation = lazy(() =>
  import('./augmentation').then(({ Augmentation: C }) => ({ default: C })),
)

/** What feeds the first layer. */
export function Inputs() {
  const { experiment } = useWorkbench()
  const data = useExperiment((e) => e.data)
  const standardize = useExperiment((e) => e.standardize)
  const images = imageShape(data) !== undefined
  return (
    <PanelPart title="Inputs of the network">
      {images && (
        <Suspense>
          <Augmentation />
        </Suspense>
      )}
      {data.kind === 'bundled' && !images && <Columns data={data} />}
      <Features />
      <Toggle
        checked={standardize}
        onChange={(checked) => experiment.edit((e) => ({ ...e, standardize: checked }))}
      >
        Standardize
      </Toggle>
      {standardize && <MomentsTable />}
    </PanelPart>
  )
}

function Features() {
  const { experiment } = useWorkbench()
  const data = useExperiment((e) => e.data)
  const chosen = useExperiment((e) => e.features)
  const offered = offeredFeatures(data)
  if (offered.length === 0) return null
  return (
    <div className={styles['chips']} role="group" aria-label="Features">
      {offered.map((name) => {
        const pressed = chosen.includes(name)
        const last = pressed && chosen.length === 1
        return (
          <button
            key={name}
            type="button"
            className={styles['chip']}
            aria-pressed={pressed}
            aria-disabled={last}
            title={last ? 'At least one input stays' : undefined}
            onClick={() => experiment.edit((e) => toggleFeature(e, name))}
          >
            {features[name].label}
          </button>
        )
      })}
    </div>
  )
}

function Columns({ data }: { data: BundledData }) {
  const { experiment } = useWorkbench()
  const chosen = chosenColumns(data.name, data.columns)
  const columns = tableSource(data.name)?.columns ?? []
  const options = columns.map(({ name, label }) => ({ value: name, label }))
  const axes = [
    { axis: 0, label: 'x' },
    { axis: 1, label: 'y' },
  ] as const
  return (
    <>
      {axes.map(({ axis, label }) => (
        <Row key={label} label={label}>
          <Select
            label={`Column on the ${label} axis`}
            value={chosen[axis]}
            options={options}
            onChange={(name) => experiment.edit((e) => chooseColumn(e, axis, name))}
          />
        </Row>
      ))}
      <Toggle
        checked={chosen.length > 2}
        onChange={(all) => experiment.edit((e) => chooseAllColumns(e, all))}
      >
        All {columns.length} columns
      </Toggle>
    </>
  )
}

/** What standardizing subtracts and divides by, taken over the training set. */
function MomentsTable() {
  const loaded = useRun((state) => state.loaded)
  const asTheyStand = useExperiment((e) => e.features.length === 0)
  if (!loaded) return null
  // The pixels of images share theirs.
  const rows = loaded.imageShape
    ? loaded.inputs.slice(0, 1).map((input) => ({ ...input, label: 'every pixel' }))
    : loaded.inputs.map((input, i) => moments(input, asTheyStand ? loaded.columns[i] : undefined))
  return (
    <table className={styles['moments']}>
      <thead>
        <tr>
          <th scope="col">input</th>
          <th scope="col">mean</th>
          <th scope="col">deviation</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, mean, deviation }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{formatNumber(mean)}</td>
            <td>{formatNumber(deviation)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
