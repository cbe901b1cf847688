import { X } from 'lucide-react'
import { useEffect } from 'react'
import { Button, IconButton } from '../views/shared/controls/button'
import { useRun, useWorkbench } from '../views/shared/workbench'
import styles from './notices.module.css'
import { usePage, usePageState } from './page'

/** Long enough to read a sentence twice. */
const SHOWN_MS = 8000

/** Passing remarks, such as why training started again; read out when it suits. */
export function Notices() {
  const { run } = useWorkbench()
  const notice = useRun((state) => state.notice)
  const stopped = useRun((state) => state.run?.stopped)
  useEffect(() => {
    if (stopped) run.setState({ notice: stopped })
  }, [stopped, run])
  useEffect(() => {
    if (!notice) return
    const timer = setTimeout(() => run.setState({ notice: null }), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [notice, run])
  return (
    <div className={styles['area']} role="status" aria-live="polite">
      <NewVersion />
      <Pretraining />
      {notice && (
        <div className={styles['notice']}>
          <span>{notice}</span>
          <IconButton label="Dismiss" onClick={() => run.setState({ notice: null })}>
            <X aria-hidden />
          </IconButton>
        </div>
      )}
    </div>
  )
}

/** Stays until it is dismissed: when to load again is the visitor's choice. */
function NewVersion() {
  const { store } = usePage()
  if (!usePageState((state) => state.newVersion)) return null
  return (
    <div className={styles['notice']}>
      <span>A new version is ready. Your experiment is kept.</span>
      <Button look="quiet" onClick={() => location.reload()}>
        Reload
      </Button>
      <IconButton label="Dismiss" onClick={() => store.setState({ newVersion: false })}>
        <X aria-hidden />
      </IconButton>
    </div>
  )
}

/** While layers are trained before the first step; until then the page shows what was there before. */
function Pretraining() {
  const progress = useRun((state) => state.pretraining)
  if (!progress) return null
  const { layer, layers, done } = progress
  return (
    <div className={styles['notice']}>
      <span>
        Pre-training layer {layer} of {layers}
      </span>
      <progress aria-label="Pre-training" value={done} />
    </div>
  )
}
