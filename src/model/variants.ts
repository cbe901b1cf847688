import type { Experiment } from './experiment'

/**
 * An experiment that trains beside the document's own: the same but for a patch.
 *
 * The patch is a JSON merge patch (RFC 7396) of the complete document: objects are merged field by
 * field, `null` takes a field back to its default, anything else replaces, lists as a whole. One
 * rule is added: an object of another `kind` replaces too, as its settings mean something else.
 */
export interface Variant {
  /** Empty where what differs says enough. */
  readonly title: string
  readonly patch: Patch
}

export type Patch = Readonly<Record<string, unknown>>

/** Beside the document's own. */
export const MOST_VARIANTS = 3

/** What all that train side by side share. */
export const SHARED_FIELDS = ['format', 'title', 'task', 'data', 'view', 'variants'] as const

/** The document of a variant, not yet checked. */
export function patched(experiment: Experiment, { title, patch }: Variant): Patch {
  const { variants: _, ...own } = experiment
  return { ...(merge(own, patch) as Patch), title }
}

/** The patch that makes `after` of `before`; empty where they train alike. */
export function patchBetween(before: Experiment, after: Experiment): Patch {
  const unshared = (experiment: Experiment): Patch =>
    Object.fromEntries(
      Object.entries(experiment).filter(
        ([name]) => !(SHARED_FIELDS as readonly string[]).includes(name),
      ),
    )
  return (difference(unshared(before), unshared(after)) ?? {}) as Patch
}

/**
 * For each variant of `after`, which one of `before` it was, so that it can go on training; null
 * where one is new, as those side by side start together.
 */
export function matchVariants(before: Experiment, after: Experiment): readonly number[] | null {
  const texts = before.variants.map(({ patch }) => JSON.stringify(patch))
  const isSame = texts.length === after.variants.length
  const found = after.variants.map(({ patch }, i) => {
    const at = texts.indexOf(JSON.stringify(patch))
    return at < 0 && isSame ? i : at
  })
  return found.includes(-1) ? null : found
}

function merge(target: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch
  const isOfAnotherKind = 'kind' in patch && isObject(target) && patch['kind'] !== target['kind']
  const base = isObject(target) && !isOfAnotherKind ? target : {}
  const merged: Record<string, unknown> = { ...base }
  for (const [name, value] of Object.entries(patch)) {
    if (value === null) delete merged[name]
    else merged[name] = merge(base[name], value)
  }
  return merged
}

/** undefined where nothing differs. */
function difference(before: unknown, after: unknown): unknown {
  if (JSON.stringify(before) === JSON.stringify(after)) return undefined
  if (!isObject(before) || !isObject(after) || before['kind'] !== after['kind']) return after
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  const changes = [...names].flatMap((name) => {
    const change = name in after ? difference(before[name], after[name]) : null
    return change === undefined ? [] : [[name, change] as const]
  })
  return changes.length > 0 ? Object.fromEntries<unknown>(changes) : undefined
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
