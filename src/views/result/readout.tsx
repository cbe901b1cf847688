import type { Loaded } from '../../worker/protocol'
import { ClassMark } from '../shared/class-mark'
import { formatNumber, formatPercent } from '../shared/number'
import { classShares, type OutputMeaning, predictedClass } from '../shared/outputs'
import type { ExampleRef } from '../shared/points'
import { useRun, useWorkbench } from '../shared/workbench'
import { outputsAt, rawValue } from './describe'
import { left, type Place, top } from './place'
import styles from './result.module.css'
import type { Shown } from './shown'

/** Classes listed before the rest is left out. */
const MOST_CLASSES = 3
/** Plane units within which an example counts as pointed at. */
const NEARBY = 0.6

interface ReadoutProps {
  readonly loaded: Loaded
  readonly meaning: OutputMeaning
  readonly shown: Shown
  readonly place: Place
  readonly near: (at: Place, reach?: number) => ExampleRef | undefined
}

/** Crosshair and card: where this is, what the network says there, which example is next to it. */
export function PlaneReadout({ loaded, meaning, shown, place, near }: ReadoutProps) {
  const { frames } = useWorkbench()
  // The numbers follow training at the rate of the top bar's.
  useRun((state) => state.run)
  const outputs = outputsAt(
    shown.values ?? (shown.request && frames.probe(shown.request)),
    shown,
    place,
  )
  const example = near(place, NEARBY)
  const cardPlace = {
    [place.x > 0 ? 'right' : 'left']: place.x > 0 ? `calc(100% - ${left(place.x)})` : left(place.x),
    [place.y > 0 ? 'top' : 'bottom']: place.y > 0 ? top(place.y) : `calc(100% - ${top(place.y)})`,
  }
  return (
    <>
      <span className={styles['acrossLine']} style={{ top: top(place.y) }} />
      <span className={styles['downLine']} style={{ left: left(place.x) }} />
      <div className={styles['card']} style={cardPlace}>
        <dl className={isShort(loaded) ? styles['shortPlace'] : styles['place']}>
          {[place.x, place.y].map((at, i) => (
            <Coordinate key={loaded.columns[i].label} column={loaded.columns[i]} at={at} />
          ))}
        </dl>
        {outputs && <Values {...{ loaded, meaning, shown, outputs }} />}
        {example && <Example loaded={loaded} example={example} />}
      </div>
    </>
  )
}

/** Whether both coordinates fit on one line: x 1.20 y −3.40. */
const isShort = ({ columns }: Loaded) =>
  columns.slice(0, 2).every(({ label, unit }) => label.length + unit.length <= 2)

function Coordinate({ column, at }: { column: Loaded['columns'][number]; at: number }) {
  return (
    <div>
      <dt>{column.label}</dt>
      <dd>{rawValue(column, at)}</dd>
    </div>
  )
}

function Values({
  loaded,
  meaning,
  shown,
  outputs,
}: Pick<ReadoutProps, 'loaded' | 'meaning' | 'shown'> & { outputs: Float32Array }) {
  if (shown.kind === 'signed') {
    return (
      <dl className={styles['place']}>
        <div>
          <dt>{shown.request ? 'output' : 'input'}</dt>
          <dd>{formatNumber(outputs[shown.column])}</dd>
        </div>
      </dl>
    )
  }
  const shares = classShares(meaning, outputs, 0, shown.width)
  const decided = predictedClass(outputs, 0, shown.width)
  const order = shares.map((_, i) => i).sort((a, b) => shares[b] - shares[a])
  return (
    <ul className={styles['shares']}>
      {order.slice(0, MOST_CLASSES).map((index) => (
        <li key={index} className={index === decided ? styles['decided'] : ''}>
          <ClassMark index={index} />
          <span>{loaded.classes[index]}</span>
          <b>{Number.isNaN(shares[index]) ? 'NaN' : formatPercent(shares[index])}</b>
        </li>
      ))}
    </ul>
  )
}

function Example({ loaded, example: { set, index } }: { loaded: Loaded; example: ExampleRef }) {
  const target = loaded[set].targets[index * loaded.targetWidth]
  const isClass = loaded.classes.length > 0
  return (
    <div className={styles['near']}>
      {isClass && <ClassMark index={target} hollow={set === 'test'} />}
      <span>
        {set === 'train' ? 'training' : 'test'} example {index + 1}
        {isClass ? '' : `: target ${formatNumber(target)}`}
      </span>
    </div>
  )
}
