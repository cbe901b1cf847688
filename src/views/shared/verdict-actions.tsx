export type VerdictKind = 'vanishing' | 'exploding' | 'saturated' | 'dead' | 'healthy'

export interface VerdictActionsProps {
  readonly kind: VerdictKind
  /** The layer that the verdict is about, as in probes; null where it is about the network. */
  readonly layer: string | null
}

/** Beside a verdict: what may be done about it. Nothing so far. */
export function VerdictActions(_: VerdictActionsProps) {
  return null
}
