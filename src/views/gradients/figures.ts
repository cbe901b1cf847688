import type { Summary } from '../../plan/summary'
import type { LayerSample } from './sample'

/** Numbers of a layer that bars, heat map and verdicts are made of. */
export const FIGURES = [
  'gradientRms',
  'gradientNorm',
  'deltaRms',
  'deltaNorm',
  'updateRatio',
  'saturated',
  'dead',
  'preActivationSpread',
  'outputSpread',
] as const

export type Figure = (typeof FIGURES)[number]

/** In place of a figure that a layer does not have; all figures are 0 or more. */
export const ABSENT = -1

/** The figures of all layers at one step: [layers, FIGURES.length], `ABSENT` where there is none. */
export interface Observation {
  readonly step: number
  readonly values: Float32Array
}

export const figureOf = ({ values }: Observation, layer: number, figure: Figure): number =>
  values[layer * FIGURES.length + FIGURES.indexOf(figure)]

/** @param dead share of dead units for each layer, `ABSENT` where units cannot die */
export function observe(
  step: number,
  samples: readonly LayerSample[],
  dead: readonly number[],
): Observation {
  const rows = samples.map((sample, i): Readonly<Record<Figure, number>> => {
    const { gradient, delta, weight, update, preActivation, output } = sample
    return {
      gradientRms: rms(gradient),
      gradientNorm: norm(gradient),
      deltaRms: rms(delta),
      deltaNorm: norm(delta),
      updateRatio: update && weight ? norm(update) / norm(weight) : ABSENT,
      saturated: finite(preActivation, preActivation?.flat),
      dead: dead[i],
      preActivationSpread: finite(preActivation, preActivation?.deviation),
      outputSpread: finite(output, output?.deviation),
    }
  })
  return { step, values: Float32Array.from(rows.flatMap((row) => FIGURES.map((f) => row[f]))) }
}

/** Summaries leave out what is not finite; a figure that would hide it is NaN. */
function finite(summary: Summary | undefined, value = ABSENT): number {
  return summary && summary.notFinite > 0 ? Number.NaN : value
}

const norm = (summary: Summary | undefined): number => finite(summary, summary?.norm)

const rms = (summary: Summary | undefined): number =>
  summary ? norm(summary) / Math.sqrt(summary.count) : ABSENT
