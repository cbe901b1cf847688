import type { NumberSetting, NumberSettings } from './setting'

/** A JSON Schema of draft 2020-12, as far as this one goes. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

export const sentence = (text: string) => (text.endsWith('.') ? text : `${text}.`)

export const number = (
  min: number,
  max: number,
  fallback?: number,
  description?: string,
): JsonSchema => ({
  ...(description ? { description } : {}),
  type: 'number',
  minimum: min,
  maximum: max,
  ...(fallback === undefined ? {} : { default: fallback }),
})
export const whole = (
  min: number,
  max: number,
  fallback?: number,
  description?: string,
): JsonSchema => ({
  ...number(min, max, fallback, description),
  type: 'integer',
})
export const flag = (fallback: boolean, description: string): JsonSchema => ({
  description,
  type: 'boolean',
  default: fallback,
})
export const list = (
  items: JsonSchema,
  description: string,
  least: number,
  most: number,
): JsonSchema => ({
  description,
  type: 'array',
  items,
  minItems: least,
  maxItems: most,
})
export const object = (
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
  description?: string,
): JsonSchema => ({
  ...(description ? { description } : {}),
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
  additionalProperties: false,
})

const setting = ({ label, help, min, max, integer, default: fallback }: NumberSetting) =>
  (integer ? whole : number)(min, max, fallback, `${label}. ${help}`)

export const settingsOf = (settings: NumberSettings) =>
  Object.fromEntries(Object.entries(settings).map(([name, own]) => [name, setting(own)]))

/** The names of a catalogue, each with a line that an editor shows. */
export function namesOf<T>(catalogue: Readonly<Record<string, T>>, line: (entry: T) => string) {
  return Object.entries(catalogue).map(([name, entry]) => ({
    const: name,
    description: sentence(line(entry)),
  }))
}

/** A bare name, or an object of kind and settings. */
export function kindOf<T extends { readonly settings: NumberSettings }>(
  catalogue: Readonly<Record<string, T>>,
  description: string,
  line: (entry: T) => string,
  more: (entry: T) => Readonly<Record<string, JsonSchema>> = () => ({}),
): JsonSchema {
  const objects = Object.entries(catalogue).map(([name, entry]) =>
    object(
      { kind: { const: name }, ...more(entry), ...settingsOf(entry.settings) },
      ['kind'],
      sentence(line(entry)),
    ),
  )
  return { description, oneOf: [...namesOf(catalogue, line), ...objects] }
}
