import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react'
import { PLANE_LIMIT } from '../../model/dataset'
import type { Loaded } from '../../worker/protocol'
import { type Interval, linearScale } from '../shared/axis'
import { ClassMark } from '../shared/class-mark'
import { formatNumber, formatPercent } from '../shared/number'
import { classShares, type OutputMeaning } from '../shared/outputs'
import { nearestExample } from '../shared/points'
import { useExperiment, useRun, useSelection, useWorkbench } from '../shared/workbench'
import { LINE_RESOLUTION } from './contributions'
import { LINE_REQUEST } from './line-curves'
import { exampleHeight } from './line-points'
import { left } from './place'
import styles from './result.module.css'
import { outputWidth } from './shown'

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
  readonly children: ReactNode
}

/** Lets pointer, finger and arrow keys read the curve and choose an example. */
export function LineExplorer({ loaded, meaning, interval, children }: LineExplorerProps) {
  const { selection } = useWorkbench()
  const training = useExperiment(({ view }) => view.training)
  const test = useExperiment(({ view }) => view.test)
  const [x, setX] = useState<number | null>(null)

  /** Distances in plot heights, so that both directions count as the eye sees them. */
  const choose = (at: readonly [number, number], reach: number) => {
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
      [at[0] / (2 * PLANE_LIMIT), at[1]],
      reach,
    )
    if (example) selection.setState({ example })
  }
  const point = (event: PointerEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const at = keepInside((((event.clientX - box.left) / box.width) * 2 - 1) * PLANE_LIMIT)
    setX(at)
    return { at, height: 1 - (event.clientY - box.top) / box.height, reach: REACH / box.height }
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = ARROWS[event.key]
    if (step !== undefined) setX(keepInside((x ?? 0) + step))
    else if (event.key === 'Enter' && x !== null) choose([x, 0.5], Number.POSITIVE_INFINITY)
    else if (event.key === 'Escape' && x !== null) setX(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <div
      className={styles['explorer']}
      role="application"
      aria-roledescription="plot"
      aria-label="Values along the curve. Arrow keys move the rule, Enter chooses the nearest example."
      tabIndex={0}
      onPointerMove={(event) => event.pointerType === 'mouse' && point(event)}
      onPointerLeave={(event) => event.pointerType === 'mouse' && setX(null)}
      onPointerUp={(event) => {
        const { at, height, reach } = point(event)
        choose([at, height], reach)
      }}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (event.currentTarget.matches(':focus-visible')) setX((before) => before ?? 0)
      }}
      onBlur={() => setX(null)}
    >
      {children}
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
  useRun((state) => state.run)
  const width = outputWidth(loaded)
  const outputs = frames.probe(LINE_REQUEST)
  const { label, unit, centre, scale } = loaded.columns[0]
  const side = x > 0 ? { right: `calc(100% - ${left(x)})` } : { left: left(x) }
  return (
    <>
      <span className={styles['downLine']} style={{ left: left(x) }} />
      <div className={styles['card']} style={{ ...side, top: 0 }} role="status">
        <dl className={styles['place']}>
          <div>
            <dt>{label}</dt>
            <dd>
              {formatNumber(centre + scale * x)} {unit}
            </dd>
          </div>
          {outputs?.length === LINE_RESOLUTION * width && meaning.kind === 'value' && (
            <div>
              <dt>output</dt>
              <dd>{formatNumber(between(outputs, width, 0, x))}</dd>
            </div>
          )}
        </dl>
        {outputs?.length === LINE_RESOLUTION * width && meaning.kind !== 'value' && (
          <Shares {...{ loaded, meaning, outputs, width, x }} />
        )}
      </div>
    </>
  )
}

function Shares({
  loaded,
  meaning,
  outputs,
  width,
  x,
}: {
  loaded: Loaded
  meaning: OutputMeaning
  outputs: Float32Array
  width: number
  x: number
}) {
  const here = Float32Array.from({ length: width }, (_, k) => between(outputs, width, k, x))
  const shares = classShares(meaning, here, 0, width)
  return (
    <ul className={styles['shares']}>
      {loaded.classes.map((name, index) => (
        <li key={name}>
          <ClassMark index={index} />
          <span>{name}</span>
          <b>{formatPercent(shares[index])}</b>
        </li>
      ))}
    </ul>
  )
}

/** The curve's value at x, between the two points of the probe around it. */
function between(outputs: Float32Array, width: number, column: number, x: number): number {
  const at = ((x + PLANE_LIMIT) / (2 * PLANE_LIMIT)) * (LINE_RESOLUTION - 1)
  const low = Math.min(LINE_RESOLUTION - 2, Math.floor(at))
  const from = outputs[low * width + column]
  return from + (outputs[(low + 1) * width + column] - from) * (at - low)
}
