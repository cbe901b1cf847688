import { readSummary } from '../../../plan/summary'
import { type Frame, type Loaded, type ProbeRequest, probeKey } from '../../../worker/protocol'
import { layerOf } from '../../shared/layers'
import { formatNumber } from '../../shared/number'

/** One number that the coming update gives a layer, and where it comes from. */
export interface UpdateFigure {
  /** "rms of δ", "‖∂L/∂W‖", "‖ΔW‖". */
  readonly label: string
  readonly request: ProbeRequest
  /** Whether it is the root of the mean square in place of the norm. */
  readonly rms: boolean
}

/**
 * What the coming update makes of a layer, be it within a block; none of a layer that is not there.
 *
 * @param name as in probes: `layers/2`, `layers/2/layers/0`, `layers/2/projection`
 */
export function updateFigures(loaded: Loaded, name: string): UpdateFigure[] {
  if (!layerOf(loaded, name)) return []
  const figure = (label: string, tensor: string, rms = false): UpdateFigure => ({
    label,
    request: { tensor: `${name}/${tensor}`, over: 'batch', reduce: 'summary' },
    rms,
  })
  const has = (role: string) => loaded.parameters.some((each) => each.name === `${name}/${role}`)
  const role = has('weight') ? 'weight' : 'gamma'
  const symbol = role === 'weight' ? 'W' : 'γ'
  return [
    figure('rms of δ', 'delta', true),
    ...(has(role)
      ? [figure(`‖∂L/∂${symbol}‖`, `${role}/gradient`), figure(`‖Δ${symbol}‖`, `${role}/update`)]
      : []),
  ]
}

/** "rms of δ 0.003 · ‖∂L/∂W‖ 0.2 · ‖ΔW‖ 0.002", without what is not known; lines break between. */
export function updateText(figures: readonly UpdateFigure[], { probes }: Pick<Frame, 'probes'>) {
  return figures
    .flatMap(({ label, request, rms }) => {
      const found = probes[probeKey(request)]
      if (!found) return []
      const { norm, count, notFinite } = readSummary(found)
      // Summaries leave out what is not finite, which must not look like a number.
      if (notFinite > 0) return `${label}\u00a0not a number`
      return `${label}\u00a0${formatNumber(rms ? norm / Math.sqrt(count) : norm)}`
    })
    .join(' · ')
}
