import type { Frame, Loaded } from '../../../worker/protocol'
import { fullMagnitudes, parameterOf } from '../edge-values'
import type { ColumnEdges, EdgeValues, Place } from '../edges'
import type { Reading } from '../showing'
import type { DiagramColumn } from '../structure'
import { type Between, type Look, linesOf } from './looks'

interface LineScene {
  readonly columns: readonly DiagramColumn[]
  readonly looks: readonly Look[]
  readonly betweens: readonly Between[]
  readonly focus: Place | null
  readonly reading: Reading | null
}

/** A layer's weights, or what is shown in their place; null while the engine has not answered. */
export const shownWeights = (
  { reading }: Pick<LineScene, 'reading'>,
  loaded: Loaded,
  frame: Frame,
  name: string,
): Float32Array | null =>
  reading
    ? reading.parameter(frame, `${name}/weight`)
    : parameterOf(loaded, frame, `${name}/weight`)

/**
 * What is drawn as lines between columns. Weights of each layer are over its own greatest, so that
 * filters and weights of units can stand beside each other; gradients and updates over the greatest
 * of all, unless each layer has a scale of its own.
 */
export function lineValues(scene: LineScene, loaded: Loaded, frame: Frame): EdgeValues {
  const { columns, looks, betweens, focus, reading } = scene
  const own = columns.map(({ name, units }, c): Omit<ColumnEdges, 'full'> | null => {
    const lines = linesOf(columns, looks, c)
    const isFocused = focus?.column === c || focus?.column === c - 1
    if (c === 0 || (lines !== 'weights' && lines !== 'filters')) return null
    if (betweens[c] === 'band' && !isFocused) return null
    const weights = shownWeights(scene, loaded, frame, name)
    const pairs = columns[c - 1].units * units
    if (!weights) return { values: new Float32Array(pairs), presence: 'bare' }
    const values = lines === 'filters' ? filterSizes(weights, pairs) : weights
    return { values, presence: reading?.parts[c].edges }
  })
  const shown = own.map((each) => (each && each.presence !== 'bare' ? each.values : []))
  const fulls = fullMagnitudes(shown, hasOwnScales(reading))
  return own.map((each, c) => each && { ...each, full: fulls[c] })
}

/** Whether each layer's weights, or what is shown for them, are over their own greatest. */
export const hasOwnScales = (reading: Reading | null): boolean =>
  !reading || reading.edges === 'weight' || reading.showing.perLayer

/** Of weights [row, column, from, to]: the norm of each filter [from, to], with the sign of its sum. */
export function filterSizes(weights: Float32Array, pairs: number): Float32Array {
  const squares = new Float32Array(pairs)
  const sums = new Float32Array(pairs)
  for (let i = 0; i < weights.length; i++) {
    squares[i % pairs] += weights[i] * weights[i]
    sums[i % pairs] += weights[i]
  }
  return squares.map((square, pair) => Math.sqrt(square) * (sums[pair] < 0 ? -1 : 1))
}
