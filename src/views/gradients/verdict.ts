import { FLAT_SLOPE } from '../../plan/summary'
import { formatCount, formatNumber } from '../shared/number'
import type { VerdictKind } from '../shared/verdict-actions'
import { DEAD_AFTER } from './dead-units'
import { type Figure, figureOf, type Observation } from './figures'
import { type LayerRow, rectifies } from './rows'

/** The bounds of the verdicts. */
export const RULES = {
  /** RMS of a layer's weight gradient over that of the output layer. */
  vanishing: 1e-3,
  exploding: 1e3,
  /** ‖ΔW‖ / ‖W‖ */
  update: 1,
  /** Share of entries with |σ′(z)| < FLAT_SLOPE. */
  saturated: 0.5,
  /** Share of a layer's units. */
  dead: 0.5,
} as const

/** Observations whose median is judged, so that the noise of single batches is not. */
export const MEDIAN_OF = 7

export interface Verdict {
  readonly kind: VerdictKind
  /** Which layer it is about; for a healthy network null. */
  readonly layer: string | null
  /** Rule and number in a sentence. */
  readonly text: string
}

export interface Verdicts {
  readonly network: Verdict
  /** One for each row; null of layers of which nothing is judged. */
  readonly layers: readonly (Verdict | null)[]
  /** Observations of which the median was judged. */
  readonly observations: number
}

/** Dead units of a layer and the examples for which all of them have been so. */
export type DeadReading = { readonly dead: number; readonly examples: number } | undefined

interface Finding {
  readonly verdict: Verdict
  /** Of a layer with weights: how much of the output layer's gradient it receives. */
  readonly share: number
  readonly deadUnits: number
  /** Greater is worse, among findings of one kind. */
  readonly extent: number
}

/**
 * Judges the median of the last observations.
 *
 * @param recent oldest first; the last `MEDIAN_OF` of them count
 * @param dead for each row
 * @returns null before the first observation
 */
export function judge(
  rows: readonly LayerRow[],
  recent: readonly Observation[],
  dead: readonly DeadReading[],
): Verdicts | null {
  const window = recent.slice(-MEDIAN_OF)
  if (window.length === 0) return null
  const findings = rows.map((row, i) => judgeLayer(row, i, rows, window, dead[i]))
  return {
    network: networkVerdict(findings),
    layers: findings.map((finding) => finding?.verdict ?? null),
    observations: window.length,
  }
}

function judgeLayer(
  row: LayerRow,
  i: number,
  rows: readonly LayerRow[],
  window: readonly Observation[],
  dead: DeadReading,
): Finding | null {
  const { title, units } = row
  const figure = (name: Figure) => median(window.map((each) => figureOf(each, i, name)))
  const share = shareOfOutput(row, i, rows, window)
  const update = figure('updateRatio')
  const found = (kind: VerdictKind, text: string, extent = 0): Finding => ({
    verdict: { kind, layer: row.name, text },
    share,
    deadUnits: dead?.dead ?? 0,
    extent,
  })

  const bad = notNumber(row, i, window[window.length - 1])
  if (bad) return found('exploding', `Exploding: ${bad} of ${title} is no longer a number`, 1e300)
  if (share > RULES.exploding) {
    const text = `Exploding: ${title} receives ${number(share)} times the output layer’s gradient (rule: above 10³)`
    return found('exploding', text, share)
  }
  if (update > RULES.update) {
    const text = `Exploding: an update changes the weights of ${title} by ${number(update)} of their norm (rule: above 1)`
    return found('exploding', text, update)
  }
  const shareDead = (dead?.dead ?? 0) / units
  if (dead && shareDead >= RULES.dead) {
    const which = units === 1 ? 'the unit' : `${dead.dead} of ${units} units`
    const text = `Dead: ${which} of ${title} had slope and output 0 for the last ${formatCount(dead.examples)} examples looked at (rule: at least half, over ${DEAD_AFTER} examples)`
    return found('dead', text, shareDead)
  }
  if (share < RULES.vanishing) {
    const text = `Vanishing: ${title} receives ${number(share)} of the output layer’s gradient (rule: below 10⁻³)`
    return found('vanishing', text, share === 0 ? 1e300 : 1 / share)
  }
  const flat = rectifies(row.activation) ? 0 : figure('saturated')
  if (flat > RULES.saturated) {
    const text = `Saturated: ${Math.round(flat * 100)} % of the pre-activations of ${title} have |σ′(z)| < ${FLAT_SLOPE} (rule: more than half)`
    return found('saturated', text, flat)
  }
  if (Number.isNaN(share)) return null
  const text =
    row.name === 'output'
      ? `Healthy: ${title} is the measure of the others, and an update changes its weights by ${number(update)} of their norm`
      : `Healthy: ${title} receives ${number(share)} of the output layer’s gradient`
  const some = dead && dead.dead > 0 ? `; ${dead.dead} of its ${units} units are dead` : ''
  return found('healthy', text + some)
}

/** Where most units are dead, that is why nothing comes further down. */
const ORDER: readonly VerdictKind[] = ['exploding', 'dead', 'vanishing', 'saturated', 'healthy']

function networkVerdict(layers: readonly (Finding | null)[]): Verdict {
  const findings = layers.filter((finding) => finding !== null)
  const rank = ({ verdict }: Finding) => ORDER.indexOf(verdict.kind)
  const sick = findings
    .filter(({ verdict }) => verdict.kind !== 'healthy')
    .sort((a, b) => rank(a) - rank(b) || b.extent - a.extent)
  if (sick.length === 0) return healthyNetwork(findings)
  const { verdict } = sick[0]
  const others = sick.filter((each) => each.verdict.kind === verdict.kind).length - 1
  const more =
    others === 0 ? '' : others === 1 ? '; another layer too' : `; ${others} more layers too`
  return { ...verdict, text: verdict.text + more }
}

function healthyNetwork(findings: readonly Finding[]): Verdict {
  const shares = findings
    .filter(({ verdict, share }) => verdict.layer !== 'output' && Number.isFinite(share))
    .map(({ share }) => share)
  const dead = findings.reduce((sum, { deadUnits }) => sum + deadUnits, 0)
  const few =
    dead === 0 ? '' : dead === 1 ? '; 1 unit is dead' : `; ${formatCount(dead)} units are dead`
  const [least, most] = [Math.min(...shares), Math.max(...shares)]
  const range = shares.length === 1 ? number(least) : `${number(least)} to ${number(most)}`
  const received =
    shares.length === 0
      ? ''
      : shares.length === 1
        ? `: the hidden layer receives ${range} of the output layer’s gradient`
        : `: hidden layers receive ${range} of the output layer’s gradient`
  return {
    kind: 'healthy',
    layer: null,
    text: `Healthy${received || ': no layer is saturated'}${few}`,
  }
}

/** Of layers with weights; NaN of others, and where the output layer receives nothing itself. */
function shareOfOutput(
  { parameter }: LayerRow,
  i: number,
  rows: readonly LayerRow[],
  window: readonly Observation[],
): number {
  const output = rows.findIndex(({ name }) => name === 'output')
  if (parameter !== 'weight') return Number.NaN
  return median(
    window.map((each) => figureOf(each, i, 'gradientRms') / figureOf(each, output, 'gradientRms')),
  )
}

function notNumber({ parameter }: LayerRow, i: number, last: Observation): string {
  if (Number.isNaN(figureOf(last, i, 'preActivationSpread'))) return 'the pre-activation'
  if (Number.isNaN(figureOf(last, i, 'deltaNorm'))) return 'the delta'
  if (parameter && Number.isNaN(figureOf(last, i, 'gradientNorm'))) return 'the gradient'
  return ''
}

/** Of those that are finite; NaN if none is. */
function median(values: readonly number[]): number {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b)
  const middle = sorted.length >> 1
  if (sorted.length === 0) return Number.NaN
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

const number = (value: number): string => formatNumber(value, 2)
