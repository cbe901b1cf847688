import { flushSync } from 'react-dom'
import { type PresetId, presetExperiment, presetIds, presets } from '../model/presets'
import { DataThumbnail } from '../views/data/thumbnail'
import { Dialog } from '../views/shared/controls/dialog'
import { PLAY_BUTTON } from '../views/transport/transport'
import styles from './experiments-dialog.module.css'
import { usePage } from './page'

/** Ready-made experiments to begin with, each with what to look at. */
export function ExperimentsDialog({ onClose }: { onClose: () => void }) {
  const page = usePage()
  const open = (id: PresetId) => {
    const chosen = presetExperiment(id)
    if (!chosen) return
    const { speed, dock } = page.workbench.experiment.get().view
    const view = {
      ...chosen.view,
      speed: chosen.view.speed || speed,
      dock: chosen.view.dock || dock,
    }
    void page.open({ ...chosen, view })
    // Not back to the button that opened the list: Space is to train what was chosen.
    flushSync(onClose)
    document.getElementById(PLAY_BUTTON)?.focus()
  }
  return (
    <Dialog title="Experiments" width="58rem" onClose={onClose}>
      <ul className={styles['gallery']}>
        {presetIds.map((id) => (
          <li key={id}>
            <button type="button" onClick={() => open(id)}>
              <span className={styles['picture']}>
                <DataThumbnail data={presets[id].document.data} />
              </span>
              <span>
                <strong>{presets[id].title}</strong>
                <span className={styles['description']}>{presets[id].description}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
