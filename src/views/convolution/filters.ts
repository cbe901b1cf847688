import { type Grid, makeGrid, valueAt } from './grid'

interface ClassicFilter {
  readonly label: string
  /** What it does to an image, in a sentence. */
  readonly help: string
  /** For a kernel of that size; the others are 3×3. */
  readonly make?: (kernel: number) => Grid
  readonly rows?: readonly (readonly number[])[]
}

const square = (kernel: number) => ({ height: kernel, width: kernel })

/** The filters that every course on image processing starts with. */
export const classicFilters = {
  identity: {
    label: 'Identity',
    help: 'A single 1: the output is the input.',
    make: (kernel) =>
      makeGrid(square(kernel), ({ row, column }) =>
        row === column && row === Math.floor((kernel - 1) / 2) ? 1 : 0,
      ),
  },
  box: {
    label: 'Box blur',
    help: 'The mean of the window: all weights are alike and sum to 1.',
    make: (kernel) => makeGrid(square(kernel), () => 1 / kernel ** 2),
  },
  gaussian: {
    label: 'Gaussian blur',
    help: 'A weighted mean, by binomial coefficients: near pixels count most.',
    make(kernel) {
      const row = binomials(kernel - 1)
      const sum = 4 ** (kernel - 1)
      return makeGrid(square(kernel), (place) => (row[place.row] * row[place.column]) / sum)
    },
  },
  sharpen: {
    label: 'Sharpen',
    help: 'The pixel plus its difference from its neighbours; flat areas stay as they are.',
    rows: [
      [0, -1, 0],
      [-1, 5, -1],
      [0, -1, 0],
    ],
  },
  laplacian: {
    label: 'Edge (Laplacian)',
    help: 'The weights sum to 0: flat areas vanish, edges of any direction stay.',
    rows: [
      [0, 1, 0],
      [1, -4, 1],
      [0, 1, 0],
    ],
  },
  sobelVertical: {
    label: 'Sobel, vertical',
    help: 'Right minus left: positive where it gets brighter to the right.',
    rows: [
      [-1, 0, 1],
      [-2, 0, 2],
      [-1, 0, 1],
    ],
  },
  sobelHorizontal: {
    label: 'Sobel, horizontal',
    help: 'Below minus above: positive where it gets brighter downwards.',
    rows: [
      [-1, -2, -1],
      [0, 0, 0],
      [1, 2, 1],
    ],
  },
  emboss: {
    label: 'Emboss',
    help: 'The pixel plus a difference along the diagonal: slopes look lit from one side.',
    rows: [
      [-2, -1, 0],
      [-1, 1, 1],
      [0, 1, 2],
    ],
  },
} as const satisfies Record<string, ClassicFilter>

export type FilterName = keyof typeof classicFilters
export const filterNames = Object.keys(classicFilters) as FilterName[]

/** The filter for a kernel of that size if it comes in all sizes, otherwise 3×3. */
export function classicFilter(name: FilterName, kernel: number): Grid {
  const { make, rows }: ClassicFilter = classicFilters[name]
  if (make) return make(kernel)
  return makeGrid(square(3), ({ row, column }) => rows?.[row]?.[column] ?? 0)
}

export const comesInAllSizes = (name: FilterName): boolean => 'make' in classicFilters[name]

/** The same weights about the same centre, with zeros around them or the outer ones cut off. */
export function resizeFilter(filter: Grid, kernel: number): Grid {
  const shift = Math.floor((kernel - 1) / 2) - Math.floor((filter.width - 1) / 2)
  return makeGrid(square(kernel), ({ row, column }) =>
    valueAt(filter, { row: row - shift, column: column - shift }),
  )
}

/** Row n of Pascal's triangle. */
function binomials(n: number): number[] {
  const row = [1]
  for (let i = 1; i <= n; i++) row.push((row[i - 1] * (n - i + 1)) / i)
  return row
}
