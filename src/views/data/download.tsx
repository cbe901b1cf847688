import { bundled } from '../../model/bundled'
import { Button } from '../shared/controls/button'
import { dataLabel } from '../shared/fit-experiment'
import { useExperiment, useRun, useWorkbench } from '../shared/workbench'
import styles from './data.module.css'
import { downloadText } from './download-text'

/** What of the data's file has come; null while nothing is being fetched. */
export function useDownload(): {
  readonly label: string
  readonly bytes: number
  readonly total: number
} | null {
  const data = useExperiment((e) => e.data)
  const download = useRun((state) => state.download)
  if (data.kind !== 'bundled' || !download) return null
  const source = bundled[data.name]
  if (download.file !== source.file || !('bytes' in source)) return null
  return { label: source.label, bytes: download.bytes, total: source.bytes }
}

/** Appears only where a file takes its time. */
export function DownloadProgress() {
  const download = useDownload()
  if (!download) return null
  const { label, bytes, total } = download
  return (
    <span className={styles['download']}>
      <span>{downloadText(download)}</span>
      <progress aria-label={`Loading ${label}`} value={bytes} max={total} />
    </span>
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
