import { type PointerEvent, useEffect, useMemo, useRef } from 'react'
import { Canvas, prepare, useSize } from '../shared/canvas'
import { formatCount } from '../shared/number'
import { usePalette } from '../shared/palette'
import { weightColour } from './cell-colour'
import type { Operation } from './compute'
import { type Grid, indexOf, type Place, placeAt, samePlace } from './grid'
import styles from './network.module.css'
import { edgesOf, nodeRow } from './network-layout'
import { drawNetwork, NODE_ROWS } from './network-painter'
import { placeText } from './number-text'
import type { Spotlight } from './spotlight'
import type { Sweep } from './sweep'

interface NetworkProps {
  readonly operation: Operation
  readonly input: Grid
  readonly output: Grid
  readonly over: Sweep
  readonly selected: Place
  /** The pixel that each output took in max pooling; none otherwise. */
  readonly winners: readonly Place[]
  readonly spotlight: Spotlight
  readonly onSelect: (place: Place) => void
  readonly onSpotlight: (spotlight: Spotlight) => void
}

/** The same calculation as a layer of units: few edges, and few weights that the edges share. */
export function Network(props: NetworkProps) {
  const { operation, input, output, over, selected, winners, spotlight, onSelect, onSpotlight } =
    props
  const palette = usePalette()
  const canvas = useRef<HTMLCanvasElement>(null)
  const [frame, size] = useSize<HTMLDivElement>()
  const edges = useMemo(() => edgesOf(over), [over])
  const rows = useMemo(
    () => ({ input: nodeRow(input, size.width), output: nodeRow(output, size.width) }),
    [input, output, size.width],
  )
  useEffect(() => {
    const context = prepare(canvas.current, size)
    if (!context) return
    const shared = operation === 'convolution'
    drawNetwork(context, {
      size,
      palette,
      edges,
      rows,
      input,
      output,
      spotlight,
      shared,
      kernel: over.kernel,
      selected: indexOf(output, selected),
      winners: winners.map((place) => indexOf(input, place)),
    })
  }, [size, palette, edges, rows, input, output, spotlight, operation, over, selected, winners])

  const point = (event: PointerEvent<HTMLElement>, presses: boolean) => {
    const box = event.currentTarget.getBoundingClientRect()
    const [x, y] = [event.clientX - box.left, event.clientY - box.top]
    if (y < box.height / 2) onSpotlight({ kind: 'pixel', place: rows.input.at(x) })
    else {
      onSpotlight(null)
      const place = rows.output.at(x)
      const isNear = y > box.height - 3 * NODE_ROWS.margin
      if ((presses || isNear) && !samePlace(place, selected)) onSelect(place)
    }
  }
  const inputs = input.values.length
  const outputs = output.values.length
  return (
    <section className={styles['network']} aria-label="As a network">
      <div className={styles['networkHead']}>
        <h3>The same as a network</h3>
        <Counts {...{ operation, inputs, outputs, edges: edges.length, kernel: over.kernel }} />
      </div>
      <div className={styles['rowLabel']}>
        <span>{inputs} input pixels, row after row</span>
        {operation === 'convolution' && (
          <Legend kernel={over.kernel} {...{ spotlight, onSpotlight }} />
        )}
      </div>
      <div ref={frame} className={styles['networkFrame']}>
        <Canvas
          ref={canvas}
          label={`${inputs} input pixels above, ${outputs} output pixels below, ${edges.length} edges between them`}
          className={styles['networkCanvas']}
          onPointerMove={(event) => point(event, false)}
          onPointerDown={(event) => point(event, true)}
          onPointerLeave={() => onSpotlight(null)}
        />
      </div>
      <div className={styles['rowLabel']}>{outputs} outputs</div>
    </section>
  )
}

interface CountsProps {
  readonly operation: Operation
  readonly inputs: number
  readonly outputs: number
  readonly edges: number
  readonly kernel: number
}

function Counts({ operation, inputs, outputs, edges, kernel }: CountsProps) {
  const dense = inputs * outputs
  return (
    <p>
      {operation === 'convolution' ? (
        <>
          <b>{formatCount(kernel * kernel)}</b> {kernel === 1 ? 'weight' : 'weights'} shared by{' '}
        </>
      ) : (
        'No weights, '
      )}
      <b>{formatCount(edges)}</b> edges; a dense layer has <b>{formatCount(dense)}</b> edges
      {operation === 'convolution' ? ', each with a weight of its own.' : '.'}
    </p>
  )
}

interface LegendProps {
  readonly kernel: number
  readonly spotlight: Spotlight
  readonly onSpotlight: (spotlight: Spotlight) => void
}

/** The filter's places in the colours of their edges, row after row too. */
function Legend({ kernel, spotlight, onSpotlight }: LegendProps) {
  const { theme } = usePalette()
  const size = { height: kernel, width: kernel }
  const lit = spotlight?.kind === 'weight' ? spotlight.place : undefined
  return (
    <div aria-hidden className={styles['legend']} onPointerLeave={() => onSpotlight(null)}>
      {Array.from({ length: kernel * kernel }, (_, i) => (
        <i
          // oxlint-disable-next-line react/no-array-index-key
          key={i}
          title={`The colour of the weight at ${placeText(placeAt(size, i))}`}
          data-row={i % kernel === 0 || undefined}
          data-lit={samePlace(lit, placeAt(size, i)) || undefined}
          style={{ background: weightColour(theme, i, kernel * kernel) }}
          onPointerMove={() => onSpotlight({ kind: 'weight', place: placeAt(size, i) })}
        />
      ))}
    </div>
  )
}
