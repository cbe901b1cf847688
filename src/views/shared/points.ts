import type { Examples } from '../../model/dataset'
import { CLASS_SHAPES } from './palette'

export type PointShape = (typeof CLASS_SHAPES)[number]

export const classShape = (index: number): PointShape => CLASS_SHAPES[index % CLASS_SHAPES.length]

function around(count: number, radius: (i: number) => number, startDegrees: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    const angle = ((startDegrees + (360 * i) / count) * Math.PI) / 180
    return [radius(i) * Math.cos(angle), radius(i) * Math.sin(angle)]
  }).flat()
}

const CROSS = [
  -0.42, -1.2, 0.42, -1.2, 0.42, -0.42, 1.2, -0.42, 1.2, 0.42, 0.42, 0.42, 0.42, 1.2, -0.42, 1.2,
  -0.42, 0.42, -1.2, 0.42, -1.2, -0.42, -0.42, -0.42,
]
const TURN = Math.SQRT1_2

/** Corners x, y, x, y … of shapes as large to the eye as a circle of radius 1. */
const CORNERS: Readonly<Record<Exclude<PointShape, 'circle'>, readonly number[]>> = {
  square: [-0.88, -0.88, 0.88, -0.88, 0.88, 0.88, -0.88, 0.88],
  triangle: around(3, () => 1.4, -90),
  diamond: [0, -1.35, 1.1, 0, 0, 1.35, -1.1, 0],
  cross: CROSS,
  star: around(10, (i) => (i % 2 === 0 ? 1.5 : 0.65), -90),
  wye: around(9, (i) => (i % 3 === 0 ? 0.5 : 1.3), -90),
  times: CROSS.map((_, i) => {
    const at = i - (i % 2)
    const [x, y] = [CROSS[at], CROSS[at + 1]]
    return i % 2 === 0 ? TURN * (x - y) : TURN * (x + y)
  }),
}

/** Adds the outline of a point to the path of a canvas. */
export function tracePoint(
  context: CanvasPath,
  shape: PointShape,
  x: number,
  y: number,
  radius: number,
): void {
  if (shape === 'circle') {
    context.moveTo(x + radius, y)
    context.arc(x, y, radius, 0, 2 * Math.PI)
    return
  }
  const corners = CORNERS[shape]
  context.moveTo(x + radius * corners[0], y + radius * corners[1])
  for (let i = 2; i < corners.length; i += 2) {
    context.lineTo(x + radius * corners[i], y + radius * corners[i + 1])
  }
  context.closePath()
}

/** The same outline around 0, 0 as SVG path data. */
export function pointPath(shape: PointShape, radius: number): string {
  if (shape === 'circle') {
    return `M${radius},0A${radius},${radius} 0 1 1 ${-radius},0A${radius},${radius} 0 1 1 ${radius},0Z`
  }
  const pairs: string[] = []
  const corners = CORNERS[shape]
  for (let i = 0; i < corners.length; i += 2) {
    pairs.push(`${(radius * corners[i]).toFixed(2)},${(radius * corners[i + 1]).toFixed(2)}`)
  }
  return `M${pairs.join('L')}Z`
}

/** Points shrink as they become many or the plot small, so that they stay apart. */
export function pointRadius(count: number, plotWidth: number): number {
  const crowding = count <= 250 ? 3.4 : count <= 700 ? 2.9 : count <= 2000 ? 2.3 : 1.8
  return crowding * Math.min(1.3, Math.max(0.8, plotWidth / 340))
}

export interface ExampleRef {
  readonly set: 'train' | 'test'
  readonly index: number
}

/**
 * The example next to a place, or undefined where none lies within `reach`.
 *
 * @param at maps an example to the coordinates in which `x`, `y` and `reach` are given
 */
export function nearestExample(
  sets: readonly { readonly set: 'train' | 'test'; readonly examples: Examples }[],
  at: (examples: Examples, index: number) => readonly [x: number, y: number],
  [x, y]: readonly [x: number, y: number],
  reach = Number.POSITIVE_INFINITY,
): ExampleRef | undefined {
  let nearest: ExampleRef | undefined
  let least = reach * reach
  for (const { set, examples } of sets) {
    for (let index = 0; index < examples.count; index++) {
      const [ex, ey] = at(examples, index)
      const distance = (ex - x) ** 2 + (ey - y) ** 2
      if (distance > least) continue
      least = distance
      nearest = { set, index }
    }
  }
  return nearest
}
