import { type ReactNode, useEffect, useMemo, useState } from 'react'
import type { Loaded, ProbeRequest } from '../../worker/protocol'
import { Button } from '../shared/controls/button'
import { Segments } from '../shared/controls/segments'
import { Select } from '../shared/controls/select'
import { ExamplePicker } from '../shared/example-picker'
import { formatCount, formatNumber } from '../shared/number'
import {
  useExperiment,
  useNetworkLabel,
  useProbes,
  useRun,
  useSelection,
  useWorkbench,
} from '../shared/workbench'
import { buildGraph, type GraphSpec, type Graph as Operations } from './build-graph'
import { differentiate, type GraphNumbers, TOLERANCE } from './differentiate'
import { Drawing } from './drawing'
import { backwardEquations, forwardEquation } from './equations'
import styles from './graph.module.css'
import { layoutGraph } from './layout'
import { type Choice, graphChoices, MOST_OPERATIONS } from './network'
import { numberReader, probesOf } from './numbers'
import { derivative, plain } from './rich'
import { RichText } from './rich-text'
import { knownAt, stopsOf } from './walk'
import { useWalk, WalkButtons } from './walk-buttons'

const DIRECTIONS = [
  { value: 'forward', label: 'Forward' },
  { value: 'both', label: 'Forward and backward' },
] as const

type Direction = (typeof DIRECTIONS)[number]['value']

/** A small network, or a part of one, as a graph of elementary operations for one example. */
export function Graph() {
  const loaded = useRun((state) => state.loaded)
  if (!loaded) return <p className={styles['waiting']}>The network is being made.</p>
  return <LoadedGraph loaded={loaded} />
}

function LoadedGraph({ loaded }: { readonly loaded: Loaded }) {
  const landmark = useNetworkLabel('Computational graph')
  const loss = useExperiment((e) => e.loss)
  const selected = useSelection(({ unit, edge }) => unit ?? edge)
  const unit = useMemo(
    () =>
      selected && selected.layer !== 'inputs'
        ? { layer: selected.layer, unit: 'to' in selected ? selected.to : selected.unit }
        : null,
    [selected],
  )
  const { choices, obstacle, fewestInputs } = useMemo(
    () => graphChoices({ loss }, loaded, unit),
    [loss, loaded, unit],
  )
  const [wanted, setWanted] = useState('loss')
  const [direction, setDirection] = useState<Direction>('both')
  const fits = ({ spec, operations }: Choice) => spec !== null && operations <= MOST_OPERATIONS
  // What follows the selection keeps its kind when another unit is selected.
  const [kind] = wanted.split(' ')
  const choice =
    choices.find(({ value }) => value === wanted) ??
    choices.find(({ value }) => value.startsWith(`${kind} `)) ??
    choices[0]
  const wantedSet = useSelection((state) => state.example)
  const set = loaded[wantedSet.set].count > 0 ? wantedSet.set : 'train'
  const index = Math.min(wantedSet.index, Math.max(0, loaded[set].count - 1))

  const head = (walk: ReactNode, step: ReactNode) => (
    <header className={styles['pickers']}>
      <ExamplePicker loaded={loaded} set={set} index={index} />
      {choice && (
        <label className={styles['choice']}>
          Derivatives of{' '}
          <Select
            label="What the graph leads to"
            value={choice.value}
            options={choices.map(({ value, label, operations }) => ({
              value,
              label: `${label} · ${formatCount(operations)} operations`,
            }))}
            onChange={setWanted}
          />
        </label>
      )}
      <Segments
        label="Direction"
        value={direction}
        options={DIRECTIONS}
        onChange={(to) => setDirection(to)}
      />
      {walk}
      {step}
    </header>
  )

  if (!choice || !fits(choice)) {
    return (
      <section className={styles['graph']} aria-label={landmark}>
        {head(null, null)}
        <TooLarge
          {...{ choice, obstacle, fewestInputs, smaller: choices.filter(fits) }}
          onChoose={(value) => setWanted(value)}
        />
      </section>
    )
  }
  return <Shown {...{ loaded, choice, direction, example: { set, index }, head }} />
}

interface ShownProps {
  readonly loaded: Loaded
  readonly choice: Choice
  readonly direction: Direction
  readonly example: { readonly set: 'train' | 'test'; readonly index: number }
  readonly head: (walk: ReactNode, step: ReactNode) => ReactNode
}

function Shown({ loaded, choice, direction, example, head }: ShownProps) {
  const { frames } = useWorkbench()
  const experiment = useExperiment((e) => e)
  // The run's numbers come ten times a second, which is often enough for digits to be read.
  useRun((state) => state.run)
  const { spec, deltas } = choice
  // Most edits of the document leave the graph as it is, and with it what is focused.
  const key = JSON.stringify(spec)
  const graph = useMemo(() => {
    const same = JSON.parse(key) as GraphSpec | null
    return same && buildGraph(same)
  }, [key])
  const { set, index } = example
  const probes = useMemo(
    (): ProbeRequest[] => (graph ? probesOf(graph, deltas, { set, index }) : []),
    [graph, deltas, set, index],
  )
  useProbes(probes)
  if (!graph) return null
  const read = numberReader({ experiment, loaded, frame: frames.latest, probes, set, index })
  const numbers = read && differentiate(graph, read, deltas !== null)
  const step = frames.latest?.state.step ?? 0
  return (
    <Sheet
      {...{ graph, numbers, direction, classes: loaded.classes }}
      head={(walk) => head(walk, <span className={styles['step']}>step {formatCount(step)}</span>)}
    />
  )
}

interface SheetProps {
  readonly graph: Operations
  readonly numbers: GraphNumbers | null
  readonly direction: Direction
  readonly classes: readonly string[]
  readonly head: (walk: ReactNode) => ReactNode
}

/** The picture, the selected operation spelled out, and all of them as a list. */
function Sheet({ graph, numbers, direction, classes, head }: SheetProps) {
  const landmark = useNetworkLabel('Computational graph')
  const backward = direction === 'both'
  const layout = useMemo(() => layoutGraph(graph, direction), [graph, direction])
  const stops = useMemo(() => stopsOf(graph, backward), [graph, backward])
  const walk = useWalk(stops)
  const [focused, setFocused] = useState({ graph, node: 0 })
  const at = walk.at === null ? null : stops[walk.at]
  // Another graph begins at its first input.
  const focusedNode = focused.graph === graph ? focused.node : 0
  const [left, setLeft] = useState(false)
  useEffect(() => setLeft(false), [walk.at])
  const current = at && !left ? at.node : focusedNode
  const known = useMemo(() => knownAt(graph, stops, walk.at), [graph, stops, walk.at])
  const choose = (node: number) => {
    setFocused({ graph, node })
    setLeft(true)
  }

  const lines = (node: number) => {
    if (!numbers) return []
    const forward = known.value(node) ? [forwardEquation(graph, numbers, node, classes)] : []
    const back = backward && known.derivative(node) ? backwardEquations(graph, numbers, node) : []
    return [...forward, ...back]
  }
  const describe = (node: number) => lines(node).map(plain).join('; ')
  const { nodes, end } = graph
  return (
    <section className={styles['graph']} aria-label={landmark}>
      {head(<WalkButtons walk={walk} stops={stops} />)}
      <div className={styles['scroller']}>
        <Drawing
          {...{ graph, layout, numbers, known, backward, classes, current, describe }}
          onCurrent={choose}
        />
      </div>
      <footer className={styles['footer']}>
        <div className={styles['spelled']} data-pass={at?.pass} aria-live={at ? 'polite' : 'off'}>
          <p className={styles['caption']}>{nodes[current].title}</p>
          {lines(current).map((line) => (
            <p key={plain(line.slice(0, 4))} className={styles['line']}>
              <RichText rich={line} />
            </p>
          ))}
        </div>
        <Legend end={graph} backward={backward} />
        {numbers && <CheckLine numbers={numbers} />}
      </footer>
      <ol className="visually-hidden" aria-label="Operations in order">
        {nodes.map((node, i) => (
          <li key={node.id}>
            {node.title}: {describe(i)}
          </li>
        ))}
        <li>The graph ends at {nodes[end].title}.</li>
      </ol>
    </section>
  )
}

function Legend({ end: { nodes, end }, backward }: { end: Operations; backward: boolean }) {
  return (
    <p className={styles['legend']}>
      <span>
        <b className={styles['keyValue']}>z = 0.50</b> value
      </span>
      {backward && (
        <>
          <span>
            <b className={styles['keyLocal']}>× 0.42</b> local derivative ∂out/∂in
          </span>
          <span>
            <b className={styles['keyDerivative']}>0.21</b> product so far,{' '}
            <RichText rich={derivative(nodes[end].name, { base: '·', sub: '' })} />
          </span>
        </>
      )}
    </p>
  )
}

function CheckLine({ numbers: { check } }: { readonly numbers: GraphNumbers }) {
  const agrees = check.difference <= TOLERANCE
  return (
    <p
      className={styles['check']}
      data-differs={agrees ? undefined : ''}
      data-check={check.difference}
    >
      {formatCount(check.count)} of these numbers are the engine’s own.{' '}
      {agrees
        ? `The chain rule, computed here in double precision, agrees with them to ${formatNumber(check.difference, 1)}.`
        : `The chain rule, computed here in double precision, differs from them by ${formatNumber(check.difference)}.`}
    </p>
  )
}

interface TooLargeProps {
  readonly choice: Choice | undefined
  readonly obstacle: string | null
  readonly fewestInputs: number
  readonly smaller: readonly Choice[]
  readonly onChoose: (value: string) => void
}

/** Why there is no picture, and what there can be one of. */
function TooLarge({ choice, obstacle, fewestInputs, smaller, onChoose }: TooLargeProps) {
  return (
    <div className={styles['refusal']}>
      {obstacle && (
        <p>
          {obstacle} is not a dense layer: this graph has operations for dense layers only, so it
          cannot lead through the whole network.
        </p>
      )}
      {choice && choice.operations > MOST_OPERATIONS && (
        <p>
          This graph would have {formatCount(choice.operations)} operations. More than{' '}
          {MOST_OPERATIONS} cannot be read.
        </p>
      )}
      {smaller.length > 0 && (
        <>
          <p>Small enough:</p>
          <ul>
            {smaller.map(({ value, label, operations }) => (
              <li key={value}>
                <Button onClick={() => onChoose(value)}>
                  {label} · {operations} operations
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {fewestInputs + 2 <= MOST_OPERATIONS ? (
        <p>Select a unit in the network to choose another part.</p>
      ) : (
        Number.isFinite(fewestInputs) && (
          <p>
            No part of this network is small enough: even a single unit weighs{' '}
            {formatCount(fewestInputs)} inputs. The arithmetic view explains units of any size.
          </p>
        )
      )}
    </div>
  )
}
