import { randomSequence } from '../../lib/random'
import { type Grid, makeGrid, type Place, type Size } from './grid'

interface ReadyInput {
  readonly label: string
  make(size: Size): Grid
}

/** Ready-made images for any size, with values from 0 to 1. */
export const readyInputs = {
  verticalEdge: {
    label: 'Vertical edge',
    make: (size) => makeGrid(size, ({ column }) => (column >= Math.floor(size.width / 2) ? 1 : 0)),
  },
  diagonal: {
    label: 'Diagonal',
    make: (size) =>
      makeGrid(size, ({ row, column }) =>
        column === Math.round((row * (size.width - 1)) / (size.height - 1)) ? 1 : 0,
      ),
  },
  digit: {
    label: 'Digit 4',
    make: (size) => makeGrid(size, (place) => inkAt(place, size)),
  },
  noise: {
    label: 'Noise',
    make(size) {
      const random = randomSequence(4, 'noise')
      return makeGrid(size, () => Math.round(random.uniform() * 10) / 10)
    },
  },
  impulse: {
    label: 'A single 1',
    make: (size) =>
      makeGrid(size, ({ row, column }) =>
        row === Math.floor(size.height / 2) && column === Math.floor(size.width / 2) ? 1 : 0,
      ),
  },
  blank: {
    label: 'Blank, to paint on',
    make: (size) => makeGrid(size, () => 0),
  },
} as const satisfies Record<string, ReadyInput>

export type InputName = keyof typeof readyInputs
export const inputNames = Object.keys(readyInputs) as InputName[]

/** The strokes of a 4 in a square of side 1: x and y of both ends. */
const STROKES = [
  [0.62, 0.12, 0.2, 0.64],
  [0.2, 0.64, 0.84, 0.64],
  [0.62, 0.12, 0.62, 0.9],
] as const

function inkAt({ row, column }: Place, { height, width }: Size): number {
  // Ends on the centres of pixels make upright and level strokes crisp.
  const distances = STROKES.map(([x1, y1, x2, y2]) =>
    distance(
      [column, row],
      [Math.floor(x1 * width), Math.floor(y1 * height)],
      [Math.floor(x2 * width), Math.floor(y2 * height)],
    ),
  )
  const ink = Math.max(0, Math.min(1, 1.05 - Math.min(...distances)))
  return Math.round(ink * 2) / 2
}

type Point = readonly [x: number, y: number]

/** From a point to a line segment. */
function distance([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const [dx, dy] = [x2 - x1, y2 - y1]
  const along = ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy)
  const t = Math.max(0, Math.min(1, along))
  return Math.hypot(x - x1 - t * dx, y - y1 - t * dy)
}
