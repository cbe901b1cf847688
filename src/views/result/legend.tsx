import type { Loaded } from '../../worker/protocol'
import { formatTick } from '../shared/axis'
import { ClassMark } from '../shared/class-mark'
import type { OutputMeaning } from '../shared/outputs'
import { css, type Rgb, signedColour, usePalette } from '../shared/palette'
import { useExperiment } from '../shared/workbench'
import styles from './result.module.css'
import type { Shown } from './shown'
import { classColour, STRENGTH, shareColour } from './surface'

interface LegendProps {
  readonly loaded: Loaded
  readonly meaning: OutputMeaning
  readonly shown: Shown
  /** The value at full colour of a signed surface. */
  readonly limit: number
}

/** What the colours say, in numbers. */
export function PlaneLegend({ loaded, meaning, shown, limit }: LegendProps) {
  const palette = usePalette()
  const discretize = useExperiment(({ view }) => view.discretize)
  const strength = meaning.kind === 'value' ? 1 : STRENGTH
  const signed = [-1, 0, 1].map((value) => signedColour(palette, strength * value))
  if (shown.kind === 'signed') {
    const isTarget = meaning.kind === 'value' && shown.title === 'Fitted surface'
    return (
      <div className={styles['legend']}>
        <Ramp
          colours={discretize ? [signed[0], signed[2]] : signed}
          hard={discretize}
          labels={[-limit, 0, limit].map(formatTick)}
        />
        {isTarget && <span className={styles['caption']}>output and target</span>}
        {loaded.classes.length > 0 && <ClassList classes={loaded.classes} />}
      </div>
    )
  }
  if (meaning.kind !== 'two') {
    return (
      <div className={styles['legend']}>
        <ClassList classes={loaded.classes} />
        {!discretize && <span className={styles['caption']}>the paler, the less certain</span>}
      </div>
    )
  }
  const soft = [0, 0.5, 1].map((second) => shareColour(palette, [1 - second, second]))
  const [first, second] = loaded.classes
  return (
    <div className={styles['legend']}>
      <div className={styles['twoClasses']}>
        <ClassName index={0} name={first} />
        <Ramp
          colours={discretize ? [classColour(palette, 0), classColour(palette, 1)] : soft}
          hard={discretize}
          labels={meaning.share === 'cut' ? ['−1', '0', '1'] : ['0', '0.5', '1']}
          caption={meaning.share === 'cut' ? 'output' : `probability of ${second}`}
        />
        <ClassName index={1} name={second} />
      </div>
    </div>
  )
}

function Ramp({
  colours,
  hard,
  labels,
  caption,
}: {
  colours: readonly Rgb[]
  hard: boolean
  labels: readonly string[]
  caption?: string
}) {
  const stops = hard ? `${css(colours[0])} 50%, ${css(colours[1])} 50%` : colours.map(css).join()
  return (
    <div className={styles['ramp']}>
      <div
        className={styles['bar']}
        style={{ background: `linear-gradient(to right, ${stops})` }}
      />
      <div className={styles['numbers']}>
        {labels.map((label) => (
          <span key={label}>{label}</span>
        ))}
      </div>
      {caption && <div className={styles['rampCaption']}>{caption}</div>}
    </div>
  )
}

function ClassList({ classes }: { classes: readonly string[] }) {
  return (
    <ul className={styles['classes']}>
      {classes.map((name, index) => (
        <li key={name}>
          <ClassName index={index} name={name} />
        </li>
      ))}
    </ul>
  )
}

function ClassName({ index, name }: { index: number; name: string }) {
  return (
    <span className={styles['className']}>
      <ClassMark index={index} />
      <span>{name}</span>
    </span>
  )
}
