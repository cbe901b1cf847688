import { type ActivationName, activations } from '../../model/activations'
import type { Activation } from '../../model/activations/activation'
import { PLANE_LIMIT } from '../../model/dataset'
import type { FeatureName } from '../../model/features'
import { features } from '../../model/features'
import { sizeOf } from '../../model/shapes'
import type { UnitRef } from '../../store/selection'
import type { Loaded, ProbeRequest } from '../../worker/protocol'
import { niceCeiling } from '../shared/axis'
import { outputWidth } from '../shared/layers'
import type { OutputMeaning } from '../shared/outputs'
import { RESOLUTION } from './surface'

/** What the surface shows: the network's answer, or one unit while it is pointed at. */
export interface Shown {
  readonly title: string
  /** `shares`: class colours by the output's meaning; `signed`: one value, zero neutral. */
  readonly kind: 'shares' | 'signed'
  /** Null where `values` are known without the network. */
  readonly request: ProbeRequest | null
  /** [size², width], for inputs. */
  readonly values?: Float32Array
  readonly width: number
  readonly column: number
  /** Value at full colour; undefined: that of the greatest value on the plane, rounded up. */
  readonly limit?: number | undefined
}

export const OUTPUT_REQUEST: ProbeRequest = {
  tensor: 'output/output',
  over: 'plane',
  resolution: RESOLUTION,
}

/** The network's answer. */
export function shownOutput(loaded: Loaded, meaning: OutputMeaning): Shown {
  const width = outputWidth(loaded)
  return meaning.kind === 'value'
    ? {
        title: 'Fitted surface',
        kind: 'signed',
        request: OUTPUT_REQUEST,
        width,
        column: 0,
        limit: targetLimit(loaded),
      }
    : { title: 'Decision boundary', kind: 'shares', request: OUTPUT_REQUEST, width, column: 0 }
}

/** The one unit, or undefined where the network (no longer) has it. */
export function shownUnit(
  loaded: Loaded,
  { layer, unit }: UnitRef,
  featureNames: readonly FeatureName[],
): Shown | undefined {
  if (layer === 'inputs') return shownInput(loaded, unit, featureNames)
  const at = loaded.layers.findIndex(({ name }) => name === layer)
  const info = loaded.layers[at]
  if (!info || unit >= sizeOf(info.shape)) return undefined
  const isOutput = at === loaded.layers.length - 1
  return {
    title: isOutput ? `Output ${unit + 1}` : `Layer ${at + 1}, unit ${unit + 1}`,
    kind: 'signed',
    request: { tensor: `${layer}/output`, over: 'plane', resolution: RESOLUTION },
    width: sizeOf(info.shape),
    column: unit,
    limit: isOutput && loaded.classes.length === 0 ? targetLimit(loaded) : bound(info.activation),
  }
}

function shownInput(
  loaded: Loaded,
  unit: number,
  names: readonly FeatureName[],
): Shown | undefined {
  const input = loaded.inputs[unit]
  const columns = loaded.columns.length
  if (!input || (names.length === 0 && unit >= columns)) return undefined
  const value = (x: number, y: number) => {
    if (names.length > 0) return features[names[unit]].value(x, y)
    // The columns beyond the plane stand at their mean.
    return unit === 0 ? x : unit === 1 ? y : columnMean(loaded, unit)
  }
  const values = new Float32Array(RESOLUTION * RESOLUTION)
  for (let i = 0; i < values.length; i++) {
    const across = ((i % RESOLUTION) + 0.5) / RESOLUTION
    const down = (Math.floor(i / RESOLUTION) + 0.5) / RESOLUTION
    const raw = value((2 * across - 1) * PLANE_LIMIT, (1 - 2 * down) * PLANE_LIMIT)
    values[i] = (raw - input.mean) / input.deviation
  }
  return {
    title: `Input ${input.label}`,
    kind: 'signed',
    request: null,
    values,
    width: 1,
    column: 0,
  }
}

function columnMean({ train, columns }: Loaded, column: number): number {
  let sum = 0
  for (let i = column; i < train.inputs.length; i += columns.length) sum += train.inputs[i]
  return sum / Math.max(1, train.count)
}

/** The greatest size that an activation can reach, where it is bounded. */
function bound(activation: string): number | undefined {
  const { range }: Activation = activations[activation as ActivationName]
  if (!range.every(Number.isFinite)) return undefined
  return Math.max(...range.map(Math.abs))
}

/** The colour scale of a regression: the greatest size of its targets, rounded up, and fixed. */
export function targetLimit({ train, test }: Loaded): number {
  let most = 0
  for (const { targets } of [train, test]) {
    for (const target of targets) most = Math.max(most, Math.abs(target))
  }
  return niceCeiling(most)
}

/** Examples that do not lie on the plane, as in tables that were not scaled. */
export function outsideCount({ columns, train, test }: Loaded): number {
  let count = 0
  for (const { inputs } of [train, test]) {
    for (let i = 0; i < inputs.length; i += columns.length) {
      const inside = (value: number) => Math.abs(value) <= PLANE_LIMIT + 1e-6
      if (!inside(inputs[i]) || (columns.length > 1 && !inside(inputs[i + 1]))) count += 1
    }
  }
  return count
}
