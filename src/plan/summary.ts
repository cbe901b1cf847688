/**
 * What a tensor is reduced to where views want a few numbers and not all of it. Both engines write
 * these floats. Entries that are NaN or infinite are counted and otherwise left out: shares are of
 * the others, and where there are none, all of them and the moments are 0.
 */
export type ReductionKind = 'summary' | 'units'

/** Bars of a histogram. */
export const HISTOGRAM_BINS = 32

/** A unit is flat at a point where its activation's slope |σ′(z)| is below this. */
export const FLAT_SLOPE = 0.01

/** Offsets of a tensor's summary. */
export const SUMMARY = {
  /** Entries, finite or not. */
  count: 0,
  mean: 1,
  /** Root of the mean squared distance from the mean. */
  deviation: 2,
  /** √Σx² */
  norm: 3,
  min: 4,
  max: 5,
  /** Share of entries that are exactly 0. */
  zeros: 6,
  /** Of pre-activations: share where |σ′(z)| < `FLAT_SLOPE`; 0 of other tensors. */
  flat: 7,
  /** Entries that are NaN or infinite. */
  notFinite: 8,
  /**
   * The histogram spans −limit…limit: the least power of two that no entry exceeds; 1 if all are 0.
   * Never below 2⁻¹²⁶ nor above 2¹²⁶; what lies beyond is in the outer bins.
   */
  limit: 9,
  /** `HISTOGRAM_BINS` shares of the entries, from −limit on; a value of limit is in the last bin. */
  bins: 10,
  width: 10 + HISTOGRAM_BINS,
} as const

/** Offsets of one unit's summary, over rows and, of images, positions. */
export const UNIT_SUMMARY = {
  mean: 0,
  /** √(mean of x²) */
  rms: 1,
  /** As in `SUMMARY`. */
  flat: 2,
  width: 3,
} as const

export interface Summary {
  readonly count: number
  readonly mean: number
  readonly deviation: number
  readonly norm: number
  readonly min: number
  readonly max: number
  readonly zeros: number
  readonly flat: number
  readonly notFinite: number
  readonly limit: number
  readonly bins: Float32Array
}

/** @param values [SUMMARY.width] */
export function readSummary(values: Float32Array): Summary {
  return {
    count: values[SUMMARY.count],
    mean: values[SUMMARY.mean],
    deviation: values[SUMMARY.deviation],
    norm: values[SUMMARY.norm],
    min: values[SUMMARY.min],
    max: values[SUMMARY.max],
    zeros: values[SUMMARY.zeros],
    flat: values[SUMMARY.flat],
    notFinite: values[SUMMARY.notFinite],
    limit: values[SUMMARY.limit],
    bins: values.subarray(SUMMARY.bins, SUMMARY.bins + HISTOGRAM_BINS),
  }
}
