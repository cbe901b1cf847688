import type { Loaded, ParameterInfo } from '../../worker/protocol'

/** Points along the line, ends included, as asked of the worker. */
export const LINE_RESOLUTION = 200

/** The output layer's weights and bias as they stand in a frame's `parameters`. */
export interface OutputParameters {
  /** [units, outputs] */
  readonly weight: Float32Array
  /** [outputs] */
  readonly bias: Float32Array
}

export function outputParameters(
  { parameters: list }: Pick<Loaded, 'parameters'>,
  parameters: Float32Array,
): OutputParameters | undefined {
  const part = (name: string) => {
    const info = list.find((parameter) => parameter.name === name)
    return info && parameters.subarray(info.offset, info.offset + sizeOf(info))
  }
  const weight = part('output/weight')
  const bias = part('output/bias')
  return weight && bias && weight.length > 0 ? { weight, bias } : undefined
}

const sizeOf = ({ shape }: ParameterInfo): number => shape.reduce((a, b) => a * b, 1)

/**
 * Each unit's share of one output along the line, w·a(x). Together with the bias they add up to the
 * output, where its activation is the identity.
 *
 * @param activations [points, units] of the last hidden layer
 * @returns [units][points]
 */
export function contributions(
  activations: Float32Array,
  { weight }: OutputParameters,
  units: number,
  output: number,
): Float32Array[] {
  const points = activations.length / units
  const outputs = weight.length / units
  return Array.from({ length: units }, (_, unit) => {
    const factor = weight[unit * outputs + output]
    return Float32Array.from({ length: points }, (__, i) => factor * activations[i * units + unit])
  })
}

/** Lowest and highest finite value; undefined where there is none. */
export function extent(values: ArrayLike<number>): readonly [number, number] | undefined {
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (!Number.isFinite(value)) continue
    if (value < low) low = value
    if (value > high) high = value
  }
  return low <= high ? [low, high] : undefined
}
