/** Placeholder catalogue entries are filled by data/; see datasets/bundled.ts for the fields. */
export const bundled = {} as const
export type BundledName = 'iris' | 'wine' | 'penguins'
export const bundledNames: BundledName[] = ['iris', 'wine', 'penguins']
