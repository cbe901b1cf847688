import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arbitraryDocument, arbitraryExperiment } from './arbitrary.test-support'
import { compact } from './compact'
import { experimentJsonSchema, formatJson } from './json-schema.test-support'
import type { JsonSchema } from './json-schema-parts.test-support'
import { parse, withDefaults } from './parse'
import { presetIds, presets } from './presets'

/** Whether a value satisfies a schema, for the keywords that ours uses; an unknown one throws. */
function satisfies(schema: JsonSchema, value: unknown): boolean {
  return Object.entries(schema).every(([keyword, given]) => {
    const rule = RULES[keyword]
    if (!rule) throw new Error(`keyword ${keyword}`)
    return rule(value, given, schema)
  })
}
const is = satisfies as (schema: unknown, value: unknown) => boolean
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const always = () => true
const count = (schemas: unknown, value: unknown) =>
  (schemas as unknown[]).filter((schema) => is(schema, value)).length

const RULES: Record<string, (value: unknown, given: unknown, schema: JsonSchema) => boolean> = {
  $schema: always,
  $defs: always,
  title: always,
  description: always,
  default: always,
  $ref: (value, given) =>
    is((experimentJsonSchema['$defs'] as JsonSchema)[String(given).slice(8)], value),
  type: (value, given) =>
    given === 'integer'
      ? Number.isInteger(value)
      : given === 'array'
        ? Array.isArray(value)
        : given === 'object'
          ? isObject(value)
          : typeof value === given,
  const: (value, given) => value === given,
  enum: (value, given) => (given as unknown[]).includes(value),
  oneOf: (value, given) => count(given, value) === 1,
  anyOf: (value, given) => count(given, value) > 0,
  minimum: (value, given) => typeof value !== 'number' || value >= Number(given),
  maximum: (value, given) => typeof value !== 'number' || value <= Number(given),
  maxLength: (value, given) => typeof value !== 'string' || value.length <= Number(given),
  minItems: (value, given) => !Array.isArray(value) || value.length >= Number(given),
  maxItems: (value, given) => !Array.isArray(value) || value.length <= Number(given),
  uniqueItems: (value) => !Array.isArray(value) || new Set(value).size === value.length,
  items: (value, given) => !Array.isArray(value) || value.every((item) => is(given, item)),
  required: (value, given) =>
    !isObject(value) || (given as string[]).every((name) => Object.hasOwn(value, name)),
  properties: (value, given) =>
    !isObject(value) ||
    Object.entries(given as JsonSchema).every(
      ([name, own]) => !Object.hasOwn(value, name) || is(own, value[name]),
    ),
  additionalProperties: (value, _, { properties }) =>
    !isObject(value) || Object.keys(value).every((name) => Object.hasOwn(Object(properties), name)),
}

test('the committed schema is current', async () => {
  await expect(`${formatJson(experimentJsonSchema)}\n`).toMatchFileSnapshot(
    '../../public/experiment.schema.json',
  )
})

test('every valid document satisfies the schema, short or complete', () => {
  fc.assert(
    fc.property(arbitraryDocument, (document) => {
      expect(satisfies(experimentJsonSchema, document)).toBe(true)
    }),
  )
  fc.assert(
    fc.property(arbitraryExperiment, (experiment) => {
      expect(satisfies(experimentJsonSchema, experiment)).toBe(true)
      expect(satisfies(experimentJsonSchema, compact(experiment))).toBe(true)
    }),
  )
})

test('every preset satisfies the schema', () => {
  for (const id of presetIds) {
    const { title, document } = presets[id]
    expect(satisfies(experimentJsonSchema, { format: 'glassnet/1', title, ...document })).toBe(true)
  }
})

/** Every place in a document, as a list of keys. */
function places(value: unknown, at: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [[...at]]
  const keys = Array.isArray(value) ? value.keys() : Object.keys(value)
  return [[...at], ...[...keys].flatMap((key) => places(Object(value)[key], [...at, key]))]
}
function changed(value: unknown, [key, ...rest]: (string | number)[], to: unknown): unknown {
  if (key === undefined) return to
  const copy = Array.isArray(value) ? [...value] : { ...Object(value) }
  copy[key] = changed(copy[key], rest, to)
  return copy
}

test('the schema and the page agree on what is wrong with a document', () => {
  const complete = withDefaults({
    title: 'All of it',
    seed: { data: 2 },
    layers: [{ kind: 'dense', units: 3, initializer: { kind: 'normal', deviation: 1 } }],
    optimizer: 'adamw',
    schedule: { kind: 'cosine', steps: 100 },
  })
  const bundledData = withDefaults({ data: { kind: 'bundled', name: 'iris', examples: 50 } })
  const images = withDefaults({
    data: { kind: 'bundled', name: 'digits', classes: ['1', '5', '7'] },
    augmentation: { translation: 1, flip: true },
    layers: [
      { kind: 'conv2d', filters: 4, padding: 2 },
      { kind: 'batchNorm', activation: 'relu' },
      { kind: 'maxPool2d' },
      { kind: 'residual', layers: [{ kind: 'conv2d', filters: 4, padding: 'same' }] },
      { kind: 'globalAveragePool2d' },
      { kind: 'dropout', rate: 0.2 },
    ],
    loss: 'softmaxCrossEntropy',
  })
  for (const experiment of [complete, bundledData, images]) {
    for (const place of places(experiment)) {
      // That augmentation is for images alone is no matter of one field.
      if (place[0] === 'augmentation' && experiment !== images) continue
      for (const wrong of [null, -1, 1e10, 0.55, 'nonsense', [], {}, [[]], true, { extra: 1 }]) {
        const document = changed(experiment, place, wrong)
        const { ok } = parse(document)
        const agreed = { place, wrong, ok }
        expect({ place, wrong, ok: satisfies(experimentJsonSchema, document) }).toEqual(agreed)
      }
    }
  }
})
