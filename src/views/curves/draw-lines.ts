import { spread } from '../shared/axis'
import type { Geometry } from './geometry'
import { lineEnd, type Series, seriesPath } from './series'

/** Pixels between the labels at the line ends. */
const LABEL_GAP = 14

/** A line of the chart: a path marked `data-line` and, at its end, perhaps a `data-label`. */
export interface Line {
  readonly name: string
  readonly series: Series
}

/** Writes lines and their labels into the chart, past React. */
export function drawLines(
  svg: SVGSVGElement,
  { x, y, top, bottom }: Geometry,
  lines: readonly Line[],
): void {
  const labelled = lines.flatMap(({ name, series }) => {
    svg.querySelector(`[data-line="${name}"]`)?.setAttribute('d', seriesPath(series, x, y))
    const label = svg.querySelector(`[data-label="${name}"]`)
    const end = lineEnd(series)
    label?.setAttribute('visibility', end ? 'visible' : 'hidden')
    return label && end ? [{ label, end }] : []
  })
  const heights = spread(
    labelled.map(({ end }) => Math.min(bottom, Math.max(top, y.at(end.value)))),
    LABEL_GAP,
    [top, bottom - 2],
  )
  labelled.forEach(({ label, end }, i) => {
    label.setAttribute('x', (x.at(end.step) + 6).toFixed(1))
    label.setAttribute('y', heights[i].toFixed(1))
  })
}
