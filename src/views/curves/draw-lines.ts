import { spread } from '../shared/axis'
import type { Geometry } from './geometry'
import { lineEnd, SETS, type Series, seriesPath } from './series'

/** Pixels between the labels at the line ends. */
const LABEL_GAP = 14

/** Writes lines and their labels into the chart, past React. */
export function drawLines(
  svg: SVGSVGElement,
  { x, y, top, bottom }: Geometry,
  {
    lines,
    raw,
    before,
  }: {
    lines: readonly Series[]
    raw: readonly (Series | null)[]
    before: readonly Series[]
  },
): void {
  const draw = (name: string, series: Series | null) =>
    svg
      .querySelector(`[data-line="${name}"]`)
      ?.setAttribute('d', series ? seriesPath(series, x, y) : '')
  before.forEach((series, i) => {
    draw(`before ${i}`, series)
  })
  SETS.forEach((set, i) => {
    draw(set, lines[i])
    draw(`raw ${set}`, raw[i])
  })
  const ends = lines.map(lineEnd)
  const heights = ends.map((end) => Math.min(bottom, Math.max(top, end ? y.at(end.value) : top)))
  const present = SETS.flatMap((_, i) => (ends[i] ? [i] : []))
  const placed = spread(
    present.map((i) => heights[i]),
    LABEL_GAP,
    [top, bottom - 2],
  )
  SETS.forEach((set, i) => {
    const label = svg.querySelector(`[data-label="${set}"]`)
    const end = ends[i]
    label?.setAttribute('visibility', end ? 'visible' : 'hidden')
    if (!end) return
    label?.setAttribute('x', (x.at(end.step) + 6).toFixed(1))
    label?.setAttribute('y', placed[present.indexOf(i)].toFixed(1))
  })
}
