import { useEffect, useMemo, useRef } from 'react'
import { prepare } from '../../shared/canvas'
import { useMedia } from '../../shared/media'
import { usePalette } from '../../shared/palette'
import { useRun, useWorkbench } from '../../shared/workbench'
import { parameterOf } from '../edge-values'
import { type DiagramLayout, edgeEnds } from '../layout'
import styles from '../network.module.css'
import type { Reading } from '../showing'
import type { DiagramColumn } from '../structure'
import { bandWays, paintArrows, paintTravellers, type Way } from './paint-travel'
import { journey } from './parts'
import { travelledPairs } from './travelled-pairs'

interface TravelProps {
  readonly columns: readonly DiagramColumn[]
  readonly layout: DiagramLayout
  readonly ratio: number
  readonly reading: Reading
  /** Whether edges that lead to a column are one surface instead of lines. */
  readonly isBand: (column: number) => boolean
}

/** Often enough to be understood; longer, motion would have to be stoppable. */
const PASSES = 3
const PASS_MS = 1300

/** What a phase hands on, on its way along the edges: forward to a layer, or its deltas back. */
export function Travel({ columns, layout, ratio, reading, isBand }: TravelProps) {
  const { frames } = useWorkbench()
  const loaded = useRun((state) => state.loaded)
  const palette = usePalette()
  const still = useMedia('(prefers-reduced-motion: reduce)')
  const canvas = useRef<HTMLCanvasElement>(null)
  const { showing } = reading
  const way = useMemo(() => journey(showing, columns), [showing, columns])
  const band = way !== null && isBand(way.column)
  useEffect(() => {
    const paint = (draw: (context: CanvasRenderingContext2D, ways: readonly Way[]) => void) => {
      const { width, height } = layout
      const context = prepare(canvas.current, { width, height, ratio })
      if (!context || !way) return
      const { column, back } = way
      const [from, to] = [layout.columns[column - 1], layout.columns[column]]
      if (band) {
        draw(context, bandWays(from, to, back))
        return
      }
      const { name, link } = columns[column]
      const weights =
        loaded && frames.latest && parameterOf(loaded, frames.latest, `${name}/weight`)
      const pairs = travelledPairs(from.units.length, to.units.length, {
        through: link !== 'weights' && link !== 'filters',
        weights,
      })
      const ways = pairs.map(({ from: i, to: j, weight }) => ({
        ends: edgeEnds(from, i, to, j),
        back,
        weight,
      }))
      draw(context, ways)
    }
    const rest = () => paint((context, ways) => paintArrows(context, ways, palette))
    if (!way || still) {
      rest()
      return
    }
    let request = 0
    let startMs: number | undefined
    const move = (nowMs: number) => {
      startMs ??= nowMs
      const passes = (nowMs - startMs) / PASS_MS
      if (passes >= PASSES) {
        rest()
        return
      }
      paint((context, ways) => paintTravellers(context, ways, passes % 1, palette))
      request = requestAnimationFrame(move)
    }
    request = requestAnimationFrame(move)
    return () => cancelAnimationFrame(request)
  }, [frames, loaded, columns, layout, ratio, way, band, still, palette])
  return (
    <canvas
      ref={canvas}
      aria-hidden="true"
      className={styles['canvas']}
      style={{ width: layout.width, height: layout.height }}
    />
  )
}
