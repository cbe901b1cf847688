import { type ReactNode, useId } from 'react'
import { type BundledName, bundled, bundledNames } from '../../model/bundled'
import { type GeneratorName, generatorNames, generators } from '../../model/datasets'
import { Segments } from '../shared/controls/segments'
import { useExperiment, useWorkbench } from '../shared/workbench'
import styles from './data.module.css'
import { chooseBundled, chooseGenerator, chooseTask } from './data-edits'
import { BundledThumbnail, GeneratedThumbnail } from './thumbnail'

const tasks = [
  { value: 'classification', label: 'Classification' },
  { value: 'regression', label: 'Regression' },
] as const

/** All data sets of the task as pictures; the chosen one says what it is good for. */
export function DatasetGallery() {
  const { experiment } = useWorkbench()
  const task = useExperiment((e) => e.task)
  const data = useExperiment((e) => e.data)
  const group = useId()
  const generated = generatorNames.filter((name) => generators[name].task === task)
  const taken = (kind: string, name: string) =>
    data.kind === kind && data.kind !== 'table' && data.name === name
  return (
    <>
      <Segments
        label="Task"
        value={task}
        options={tasks}
        onChange={(next) => experiment.edit((e) => chooseTask(e, next))}
      />
      <div role="radiogroup" aria-label="Data set" className={styles['gallery']}>
        {generated.map((name) => (
          <Choice
            key={name}
            group={group}
            label={generators[name].label}
            checked={taken('generated', name)}
            onChoose={() => experiment.edit((e) => chooseGenerator(e, name), 'data.name')}
          >
            <GeneratedThumbnail name={name} />
          </Choice>
        ))}
        {task === 'classification' &&
          bundledNames.map((name) => (
            <Choice
              key={name}
              group={group}
              label={bundled[name].label}
              checked={taken('bundled', name)}
              onChoose={() => experiment.edit((e) => chooseBundled(e, name), 'data.name')}
            >
              <BundledThumbnail name={name} />
            </Choice>
          ))}
      </div>
      <Description {...describe(data)} />
    </>
  )
}

interface ChoiceProps {
  readonly group: string
  readonly label: string
  readonly checked: boolean
  readonly onChoose: () => void
  readonly children: ReactNode
}

function Choice({ group, label, checked, onChoose, children }: ChoiceProps) {
  return (
    <label className={styles['choice']} title={label}>
      <input type="radio" name={group} aria-label={label} checked={checked} onChange={onChoose} />
      {children}
    </label>
  )
}

function describe(
  data:
    | { kind: 'generated'; name: GeneratorName }
    | { kind: 'bundled'; name: BundledName }
    | { kind: 'table'; inputs: readonly unknown[] },
) {
  if (data.kind === 'generated') return generators[data.name]
  if (data.kind === 'bundled') return bundled[data.name]
  return { label: 'Table', help: `The ${data.inputs.length} rows of this experiment's document.` }
}

function Description({ label, help }: { label: string; help: string }) {
  return (
    <p className={styles['description']}>
      <strong>{label}.</strong> {help}
    </p>
  )
}
