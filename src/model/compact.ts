import * as v from 'valibot'
import type { ExperimentDocument } from './document'
import type { Experiment, Layer } from './experiment'
import { defaultFeatures } from './network-shape'
import { experimentSchema } from './schema'

/**
 * The shortest document of an experiment: without whatever `parse` would fill in again, and its
 * fields always in the order of the schema, so that equal experiments make equal links.
 */
export function compact(experiment: Experiment): ExperimentDocument {
  const { features, ...all } = experiment
  const rest = { ...all, layers: all.layers.map(withoutStride) }
  const implied = JSON.stringify(defaultFeatures(experiment.data)) === JSON.stringify(features)
  return shorten(experimentSchema, implied ? rest : { ...rest, features }) as ExperimentDocument
}

/** Pooling moves on by its window where nothing else is said. */
function withoutStride(layer: Layer): unknown {
  if (layer.kind === 'residual') return { ...layer, layers: layer.layers.map(withoutStride) }
  if (layer.kind !== 'maxPool2d' && layer.kind !== 'averagePool2d') return layer
  const { stride, ...rest } = layer
  return stride === layer.size ? rest : layer
}

/** What a valibot schema shows of itself, as far as the schemas of `schema.ts` go. */
interface Schema {
  readonly type: string
  readonly entries?: Readonly<Record<string, Schema>>
  readonly options?: readonly Schema[]
  readonly wrapped?: Schema
  readonly item?: Schema
  readonly literal?: unknown
  readonly pipe?: readonly (Schema & { readonly kind: string })[]
}

function shorten(node: unknown, value: unknown): unknown {
  const schema = node as Schema
  if (schema.wrapped) return value === undefined ? undefined : shorten(schema.wrapped, value)
  if (schema.pipe) return shortenPipe(schema.pipe, value)
  if (schema.options && schema.type === 'variant') {
    const { kind } = value as { readonly kind: unknown }
    return shorten(
      schema.options.find(({ entries }) => entries?.['kind'].literal === kind),
      value,
    )
  }
  if (schema.item) return (value as readonly unknown[]).map((item) => shorten(schema.item, item))
  return schema.entries ? shortenObject(schema.entries, value as Fields) : value
}

/** The last schema of a pipe says what comes out; one that takes names too gives a name back. */
function shortenPipe(pipe: NonNullable<Schema['pipe']>, value: unknown): unknown {
  const short = shorten(
    pipe.findLast(({ kind }) => kind === 'schema'),
    value,
  )
  const takesNames = pipe.some(({ type }) => type === 'transform')
  if (!takesNames) return short
  const { kind, ...settings } = short as Fields
  return Object.keys(settings).length === 0 ? kind : short
}

type Fields = Readonly<Record<string, unknown>>

function shortenObject(entries: Readonly<Record<string, Schema>>, value: Fields): Fields {
  const kept = Object.entries(entries).flatMap(([name, schema]) => {
    const short = shorten(schema, value[name])
    return short === undefined || isDefault(schema, short) ? [] : [[name, short] as const]
  })
  return Object.fromEntries<unknown>(kept)
}

function isDefault(schema: Schema, short: unknown): boolean {
  if (schema.type !== 'optional') return false
  const fallback = shorten(schema, v.parse(schema as unknown as v.GenericSchema, undefined))
  return JSON.stringify(fallback) === JSON.stringify(short)
}
