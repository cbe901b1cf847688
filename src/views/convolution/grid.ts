/** Numbers in rows and columns: `[height, width]`, row by row. */
export interface Grid {
  readonly height: number
  readonly width: number
  readonly values: readonly number[]
}

/** Row and column of a number, from 0. */
export interface Place {
  readonly row: number
  readonly column: number
}

export type Size = Pick<Grid, 'height' | 'width'>

export function makeGrid({ height, width }: Size, value: (place: Place) => number): Grid {
  const values = Array.from({ length: height * width }, (_, i) =>
    value({ row: Math.floor(i / width), column: i % width }),
  )
  return { height, width, values }
}

export const indexOf = ({ width }: Size, { row, column }: Place): number => row * width + column

export const placeAt = ({ width }: Size, index: number): Place => ({
  row: Math.floor(index / width),
  column: index % width,
})

export const holds = ({ height, width }: Size, { row, column }: Place): boolean =>
  row >= 0 && row < height && column >= 0 && column < width

/** 0 outside. */
export const valueAt = (grid: Grid, place: Place): number =>
  holds(grid, place) ? grid.values[indexOf(grid, place)] : 0

export function withValue(grid: Grid, place: Place, value: number): Grid {
  if (!holds(grid, place)) return grid
  return { ...grid, values: grid.values.with(indexOf(grid, place), value) }
}

/** The nearest place inside. */
export function clampPlace({ height, width }: Size, { row, column }: Place): Place {
  const within = (value: number, size: number) => Math.max(0, Math.min(size - 1, value))
  return { row: within(row, height), column: within(column, width) }
}

export const samePlace = (a: Place | undefined, b: Place | undefined): boolean =>
  a?.row === b?.row && a?.column === b?.column

export const largestMagnitude = ({ values }: Grid): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
