import type { Loaded } from '../../worker/protocol'
import { ShapeMark } from '../shared/class-mark'
import { useExperiment, useWorkbench } from '../shared/workbench'
import styles from './result.module.css'

type ToggleName = 'training' | 'test' | 'discretize' | 'contour' | 'contributions'

const LABELS: Readonly<Record<ToggleName, string>> = {
  training: 'Training',
  test: 'Test',
  discretize: 'Discretize',
  contour: 'Contour',
  contributions: 'Contributions',
}

/** What the picture shows; the marks of training and test points are their legend, too. */
export function ResultToggles({ names, loaded }: { names: readonly ToggleName[]; loaded: Loaded }) {
  const shown = names.filter((name) => name !== 'test' || loaded.test.count > 0)
  return (
    <div className={styles['toggles']} role="group" aria-label="Shown in the picture">
      {shown.map((name) => (
        <ViewToggle key={name} name={name} />
      ))}
    </div>
  )
}

function ViewToggle({ name }: { name: ToggleName }) {
  const { experiment } = useWorkbench()
  const checked = useExperiment(({ view }) => view[name])
  const change = () => experiment.show({ [name]: !checked })
  return (
    <label className={styles['toggle']}>
      <input type="checkbox" checked={checked} onChange={change} />
      {(name === 'training' || name === 'test') && (
        <ShapeMark shape="circle" colour="currentColor" hollow={name === 'test'} />
      )}
      {LABELS[name]}
    </label>
  )
}
