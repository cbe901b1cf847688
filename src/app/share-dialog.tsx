import { Download, FolderOpen } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { compact } from '../model/compact'
import type { Experiment } from '../model/experiment'
import { Button } from '../views/shared/controls/button'
import { Dialog } from '../views/shared/controls/dialog'
import { Toggle } from '../views/shared/controls/toggle'
import { formatCount } from '../views/shared/number'
import { useExperiment, useWorkbench } from '../views/shared/workbench'
import { CopyField } from './copy-field'
import { fileName, openFile } from './open-file'
import { type Page, usePage } from './page'
import { QrCode } from './qr-code'
import styles from './share-dialog.module.css'

/** The experiment as a link, a code for cameras, a frame for other pages, a file. */
export function ShareDialog({ onClose }: { onClose: () => void }) {
  const page = usePage()
  const current = useExperiment((e) => e)
  const picker = useRef<HTMLInputElement>(null)
  const step = usePresentStep()
  const [opensAtStep, setOpensAtStep] = useState(current.view.step > 0)
  const experiment = useMemo(
    () => ({ ...current, view: { ...current.view, step: opensAtStep ? step : 0 } }),
    [current, opensAtStep, step],
  )
  const link = useLink(page, experiment)
  return (
    <Dialog title="Share this experiment" width="42rem" onClose={onClose}>
      <div className={styles['columns']}>
        <QrCode text={link} />
        <div className={styles['fields']}>
          <CopyField label="Link" text={link} />
          <p className={styles['note']}>
            The link holds the whole experiment and its seeds: whoever opens it gets the same run,
            number for number. Nothing is stored on a server.
          </p>
          {step > 0 && (
            <Toggle checked={opensAtStep} onChange={setOpensAtStep}>
              Open at step {formatCount(step)}: trained up to there, then paused
            </Toggle>
          )}
          <CopyField label="Embed in a page" rows={3} text={embedSnippet(link, experiment.title)} />
          <div className={styles['field']}>
            <span>As a file</span>
            <div className={styles['files']}>
              <Button onClick={() => download(experiment)}>
                <Download aria-hidden />
                Save as JSON
              </Button>
              <Button onClick={() => picker.current?.click()}>
                <FolderOpen aria-hidden />
                Open a file…
              </Button>
              <input
                ref={picker}
                type="file"
                accept=".json,application/json"
                hidden
                onChange={({ currentTarget }) => {
                  const file = currentTarget.files?.[0]
                  if (!file) return
                  onClose()
                  void openFile(page, file)
                }}
              />
            </div>
          </div>
        </div>
      </div>
    </Dialog>
  )
}

/** The step shown when the dialog was opened; training may go on behind it. */
function usePresentStep(): number {
  const { run } = useWorkbench()
  return useState(() => run.getState().run?.step ?? 0)[0]
}

/** Follows the document; empty for the moment until the codec is there. */
function useLink(page: Page, experiment: Experiment): string {
  const [link, setLink] = useState('')
  useEffect(() => {
    let current = true
    void page.link(experiment).then((written) => current && setLink(written))
    return () => {
      current = false
    }
  }, [page, experiment])
  return link
}

function embedSnippet(link: string, title: string): string {
  const name = title.replace(/&/g, '&amp;').replace(/"/g, '&quot;') || 'Experiment'
  return `<iframe src="${link}" title="${name} – Glassnet" width="100%" height="720" style="border: 0"></iframe>`
}

function download(experiment: Experiment): void {
  const json = `${JSON.stringify(compact(experiment), null, 2)}\n`
  const url = URL.createObjectURL(new Blob([json], { type: 'application/json' }))
  const anchor = document.createElement('a')
  anchor.href = url
  anchor.download = fileName(experiment.title)
  anchor.click()
  // Some browsers start the download only after this turn of the event loop.
  setTimeout(() => URL.revokeObjectURL(url), 1000)
}
