/** More than any valid document holds; beyond, checking field by field would take too long. */
const MOST_VALUES = 1_000_000
const MOST_FIELDS = 200
const MOST_DEPTH = 12

/**
 * Why a value is too large or too deep to be looked at field by field; undefined where it is not.
 * Keeps its own stack, so that no depth of nesting overflows the call stack.
 */
export function tooLarge(value: unknown): string | undefined {
  const stack: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 0 }]
  let count = 0
  for (let entry = stack.pop(); entry; entry = stack.pop()) {
    const { value: container, depth } = entry
    if (typeof container !== 'object' || container === null) continue
    if (depth > MOST_DEPTH) return `is nested more than ${MOST_DEPTH} levels deep`
    const items: readonly unknown[] = Array.isArray(container)
      ? container
      : Object.values(container)
    if (!Array.isArray(container) && items.length > MOST_FIELDS) {
      return `holds an object of more than ${MOST_FIELDS} fields`
    }
    count += items.length
    if (count > MOST_VALUES) return 'holds more than a million values'
    for (const item of items) {
      if (typeof item === 'object' && item !== null) stack.push({ value: item, depth: depth + 1 })
    }
  }
  return undefined
}
