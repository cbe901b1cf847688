/** Where a contour is drawn: a canvas context, or anything that takes line segments. */
export interface SegmentSink {
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
}

/**
 * The line along which a square field crosses `level`, by marching squares, as segments in cell
 * units: the field covers 0…size both ways, its values stand at cell centres, and the outermost
 * half cell repeats them. Squares with a value that is not a number are left out.
 *
 * @param values [size, size]
 */
export function traceContour(
  values: ArrayLike<number>,
  size: number,
  level: number,
  sink: SegmentSink,
): void {
  // Index i of −1…size stands at the border, then at the centres, then at the other border.
  const place = (i: number) => Math.min(size, Math.max(0, i + 0.5))
  const inner = (i: number) => Math.min(size - 1, Math.max(0, i))
  for (let row = -1; row < size; row++) {
    const top = place(row)
    const bottom = place(row + 1)
    const above = inner(row) * size
    const below = inner(row + 1) * size
    let a = values[above] - level
    let d = values[below] - level
    for (let column = -1; column < size; column++) {
      const b = values[above + inner(column + 1)] - level
      const c = values[below + inner(column + 1)] - level
      const corners = (a > 0 ? 8 : 0) | (b > 0 ? 4 : 0) | (c > 0 ? 2 : 0) | (d > 0 ? 1 : 0)
      if (corners !== 0 && corners !== 15 && Number.isFinite(a + b + c + d)) {
        const left = place(column)
        const width = place(column + 1) - left
        const height = bottom - top
        const north = () => [left + width * (a / (a - b)), top] as const
        const east = () => [left + width, top + height * (b / (b - c))] as const
        const south = () => [left + width * (d / (d - c)), bottom] as const
        const west = () => [left, top + height * (a / (a - d))] as const
        const line = (from: readonly [number, number], to: readonly [number, number]) => {
          sink.moveTo(from[0], from[1])
          sink.lineTo(to[0], to[1])
        }
        // A saddle is read by the mean of its corners.
        const saddle = a + b + c + d > 0
        switch (corners) {
          case 1:
          case 14:
            line(west(), south())
            break
          case 2:
          case 13:
            line(south(), east())
            break
          case 3:
          case 12:
            line(west(), east())
            break
          case 4:
          case 11:
            line(north(), east())
            break
          case 6:
          case 9:
            line(north(), south())
            break
          case 7:
          case 8:
            line(west(), north())
            break
          case 5:
            line(...(saddle ? ([west(), north()] as const) : ([west(), south()] as const)))
            line(...(saddle ? ([south(), east()] as const) : ([north(), east()] as const)))
            break
          case 10:
            line(...(saddle ? ([west(), south()] as const) : ([west(), north()] as const)))
            line(...(saddle ? ([north(), east()] as const) : ([south(), east()] as const)))
            break
        }
      }
      a = b
      d = c
    }
  }
}
