import { useRef } from 'react'
import { sizeOf } from '../../model/shapes'
import type { Loaded, ProbeRequest } from '../../worker/protocol'
import { type Interval, linearTicks, spread } from '../shared/axis'
import { useSize } from '../shared/canvas'
import { outputWidth } from '../shared/layers'
import { formatNumber } from '../shared/number'
import { classShares, type OutputMeaning } from '../shared/outputs'
import { useSlowRun } from '../shared/slow-run'
import { useFrame, useProbe, useSelection, useWorkbench } from '../shared/workbench'
import { contributions, extent, LINE_RESOLUTION, outputParameters } from './contributions'
import styles from './line.module.css'
import { linePath, lineScales, widened } from './line-scale'
import { isBroken } from './surface'

export const LINE_REQUEST: ProbeRequest = {
  tensor: 'output/output',
  over: 'line',
  resolution: LINE_RESOLUTION,
}

/** Pixels between the labels of contributions. */
const LABEL_GAP = 15

interface LineCurvesProps {
  readonly loaded: Loaded
  readonly meaning: OutputMeaning
  readonly targets: Interval
  readonly interval: Interval
  /** Whether to draw each unit's share. */
  readonly shares: boolean
  readonly onWide: (interval: Interval) => void
}

/** The fitted curve and, on demand, what each unit adds to it; drawn for every frame. */
export function LineCurves(props: LineCurvesProps) {
  const { loaded, meaning, targets, interval, shares, onWide } = props
  const { frames, selection } = useWorkbench()
  const [frameRef, size] = useSize<HTMLDivElement>()
  const hovered = useSelection((state) => state.hovered)
  const svg = useRef<SVGSVGElement>(null)
  const labels = useRef<HTMLDivElement>(null)
  const message = useRef<HTMLParagraphElement>(null)
  const wide = useRef<Interval | null>(null)
  const last = loaded.layers.at(-2)
  const below: ProbeRequest | null =
    shares && last
      ? { tensor: `${last.name}/output`, over: 'line', resolution: LINE_RESOLUTION }
      : null
  useProbe(below)
  const width = outputWidth(loaded)
  const curves = meaning.kind === 'many' ? width : 1

  useFrame(
    ({ parameters }) => {
      const outputs = frames.probe(LINE_REQUEST)
      const element = svg.current
      if (!outputs || outputs.length !== LINE_RESOLUTION * width || !element) return
      if (size.width === 0) return
      const [x, y] = lineScales(size, interval)
      const draw = (name: string, value: (i: number) => number) =>
        element
          .querySelector(`[data-line="${name}"]`)
          ?.setAttribute('d', linePath(LINE_RESOLUTION, value, x, y))
      const into: number[] = []
      for (let k = 0; k < curves; k++) {
        const shown = meaning.kind === 'many' ? k : 1
        draw(`curve ${k}`, (i) =>
          meaning.kind === 'value'
            ? outputs[i * width]
            : classShares(meaning, outputs, i * width, width, into)[shown],
        )
      }
      if (message.current) message.current.textContent = trouble(outputs, meaning, interval)
      const activations = below && frames.probe(below)
      const own = outputParameters(loaded, parameters)
      if (!last || !own || activations?.length !== LINE_RESOLUTION * sizeOf(last.shape)) return
      const lines = contributions(activations, own, sizeOf(last.shape), 0)
      lines.forEach((line, unit) => {
        draw(`unit ${unit}`, (i) => line[i])
      })
      draw('bias', () => own.bias[0])
      placeLabels(labels.current, [...lines.map((line) => line[line.length - 1]), own.bias[0]], {
        at: y.at,
        height: size.height,
      })
      const reach = extent([...lines.flatMap((line) => [...(extent(line) ?? [])]), own.bias[0]])
      if (!reach) return
      const next = widened(wide.current, targets, reach)
      if (next !== wide.current) {
        wide.current = next
        onWide(next)
      }
    },
    [size, interval, meaning, loaded, shares, targets],
  )

  const units = shares && last ? Array.from({ length: sizeOf(last.shape) }, (_, i) => i) : []
  const isLit = (unit: number) => hovered?.layer === last?.name && hovered?.unit === unit
  return (
    <div ref={frameRef} className={styles['layer']}>
      <LinePicture ref={svg} loaded={loaded}>
        <Grid interval={interval} width={size.width} height={size.height} />
        {units.map((unit) => (
          <path
            key={unit}
            data-line={`unit ${unit}`}
            className={isLit(unit) ? styles['lit'] : styles['share']}
          />
        ))}
        {shares && <path data-line="bias" className={styles['bias']} />}
        {Array.from({ length: curves }, (_, k) => (
          <path
            key={k}
            data-line={`curve ${k}`}
            className={styles['curve']}
            style={curves > 1 ? { stroke: `var(--class-${k})` } : undefined}
          />
        ))}
      </LinePicture>
      <p ref={message} className={styles['trouble']} />
      {shares && last && (
        <div ref={labels} className={styles['labels']}>
          {units.map((unit) => {
            const point = () => selection.setState({ hovered: { layer: last.name, unit } })
            const leave = () => selection.setState({ hovered: null })
            return (
              <button
                key={unit}
                type="button"
                className={isLit(unit) ? styles['litLabel'] : ''}
                onPointerEnter={point}
                onPointerLeave={leave}
                onFocus={point}
                onBlur={leave}
                onClick={() => selection.setState({ unit: { layer: last.name, unit }, edge: null })}
              >
                unit {unit + 1}
              </button>
            )
          })}
          <span>bias</span>
        </div>
      )}
    </div>
  )
}

/** Why there is no curve to be seen; empty where there is one. */
function trouble(outputs: Float32Array, { kind }: OutputMeaning, [low, high]: Interval): string {
  if (isBroken(outputs)) return 'The output is not a number here any more.'
  const [least, most] = extent(outputs) ?? [low, high]
  const outside = kind === 'value' && (least > high || most < low)
  return outside ? 'The curve lies outside of this picture.' : ''
}

/** Puts labels beside the right ends of their lines; those without room are left out. */
function placeLabels(
  host: HTMLElement | null,
  values: readonly number[],
  { at, height }: { at: (value: number) => number; height: number },
): void {
  if (!host) return
  const room = Math.floor(height / LABEL_GAP)
  const largest = values
    .map((_, i) => i)
    .sort((a, b) => Math.abs(values[b]) - Math.abs(values[a]))
    .slice(0, room)
  const ends = largest.map((i) => Math.min(height, Math.max(0, at(values[i]) || 0)))
  const placed = spread(ends, LABEL_GAP, [LABEL_GAP / 2, height - LABEL_GAP / 2])
  const children = [...host.children] as HTMLElement[]
  children.forEach((child, i) => {
    const place = largest.indexOf(i)
    child.style.display = place < 0 ? 'none' : ''
    child.style.translate = `0 calc(${(placed[place] ?? 0).toFixed(1)}px - 50%)`
  })
}

function LinePicture({
  ref,
  loaded,
  children,
}: {
  ref: React.Ref<SVGSVGElement>
  loaded: Loaded
  children: React.ReactNode
}) {
  const run = useSlowRun((state) => state.run)
  const loss = run?.testLoss ?? run?.trainLoss
  const which = run?.testLoss === undefined ? 'training' : 'test'
  const label = `Fitted curve through ${loaded.train.count} training examples at step ${run?.step ?? 0}${
    loss === undefined ? '' : `: ${which} loss ${formatNumber(loss)}`
  }`
  return (
    <svg ref={ref} role="img" aria-label={label} className={styles['picture']}>
      {children}
    </svg>
  )
}

function Grid({ interval, width, height }: { interval: Interval; width: number; height: number }) {
  if (width === 0) return null
  const [x, y] = lineScales({ width, height, ratio: 1 }, interval)
  return (
    <g>
      {linearTicks(interval, 5).map(({ value }) => (
        <line
          key={value}
          className={value === 0 ? styles['zero'] : styles['grid']}
          x1={x.at(-6)}
          x2={x.at(6)}
          y1={y.at(value)}
          y2={y.at(value)}
        />
      ))}
    </g>
  )
}
