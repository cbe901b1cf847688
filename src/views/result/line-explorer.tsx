import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { PLANE_LIMIT } from '../../model/dataset'
import type { Loaded } from '../../worker/protocol'
import { type Interval, linearScale } from '../shared/axis'
import { ClassMark } from '../shared/class-mark'
import { outputWidth } from '../shared/layers'
import { formatNumber, formatPercent } from '../shared/number'
import { classShares, type OutputMeaning } from '../shared/outputs'
import { nearestExample } from '../shared/points'
import { useExperiment, useRun, useSelection, useWorkbench } from '../shared/workbench'
import { describeOutputs, outputsOnLine, rawValue } from './describe'
import { LINE_REQUEST } from './line-curves'
import { exampleHeight } from './line-points'
import { left } from './place'
import styles from './result.module.css'

const REACH = 24
const ARROWS: Readonly<Record<string, number>> = {
  ArrowLeft: -0.1,
  ArrowRight: 0.1,
  ArrowDown: -1,
  ArrowUp: 1,
}

const keepInside = (value: number) => Math.min(PLANE_LIMIT, Math.max(-PLANE_LIMIT, value))

interface LineExplorerProps {
  readonly loaded: Loaded
  readonly meaning: OutputMeaning
  readonly interval: Interval
}

/** Lets pointer, finger and arrow keys read the curve and choose an example. */
export function LineExplorer({ loaded, meaning, interval }: LineExplorerProps) {
  const { frames, selection } = useWorkbench()
  const training = useExperiment(({ view }) => view.training)
  const test = useExperiment(({ view }) => view.test)
  const [x, setX] = useState<number | null>(null)

  /** Distances in plot heights, so that both directions count as the eye sees them. */
  const choose = (place: readonly [number, number], reach: number) => {
    const vertical = linearScale(interval, [0, 1])
    const example = nearestExample(
      [
        ...(training ? [{ set: 'train', examples: loaded.train } as const] : []),
        ...(test ? [{ set: 'test', examples: loaded.test } as const] : []),
      ],
      (examples, i) => [
        examples.inputs[i] / (2 * PLANE_LIMIT),
        vertical.at(exampleHeight(loaded, examples, i)),
      ],
      [place[0] / (2 * PLANE_LIMIT), place[1]],
      reach,
    )
    if (example) selection.setState({ example })
  }
  const point = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const place = keepInside((((event.clientX - box.left) / box.width) * 2 - 1) * PLANE_LIMIT)
    setX(place)
    return { place, height: 1 - (event.clientY - box.top) / box.height, reach: REACH / box.height }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = ARROWS[event.key]
    if (step !== undefined) setX(keepInside((x ?? 0) + step))
    else if (event.key === 'Enter' && x !== null) choose([x, 0.5], Number.POSITIVE_INFINITY)
    else if (event.key === 'Escape' && x !== null) setX(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  const at = x ?? 0
  const column = loaded.columns[0]
  const outputs = outputsOnLine(frames.probe(LINE_REQUEST), outputWidth(loaded), at)
  const value = outputs ? describeOutputs(loaded, meaning, outputs) : 'no output yet'

  return (
    <div
      className={styles['explorer']}
      role="slider"
      aria-roledescription="rule"
      aria-label="Place on the curve; Enter chooses the nearest example"
      aria-valuemin={-PLANE_LIMIT}
      aria-valuemax={PLANE_LIMIT}
      aria-valuenow={at}
      aria-valuetext={`${column.label} ${rawValue(column, at)}: ${value}`}
      tabIndex={0}
      onPointerMove={(event) => event.pointerType === 'mouse' && point(event)}
      onPointerLeave={(event) => event.pointerType === 'mouse' && setX(null)}
      onPointerUp={(event) => {
        const { place, height, reach } = point(event)
        choose([place, height], reach)
      }}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (event.currentTarget.matches(':focus-visible')) setX((before) => before ?? 0)
      }}
      onBlur={() => setX(null)}
    >
      <ChosenExample loaded={loaded} interval={interval} />
      {x !== null && <LineReadout {...{ loaded, meaning, x }} />}
    </div>
  )
}

function ChosenExample({ loaded, interval }: { loaded: Loaded; interval: Interval }) {
  const { selection } = useWorkbench()
  const example = useSelection((state) => state.example)
  const examples = loaded[example.set]
  if (example === selection.getInitialState().example || example.index >= examples.count)
    return null
  const down = linearScale(interval, [100, 0]).at(exampleHeight(loaded, examples, example.index))
  return (
    <span
      className={styles['ring']}
      style={{ left: left(examples.inputs[example.index]), top: `${down}%` }}
    />
  )
}

function LineReadout({
  loaded,
  meaning,
  x,
}: Pick<LineExplorerProps, 'loaded' | 'meaning'> & { x: number }) {
  const { frames } = useWorkbench()
  // The numbers follow training at the rate of the top bar's.
  useRun((state) => state.run)
  const outputs = outputsOnLine(frames.probe(LINE_REQUEST), outputWidth(loaded), x)
  const [column] = loaded.columns
  const side = x > 0 ? { right: `calc(100% - ${left(x)})` } : { left: left(x) }
  return (
    <>
      <span className={styles['downLine']} style={{ left: left(x) }} />
      <div className={styles['card']} style={{ ...side, top: 0 }}>
        <dl className={styles['place']}>
          <div>
            <dt>{column.label}</dt>
            <dd>{rawValue(column, x)}</dd>
          </div>
          {outputs && meaning.kind === 'value' && (
            <div>
              <dt>output</dt>
              <dd>{formatNumber(outputs[0])}</dd>
            </div>
          )}
        </dl>
        {outputs && meaning.kind !== 'value' && (
          <Shares
            classes={loaded.classes}
            shares={classShares(meaning, outputs, 0, outputs.length)}
          />
        )}
      </div>
    </>
  )
}

function Shares({ classes, shares }: { classes: readonly string[]; shares: readonly number[] }) {
  return (
    <ul className={styles['shares']}>
      {classes.map((name, index) => (
        <li key={name}>
          <ClassMark index={index} />
          <span>{name}</span>
          <b>{formatPercent(shares[index])}</b>
        </li>
      ))}
    </ul>
  )
}
