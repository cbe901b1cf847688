import { useState } from 'react'
import { useExperiment, useWorkbench } from '../shared/workbench'
import { type Refusal, refusal } from './attempt'
import type { Edit } from './edits'

export interface Attempt {
  /** What stands in the way of the last edit, and where that was made. */
  readonly refused: { readonly refusal: Refusal; readonly origin: string } | null
  /**
   * Makes an edit unless a layer would not fit; tells whether it did.
   *
   * @param origin names the control, so that what is in the way is said beside it
   * @param kind as for `experiment.edit`
   */
  readonly attempt: (edit: Edit, origin: string, kind?: string) => boolean
  readonly dismiss: () => void
}

/** Edits that are only made where the network remains one; otherwise nothing changes. */
export function useAttempt(): Attempt {
  const { experiment } = useWorkbench()
  const data = useExperiment((e) => e.data)
  const layers = useExperiment((e) => e.layers)
  const [refused, setRefused] = useState<Attempt['refused']>(null)
  // Whatever else was edited meanwhile, the offer was made for another document.
  const before = refused?.refusal.before
  const current = before?.layers === layers && before.data === data ? refused : null
  return {
    refused: current,
    attempt(edit, origin, kind) {
      const now = experiment.get()
      const found = refusal(now, edit(now))
      setRefused(found && { refusal: found, origin })
      if (!found) experiment.edit(edit, kind)
      return !found
    },
    dismiss: () => setRefused(null),
  }
}
