import { type ReactNode, useId } from 'react'
import { bundled, imageSource, tableNames } from '../../model/bundled'
import { generators, imageGeneratorNames, pointGeneratorNames } from '../../model/datasets'
import type { Data } from '../../model/experiment'
import { Info } from '../shared/controls/info'
import { Segments } from '../shared/controls/segments'
import { formatCount } from '../shared/number'
import { useExperiment, useWorkbench } from '../shared/workbench'
import styles from './data.module.css'
import { chooseBundled, chooseGenerator, chooseShelf, shelfOf } from './data-edits'
import { imageChoiceNames, imageChoices, takenChoice } from './image-choices'
import { DataThumbnail } from './thumbnail'

const shelfLabel = (label: string) => <span className={styles['shelf']}>{label}</span>
const shelves = [
  { value: 'classification', label: shelfLabel('Classification') },
  { value: 'regression', label: shelfLabel('Regression') },
  { value: 'images', label: shelfLabel('Images') },
] as const

/** The data sets of one kind as pictures; the chosen one says what it is good for. */
export function DatasetGallery() {
  const { experiment } = useWorkbench()
  const shelf = useExperiment(shelfOf)
  const data = useExperiment((e) => e.data)
  const group = useId()
  const generated =
    shelf === 'images'
      ? imageGeneratorNames
      : pointGeneratorNames.filter((name) => generators[name].task === shelf)
  const taken = (kind: Data['kind'], name: string) =>
    data.kind === kind && data.kind !== 'table' && data.name === name
  return (
    <>
      <Segments
        label="Task"
        value={shelf}
        options={shelves}
        onChange={(next) => experiment.edit((e) => chooseShelf(e, next))}
      />
      <div role="radiogroup" aria-label="Data set" className={styles['gallery']}>
        {shelf === 'images' &&
          imageChoiceNames.map((choice) => {
            const { label, name, classes } = imageChoices[choice]
            return (
              <Choice
                key={choice}
                group={group}
                label={label}
                title={`${label} (${formatCount((imageSource(name)?.bytes ?? 0) / 1000)} kB)`}
                checked={data.kind === 'bundled' && takenChoice(data) === choice}
                onChoose={() =>
                  experiment.edit((e) => chooseBundled(e, name, classes), 'data.name')
                }
              >
                <DataThumbnail data={{ kind: 'bundled', name, classes }} />
              </Choice>
            )
          })}
        {generated.map((name) => (
          <Choice
            key={name}
            group={group}
            label={generators[name].label}
            checked={taken('generated', name)}
            onChoose={() => experiment.edit((e) => chooseGenerator(e, name), 'data.name')}
          >
            <DataThumbnail data={{ kind: 'generated', name }} />
          </Choice>
        ))}
        {shelf === 'classification' &&
          tableNames.map((name) => (
            <Choice
              key={name}
              group={group}
              label={bundled[name].label}
              checked={taken('bundled', name)}
              onChoose={() => experiment.edit((e) => chooseBundled(e, name), 'data.name')}
            >
              <DataThumbnail data={{ kind: 'bundled', name }} />
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
  readonly title?: string
  readonly checked: boolean
  readonly onChoose: () => void
  readonly children: ReactNode
}

function Choice({ group, label, title = label, checked, onChoose, children }: ChoiceProps) {
  return (
    <label className={styles['choice']} title={title}>
      <input type="radio" name={group} aria-label={label} checked={checked} onChange={onChoose} />
      {children}
    </label>
  )
}

interface DescriptionProps {
  readonly label: string
  readonly help: string
  /** Where bundled data comes from, and its licence. */
  readonly credits?: string
}

function describe(data: Data): DescriptionProps {
  if (data.kind === 'generated') return generators[data.name]
  if (data.kind === 'bundled') {
    const { source, licence, ...own } = bundled[data.name]
    const choice = takenChoice(data)
    const { label, help } = choice ? imageChoices[choice] : own
    return { label, help, credits: `${source}. Licence: ${licence}.` }
  }
  const { length } = data.inputs
  const what = data.shape ? 'image' : 'row'
  return {
    label: data.shape ? 'Images' : 'Table',
    help: `The ${length === 1 ? what : `${length} ${what}s`} of this experiment's document.`,
  }
}

function Description({ label, help, credits }: DescriptionProps) {
  return (
    <div className={styles['description']}>
      <strong>{label}.</strong> {help}{' '}
      {credits && <Info title={`Source of ${label}`} help={credits} />}
    </div>
  )
}
