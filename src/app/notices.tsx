import { X } from 'lucide-react'
import { useEffect } from 'react'
import { IconButton } from '../views/shared/controls/button'
import { useRun, useWorkbench } from '../views/shared/workbench'
import styles from './notices.module.css'

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
