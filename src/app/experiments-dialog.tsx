import { flushSync } from 'react-dom'
import { imagePresets } from '../model/image-presets'
import {
  aboutGradients,
  type PresetId,
  presetExperiment,
  presetIds,
  presets,
} from '../model/presets'
import { DataThumbnail } from '../views/data/thumbnail'
import { Dialog } from '../views/shared/controls/dialog'
import { PLAY_BUTTON } from '../views/transport/transport'
import styles from './experiments-dialog.module.css'
import { usePage } from './page'

const GROUPS = [
  'Classes on a plane',
  'Curves and surfaces',
  'How gradients flow',
  'Images',
] as const

function groupOf(id: PresetId): (typeof GROUPS)[number] {
  if (id in imagePresets) return 'Images'
  if (aboutGradients.has(id)) return 'How gradients flow'
  return presets[id].document.task === 'regression' ? 'Curves and surfaces' : 'Classes on a plane'
}

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
      {GROUPS.map((group) => (
        <section key={group} aria-label={group}>
          <h3 className={styles['group']}>{group}</h3>
          <ul className={styles['gallery']}>
            {presetIds
              .filter((id) => groupOf(id) === group)
              .map((id) => (
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
        </section>
      ))}
    </Dialog>
  )
}
