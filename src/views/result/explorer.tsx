import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { PLANE_LIMIT } from '../../model/dataset'
import type { Loaded } from '../../worker/protocol'
import { formatNumber } from '../shared/number'
import type { OutputMeaning } from '../shared/outputs'
import { type ExampleRef, nearestExample } from '../shared/points'
import { useExperiment, useSelection, useWorkbench } from '../shared/workbench'
import { describeOutputs, outputsAt, rawValue } from './describe'
import { left, type Place, top } from './place'
import { PlaneReadout } from './readout'
import styles from './result.module.css'
import type { Shown } from './shown'

/** How far off, in pixels, a press still means the example. */
const REACH = 22
const ARROW_STEP = 0.25

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

const keepInside = (value: number) => Math.min(PLANE_LIMIT, Math.max(-PLANE_LIMIT, value))

interface ExplorerProps {
  readonly loaded: Loaded
  readonly meaning: OutputMeaning
  readonly shown: Shown
}

/** Lets pointer, finger and arrow keys ask the plane for its values and choose an example. */
export function PlaneExplorer({ loaded, meaning, shown }: ExplorerProps) {
  const { frames, selection } = useWorkbench()
  const training = useExperiment(({ view }) => view.training)
  const test = useExperiment(({ view }) => view.test)
  const [place, setPlace] = useState<Place | null>(null)

  const near = (at: Place, reach?: number) =>
    nearestExample(
      [
        ...(training ? [{ set: 'train', examples: loaded.train } as const] : []),
        ...(test ? [{ set: 'test', examples: loaded.test } as const] : []),
      ],
      ({ inputs }, i) => [inputs[i * loaded.columns.length], inputs[i * loaded.columns.length + 1]],
      [at.x, at.y],
      reach,
    )
  const choose = (example: ExampleRef | undefined) => {
    if (example) selection.setState({ example })
  }
  const placeOf = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLElement>) => {
    const box = currentTarget.getBoundingClientRect()
    const x = keepInside((((clientX - box.left) / box.width) * 2 - 1) * PLANE_LIMIT)
    const y = keepInside((1 - ((clientY - box.top) / box.height) * 2) * PLANE_LIMIT)
    return { place: { x, y }, reach: (REACH / box.width) * 2 * PLANE_LIMIT }
  }
  const point = (event: PointerEvent<HTMLElement>) => {
    setPlace(placeOf(event).place)
  }
  const press = (event: PointerEvent<HTMLElement>) => {
    point(event)
    const { place: at, reach } = placeOf(event)
    choose(near(at, reach))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key]
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (arrow) {
      const step = event.shiftKey ? 4 * ARROW_STEP : ARROW_STEP
      const from = place ?? { x: 0, y: 0 }
      setPlace({
        x: keepInside(from.x + arrow[0] * step),
        y: keepInside(from.y + arrow[1] * step),
      })
    } else if (event.key === 'Enter' && place) choose(near(place))
    else if (event.key === 'Escape' && place) setPlace(null)
    else return
    // The page's own shortcuts use arrows, too.
    event.preventDefault()
    event.stopPropagation()
  }

  const at = place ?? { x: 0, y: 0 }
  const outputs = outputsAt(
    shown.values ?? (shown.request && frames.probe(shown.request)),
    shown,
    at,
  )
  const [across, up] = loaded.columns
  const value =
    outputs &&
    (shown.kind === 'signed'
      ? formatNumber(outputs[shown.column])
      : describeOutputs(loaded, meaning, outputs))

  return (
    <div
      className={styles['explorer']}
      role="slider"
      aria-roledescription="crosshair"
      aria-label="Place on the plane; Enter chooses the nearest example"
      aria-valuemin={-PLANE_LIMIT}
      aria-valuemax={PLANE_LIMIT}
      aria-valuenow={at.x}
      aria-valuetext={`${across.label} ${rawValue(across, at.x)}, ${up.label} ${rawValue(up, at.y)}: ${value ?? 'no output yet'}`}
      tabIndex={0}
      onPointerMove={(event) => event.pointerType === 'mouse' && point(event)}
      onPointerLeave={(event) => event.pointerType === 'mouse' && setPlace(null)}
      onPointerUp={press}
      onKeyDown={onKeyDown}
      onFocus={(event) => {
        if (event.currentTarget.matches(':focus-visible')) setPlace((before) => before ?? at)
      }}
      onBlur={() => setPlace(null)}
    >
      <ChosenExample loaded={loaded} />
      {place && <PlaneReadout {...{ loaded, meaning, shown, place, near }} />}
    </div>
  )
}

/** A ring around the chosen example; none before one has been chosen. */
function ChosenExample({ loaded }: { loaded: Loaded }) {
  const { selection } = useWorkbench()
  const example = useSelection((state) => state.example)
  if (example === selection.getInitialState().example) return null
  const { inputs, count } = loaded[example.set]
  if (example.index >= count) return null
  const at = example.index * loaded.columns.length
  return (
    <span className={styles['ring']} style={{ left: left(inputs[at]), top: top(inputs[at + 1]) }} />
  )
}
