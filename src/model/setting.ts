import * as v from 'valibot'

/** One number that a visitor may set: drawn as a control, checked by the schema, written in docs. */
export interface NumberSetting {
  readonly label: string
  readonly help: string
  readonly default: number
  readonly min: number
  readonly max: number
  readonly integer?: true
  /** How a slider spaces its values; a logarithmic one starts at the smallest positive `choices`. */
  readonly scale?: 'linear' | 'logarithmic'
}

export type NumberSettings = { readonly [name: string]: NumberSetting }
export type SettingValues<S extends NumberSettings> = { [K in keyof S]: number }

/** A schema for one setting; a missing value takes the default. */
export function numberSchema({ min, max, integer, default: fallback }: NumberSetting) {
  return v.optional(boundedNumber(min, max, integer), fallback)
}

/** A finite number with a message that states the bounds. */
export function boundedNumber(
  min: number,
  max: number,
  integer?: true,
): v.GenericSchema<number, number> {
  const expected = `must be ${integer ? 'a whole number' : 'a number'} from ${min} to ${max}`
  const number = v.pipe(
    v.number(expected),
    v.finite(expected),
    v.minValue(min, expected),
    v.maxValue(max, expected),
  )
  return integer ? v.pipe(number, v.integer(expected)) : number
}

/** Schema entries for a table of settings, to spread into an object schema. */
export function settingEntries<S extends NumberSettings>(settings: S) {
  return Object.fromEntries(
    Object.entries(settings).map(([name, setting]) => [name, numberSchema(setting)]),
  ) as { [K in keyof S]: ReturnType<typeof numberSchema> }
}
