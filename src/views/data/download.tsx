import { bundled, imageSource } from '../../model/bundled'
import { Button } from '../shared/controls/button'
import { dataLabel } from '../shared/fit-experiment'
import { useExperiment, useRun, useWorkbench } from '../shared/workbench'
import styles from './data.module.css'
import { downloadText } from './download-text'

/** Over the heading of the images that are on their way; appears only where they take their time. */
export function DownloadProgress() {
  const data = useExperiment((e) => e.data)
  const download = useRun((state) => state.download)
  if (data.kind !== 'bundled') return null
  const { file, label } = bundled[data.name]
  const total = imageSource(data.name)?.bytes ?? 0
  if (download?.file !== file) return null
  const { bytes } = download
  return (
    <div className={styles['download']}>
      <span>{downloadText({ label, bytes, total })}</span>
      <progress aria-label={`Loading ${label}`} value={bytes} max={total} />
    </div>
  )
}

/** Where the data's file could not be loaded: another try. */
export function DownloadFailure() {
  const workbench = useWorkbench()
  const data = useExperiment((e) => e.data)
  const failed = useRun((state) => state.failed && !state.loading)
  if (!failed || data.kind !== 'bundled') return null
  return (
    <div className={styles['failure']}>
      <span>{dataLabel(data)} could not be loaded.</span>
      <Button onClick={() => workbench.retry()}>Try again</Button>
    </div>
  )
}
