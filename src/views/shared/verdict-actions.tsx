import { type Remedy, remediesFor } from '../../model/remedies'
import { Button } from './controls/button'
import { hasRoom, standsBeside, useDocument, withVariant } from './variants'
import styles from './verdict-actions.module.css'
import { useExperiment, useWorkbench } from './workbench'

export type VerdictKind = 'vanishing' | 'exploding' | 'saturated' | 'dead' | 'healthy'

export interface VerdictActionsProps {
  readonly kind: VerdictKind
  /** The layer that the verdict is about, as in probes; null where it is about the network. */
  readonly layer: string | null
}

/** Beside a verdict: what may be done about it. A click trains the remedy beside this network. */
export function VerdictActions({ kind }: VerdictActionsProps) {
  const own = useExperiment((e) => e)
  const document = useDocument()
  if (kind === 'healthy') return null
  const list = remediesFor(own, kind)
  if (list.length === 0) return null
  return (
    <div className={styles['actions']} role="group" aria-label="Train a remedy beside it">
      <span aria-hidden="true">Train a remedy beside it:</span>
      {hasRoom(document) ? (
        list.map((remedy) => <Action key={remedy.id} remedy={remedy} />)
      ) : (
        <span>there is room for four networks; remove one first.</span>
      )}
    </div>
  )
}

function Action({ remedy: { label, why, apply } }: { readonly remedy: Remedy }) {
  const { main } = useWorkbench()
  const own = useExperiment((e) => e)
  const document = useDocument()
  const after = apply(own)
  if (!after || standsBeside(document, after)) return null
  return (
    <Button title={why} onClick={() => main.experiment.edit((e) => withVariant(e, after))}>
      {label}
    </Button>
  )
}
