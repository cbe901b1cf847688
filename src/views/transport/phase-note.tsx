import { X } from 'lucide-react'
import { useEffect } from 'react'
import { IconButton } from '../shared/controls/button'
import { phaseText, shownPhase } from '../shared/phases'
import { usePhase, useRun, useWorkbench } from '../shared/workbench'
import styles from './phase-note.module.css'

/** Which part of the update is shown, and a way out. */
export function PhaseNote() {
  const workbench = useWorkbench()
  const loaded = useRun((state) => state.loaded)
  const { at } = usePhase()
  // The inspector opens with the first phase; whoever closes it means it.
  useEffect(() => workbench.experiment.show({ dock: 'step' }), [workbench])
  const shown = loaded && shownPhase(loaded, at)
  return (
    <div className={styles['note']}>
      <p role="status">
        {shown && (
          <>
            <span className={styles['number']}>
              phase {shown.number} of {shown.count}
            </span>
            <span className={styles['text']}>{phaseText(shown.phase)}</span>
          </>
        )}
      </p>
      <IconButton label="Leave the phases" shortcut="Esc" onClick={() => workbench.leavePhases()}>
        <X aria-hidden />
      </IconButton>
    </div>
  )
}
