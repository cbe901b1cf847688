/** Places of a slider, 0…last, and the values they stand for. */
export interface Scale {
  readonly last: number
  valueAt(position: number): number
  /** The nearest place; values beyond the ends stand at the ends. */
  positionOf(value: number): number
}

export function linearScale(min: number, max: number, step: number): Scale {
  const last = Math.round((max - min) / step)
  // Sums such as 0.1 + 0.2 would show their last bits in links and fields.
  const tidy = (value: number) => Number(value.toPrecision(12))
  return {
    last,
    valueAt: (position) => tidy(min + position * step),
    positionOf: (value) => clamp(Math.round((value - min) / step), last),
  }
}

/** One place for each value; they must ascend. */
export function stopScale(values: readonly number[]): Scale {
  const last = values.length - 1
  return {
    last,
    valueAt: (position) => values[clamp(Math.round(position), last)],
    positionOf(value) {
      const above = values.findIndex((stop) => stop >= value)
      if (above < 0) return last
      if (above === 0) return 0
      const [low, high] = [values[above - 1], values[above]]
      // Between two positive stops the ratio decides, as the eye reads a logarithmic scale.
      const isHigh = low > 0 ? value / low > high / value : value - low > high - value
      return isHigh ? above : above - 1
    },
  }
}

/** Round values of a logarithmic scale: the mantissas of every decade within `min`…`max`. */
export function roundStops(
  min: number,
  max: number,
  mantissas: readonly number[] = [1, 2, 3, 5],
): number[] {
  const stops: number[] = []
  const first = Math.floor(Math.log10(min))
  const last = Math.ceil(Math.log10(max))
  for (let decade = first; decade <= last; decade++) {
    for (const mantissa of mantissas) {
      const value = Number(`${mantissa}e${decade}`)
      if (value >= min && value <= max) stops.push(value)
    }
  }
  return stops
}

function clamp(position: number, last: number): number {
  return Math.min(last, Math.max(0, position))
}
