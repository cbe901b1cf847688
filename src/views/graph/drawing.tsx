import { type CSSProperties, type KeyboardEvent, useEffect, useId, useMemo, useRef } from 'react'
import { formatNumber } from '../shared/number'
import type { Graph } from './build-graph'
import type { GraphNumbers } from './differentiate'
import { localNumber, valueEquation } from './equations'
import styles from './graph.module.css'
import { type GraphLayout, NODE_HEIGHT, nodeText, REM } from './layout'
import { RichSpans } from './rich-text'
import { type Arrow, type Known, neighbour } from './walk'

interface DrawingProps {
  readonly graph: Graph
  readonly layout: GraphLayout
  /** Null while the engine computes them. */
  readonly numbers: GraphNumbers | null
  readonly known: Known
  /** Whether derivatives are shown too. */
  readonly backward: boolean
  readonly classes: readonly string[]
  /** The node that is spelled out. */
  readonly current: number
  readonly onCurrent: (node: number) => void
  /** Of each node: its equations. */
  readonly describe: (node: number) => string
}

const ARROWS: readonly string[] = [
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
] satisfies readonly Arrow[]

/** Shares of a node's height from its line to a row of numbers. */
const VALUE = -7
const LOCAL = 17
const DERIVATIVE = 35

/** The graph as a picture of real text, to be walked by arrow keys. */
export function Drawing(props: DrawingProps) {
  const { graph, layout, numbers, known, backward, classes, current, onCurrent, describe } = props
  const svg = useRef<SVGSVGElement>(null)
  const heights = useMemo(() => layout.nodes.map(({ y }) => y), [layout])

  useEffect(() => {
    const node = svg.current?.querySelector(`[data-node="${current}"]`)
    const scroller = svg.current?.parentElement
    if (node && scroller) reveal(node, scroller)
  }, [current, layout])

  const onKeyDown = (event: KeyboardEvent) => {
    if (!ARROWS.includes(event.key) || event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    const to = neighbour(graph, heights, current, event.key as Arrow)
    onCurrent(to)
    svg.current?.querySelector<SVGElement>(`[data-node="${to}"]`)?.focus({ preventScroll: true })
  }

  const { width, height } = layout
  return (
    <svg
      ref={svg}
      className={styles['drawing']}
      viewBox={`0 0 ${width} ${height}`}
      style={{ '--width': `${width / REM}rem` } as CSSProperties}
      role="group"
      aria-label="Operations; arrow keys lead from one to the next"
      onKeyDown={onKeyDown}
    >
      <Lines {...{ graph, layout, backward, current }} />
      {numbers && (
        <g aria-hidden="true">
          <EdgeNumbers {...{ graph, layout, numbers, known, backward, classes }} />
          <TrunkNumbers {...{ graph, layout, numbers, known, backward, classes }} />
          <EndNumbers {...{ graph, layout, numbers, known, backward, classes }} />
        </g>
      )}
      {graph.nodes.map((node, i) => {
        const { x, y, half } = layout.nodes[i]
        return (
          <g
            key={node.id}
            role="button"
            tabIndex={i === current ? 0 : -1}
            aria-label={`${node.title}: ${describe(i)}`}
            aria-current={i === current}
            data-node={i}
            data-kind={node.kind}
            className={styles['node']}
            transform={`translate(${x} ${y})`}
            onFocus={() => onCurrent(i)}
            onClick={() => onCurrent(i)}
            onKeyDown={(event) => {
              // Space and Enter show what focus shows already: they must not train.
              if (event.key !== ' ' && event.key !== 'Enter') return
              event.preventDefault()
              onCurrent(i)
            }}
          >
            <title>{node.title}</title>
            <rect
              className={styles['target']}
              x={-half - 7}
              y={-22}
              width={2 * half + 14}
              height={44}
            />
            <rect
              className={styles['ring']}
              x={-half - 4}
              y={-NODE_HEIGHT / 2 - 4}
              width={2 * half + 8}
              height={NODE_HEIGHT + 8}
              rx={NODE_HEIGHT / 2 + 4}
            />
            <rect
              className={styles['shape']}
              x={-half}
              y={-NODE_HEIGHT / 2}
              width={2 * half}
              height={NODE_HEIGHT}
              rx={node.kind === 'parameter' || node.kind === 'target' ? 5 : NODE_HEIGHT / 2}
            />
            <text className={styles['sign']} textAnchor="middle" dy="0.36em">
              {isOperation(graph, i) ? nodeText(node) : <RichSpans rich={[node.name]} />}
            </text>
          </g>
        )
      })}
    </svg>
  )
}

/** Scrolls the drawing alone, and only where the node and its numbers are not in sight. */
function reveal(node: Element, scroller: Element): void {
  const [own, view] = [node.getBoundingClientRect(), scroller.getBoundingClientRect()]
  const [x, y] = [own.x + own.width / 2 - view.x, own.y + own.height / 2 - view.y]
  const around = Math.min(6 * REM, view.width / 3, view.height / 3)
  const isInside = (at: number, size: number) => at >= around && at <= size - around
  if (!isInside(y, view.height)) scroller.scrollTop += y - view.height / 2
  if (!isInside(x, view.width)) scroller.scrollLeft += x - view.width / 2
}

const isOperation = ({ into }: Graph, node: number) => into[node].length > 0

function Lines({
  graph,
  layout,
  backward,
  current,
}: Pick<DrawingProps, 'graph' | 'layout' | 'backward' | 'current'>) {
  const id = useId()
  return (
    <g aria-hidden="true">
      <defs>
        <marker
          id={`${id}-forth`}
          viewBox="0 0 8 8"
          refX="8"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path className={styles['forth']} d="M0 0.5 8 4 0 7.5Z" />
        </marker>
        <marker
          id={`${id}-back`}
          viewBox="0 0 8 8"
          refX="0"
          refY="4"
          markerWidth="8"
          markerHeight="8"
          markerUnits="userSpaceOnUse"
          orient="auto"
        >
          <path className={styles['back']} d="M8 0.5 0 4 8 7.5Z" />
        </marker>
      </defs>
      {graph.edges.map(({ from, to }, edge) => (
        <path
          // Edges have no identity but their ends.
          key={`${from} ${to}`}
          className={styles['line']}
          d={layout.edges[edge].path}
          data-marked={from === current || to === current ? '' : undefined}
          markerEnd={`url(#${id}-forth)`}
          markerStart={
            backward && graph.nodes[from].kind !== 'target' ? `url(#${id}-back)` : undefined
          }
        />
      ))}
    </g>
  )
}

type NumbersProps = Pick<DrawingProps, 'graph' | 'layout' | 'known' | 'backward' | 'classes'> & {
  readonly numbers: GraphNumbers
}

/** Above each line its value; below it what it multiplies by on the way back, and what comes of it. */
function EdgeNumbers({ graph, layout, numbers, known, backward, classes }: NumbersProps) {
  return graph.edges.map(({ from, to }, edge) => {
    const { x, y } = layout.edges[edge].label
    const forks = graph.outOf[from].length > 1
    const derives = backward && known.derivative(from) && numbers.derivatives[from] !== null
    const back = forks ? numbers.shares[edge] : numbers.derivatives[from]
    return (
      <g key={`${from} ${to}`}>
        {known.value(from) && (
          <text className={styles['value']} data-again={forks || undefined} x={x} y={y + VALUE}>
            <RichSpans rich={valueEquation(graph, numbers, from, classes)} />
          </text>
        )}
        {derives && (
          <>
            <text className={styles['local']} x={x} y={y + LOCAL}>
              × {localNumber(graph, numbers, edge)}
            </text>
            <text
              className={styles['derivative']}
              x={x}
              y={y + DERIVATIVE}
              data-share={forks || undefined}
            >
              {formatNumber(back ?? 0)}
            </text>
          </>
        )}
      </g>
    )
  })
}

/** Where several operations use a number: what comes back from all of them, added up. */
function TrunkNumbers({ graph, layout, numbers, known, backward, classes }: NumbersProps) {
  return graph.nodes.map(({ id }, node) => {
    const place = layout.trunks[node]
    if (!place) return null
    const { x, y } = place
    return (
      <g key={id}>
        {known.value(node) && (
          <text className={styles['value']} x={x} y={y + VALUE}>
            <RichSpans rich={valueEquation(graph, numbers, node, classes)} />
          </text>
        )}
        {backward && known.derivative(node) && (
          <text className={styles['derivative']} x={x} y={y + LOCAL + 2}>
            Σ {formatNumber(numbers.derivatives[node] ?? 0)}
          </text>
        )}
      </g>
    )
  })
}

/** What it all leads to, and the 1 that the way back begins with. */
function EndNumbers({ graph, layout, numbers, known, backward, classes }: NumbersProps) {
  const { end } = graph
  const { x, y, half } = layout.nodes[end]
  return (
    <>
      {known.value(end) && (
        <text className={styles['value']} x={x - half + 4} y={y + 32}>
          <RichSpans rich={valueEquation(graph, numbers, end, classes)} />
        </text>
      )}
      {backward && known.derivative(end) && (
        <text className={styles['derivative']} x={x - half + 4} y={y + 50}>
          1
        </text>
      )}
    </>
  )
}
