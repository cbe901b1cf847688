import type { Problem } from './problem'

type Document = Readonly<Record<string, unknown>>

/**
 * `MIGRATIONS[n]` turns a document of version n into one of version n + 1. Old links open for ever:
 * an entry, once released, never changes. There is one version so far.
 */
export type Migrations = Readonly<Record<number, (document: Document) => Document>>

const MIGRATIONS: Migrations = {}

/** The version this code reads and writes, without migration. */
const CURRENT_VERSION = 1

export type Migrated =
  | { readonly ok: true; readonly document: unknown }
  | { readonly ok: false; readonly problem: Problem }

/**
 * Brings an older document up to the current version, one version at a time. What is no document
 * of any version is passed on as it is: the schema says what is wrong with it.
 */
export function migrate(
  document: unknown,
  { migrations, current }: { readonly migrations: Migrations; readonly current: number } = {
    migrations: MIGRATIONS,
    current: CURRENT_VERSION,
  },
): Migrated {
  let version = versionOf(document)
  if (version === undefined) return { ok: true, document }
  if (version > current) {
    const message = `this document was made by a newer version of Glassnet (glassnet/${version}); this page reads up to glassnet/${current}`
    return { ok: false, problem: { path: 'format', message } }
  }
  let migrated = document as Document
  while (version < current && Object.hasOwn(migrations, version)) {
    migrated = { ...migrations[version](migrated), format: `glassnet/${version + 1}` }
    version++
  }
  return { ok: true, document: migrated }
}

/** 3 for `{ format: 'glassnet/3' }`. */
function versionOf(document: unknown): number | undefined {
  if (typeof document !== 'object' || document === null || !('format' in document)) return undefined
  const { format } = document
  const match = typeof format === 'string' ? /^glassnet\/(\d{1,6})$/.exec(format) : null
  return match ? Number(match[1]) : undefined
}
