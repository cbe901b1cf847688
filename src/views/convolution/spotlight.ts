import type { Place } from './grid'

/** What is pointed at or focused, to show what it is tied to. */
export type Spotlight =
  | { readonly kind: 'pixel'; readonly place: Place }
  | { readonly kind: 'weight'; readonly place: Place }
  | null
