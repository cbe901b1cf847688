import {
  type Frame,
  type Loaded,
  type ProbeRequest,
  pointsKey,
  probeKey,
} from '../../worker/protocol'
import { niceCeiling } from '../shared/axis'
import { type MapScale, mapLimit } from '../shared/map-picture'
import type { ShownImage } from '../shared/shown-image'
import type { MapColumn, Mode, Sheet } from './columns'

/** Maps of an earlier step, to compare with. */
export interface KeptMaps {
  readonly run: number
  readonly step: number
  readonly image: string
  readonly points: string
  /** By tensor. */
  readonly values: ReadonlyMap<string, Float32Array>
}

/** What all boards show. */
export interface Look {
  readonly loaded: Loaded
  readonly image: ShownImage
  /** The class by whose loss a drawn image is derived. */
  readonly target: number | undefined
  readonly mode: Mode
  readonly kept: KeptMaps | null
  /** Whether each map has colours of its own, not those of its layer. */
  readonly each: boolean
}

export function requestOf({ image, target }: Look, tensor: string): ProbeRequest {
  const derived = tensor.endsWith('/delta') && target !== undefined
  return { tensor, ...image.points, ...(derived && { target }) }
}

/** What the sheets ask of the engine; the input's pixels are on the page already. */
export function requestsOf(look: Look, columns: readonly MapColumn[]): ProbeRequest[] {
  return columns
    .flatMap(({ sheets }) => sheets)
    .filter(({ tensor }) => tensor !== 'inputs/output')
    .map(({ tensor }) => requestOf(look, tensor))
}

/** Whether what was kept is of the image that is shown. */
export const isOf = (kept: KeptMaps, { points }: ShownImage): boolean =>
  kept.points === pointsKey(points)

export const scaleKind = ({ mode }: Look, { tensor }: Sheet): MapScale['kind'] =>
  tensor === 'inputs/output' && mode !== 'gradient' ? 'ink' : 'signed'

function fitting<T extends ArrayLike<number>>(
  { rows, columns, maps }: Sheet,
  values: T | undefined,
): T | null {
  return values?.length === rows * columns * maps ? values : null
}

/** Finds a sheet's values in a frame; keeps the differences of the last one. */
export class MapReader {
  readonly #differences = new Map<
    string,
    { now: Float32Array; before: Float32Array; values: Float32Array }
  >()
  #keys: { look: Look; of: Map<string, string> } | null = null

  /** What a sheet shows, [row, column, map]; null while it is not known. */
  read(look: Look, sheet: Sheet, frame: Frame): ArrayLike<number> | null {
    if (sheet.tensor === 'inputs/output') return fitting(sheet, look.image.pixels)
    const now = this.now(look, sheet, frame)
    if (!now || look.mode !== 'difference') return now
    const { kept, image } = look
    const before = kept && isOf(kept, image) ? fitting(sheet, kept.values.get(sheet.tensor)) : null
    return before && this.#difference(sheet.tensor, now, before)
  }

  /** The same without taking anything off. */
  now(look: Look, sheet: Sheet, frame: Frame): Float32Array | null {
    return fitting(sheet, frame.probes[this.#key(look, sheet.tensor)])
  }

  /** Kept, because the key of a drawn image has all its pixels. */
  #key(look: Look, tensor: string): string {
    if (this.#keys?.look !== look) this.#keys = { look, of: new Map() }
    const key = this.#keys.of.get(tensor) ?? probeKey(requestOf(look, tensor))
    this.#keys.of.set(tensor, key)
    return key
  }

  #difference(tensor: string, now: Float32Array, before: Float32Array): Float32Array {
    const known = this.#differences.get(tensor)
    if (known?.now === now && known.before === before) return known.values
    const values = known?.values.length === now.length ? known.values : new Float32Array(now.length)
    for (let i = 0; i < now.length; i++) values[i] = now[i] - before[i]
    this.#differences.set(tensor, { now, before, values })
    return values
  }

  /** The value at full colour of each map: one for both sheets of a layer, or one per map. */
  ends(look: Look, { sheets }: MapColumn, frame: Frame): readonly number[] {
    const [{ maps }] = sheets
    if (scaleKind(look, sheets[0]) === 'ink') return Array<number>(maps).fill(1)
    const ends = Array<number>(maps).fill(0)
    for (const sheet of sheets) {
      const values = this.read(look, sheet, frame)
      if (!values) continue
      const { rows: height, columns: width, maps: channels } = sheet
      for (let channel = 0; channel < maps; channel++) {
        const end = mapLimit(values, { height, width, channels, channel, start: 0 })
        if (end > ends[channel]) ends[channel] = end
      }
    }
    // A single number with colours of its own would always be at their end.
    if (look.each && sheets[0].rows * sheets[0].columns > 1) return ends.map(niceCeiling)
    return ends.fill(niceCeiling(Math.max(...ends)))
  }
}

/** Where a map's value of the greatest size stands. */
export function largest(
  values: ArrayLike<number>,
  { columns, rows, maps }: Sheet,
  map: number,
): { readonly value: number; readonly row: number; readonly column: number } {
  let at = 0
  for (let i = 1; i < rows * columns; i++) {
    if (Math.abs(values[i * maps + map]) > Math.abs(values[at * maps + map])) at = i
  }
  return {
    value: values[at * maps + map],
    row: Math.floor(at / columns),
    column: at % columns,
  }
}
