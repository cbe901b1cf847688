/** What is wrong with a document, for people. */
export interface Problem {
  /** Such as `layers[2].units`; empty where the whole document is meant. */
  readonly path: string
  /** Says what is allowed, and reads on from the path: "must be a whole number from 1 to 64". */
  readonly message: string
}

/** One line: "layers[2].units: must be a whole number from 1 to 64". */
export function problemText({ path, message }: Problem): string {
  return path === '' ? message : `${path}: ${message}`
}

/** `['layers', 2, 'units']` as `layers[2].units`. */
export function pathText(keys: readonly PropertyKey[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`
    const name = String(key)
    if (!/^[\w$]+$/.test(name)) return `${path}[${JSON.stringify(name.slice(0, 60))}]`
    return path === '' ? name : `${path}.${name}`
  }, '')
}
