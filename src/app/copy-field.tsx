import { Check, Copy } from 'lucide-react'
import { useEffect, useId, useState } from 'react'
import { Button } from '../views/shared/controls/button'
import styles from './share-dialog.module.css'

interface CopyFieldProps {
  readonly label: string
  readonly text: string
  readonly rows?: number
}

const DONE_MS = 2000

/** Text to take along: selected at a touch, copied by a button. */
export function CopyField({ label, text, rows = 1 }: CopyFieldProps) {
  const id = useId()
  const [state, setState] = useState<'ready' | 'copied' | 'failed'>('ready')
  useEffect(() => {
    if (state === 'ready') return
    const timer = setTimeout(() => setState('ready'), DONE_MS)
    return () => clearTimeout(timer)
  }, [state])
  const copy = () => {
    // Missing on pages that are served without encryption.
    const written =
      navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'))
    written.then(
      () => setState('copied'),
      () => setState('failed'),
    )
  }
  const field = {
    id,
    readOnly: true,
    value: text,
    onFocus: (event: { currentTarget: HTMLInputElement | HTMLTextAreaElement }) =>
      event.currentTarget.select(),
  }
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      <div className={styles['copy']}>
        {rows > 1 ? <textarea rows={rows} {...field} /> : <input type="text" {...field} />}
        <Button onClick={copy}>
          {state === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
          {state === 'copied' ? 'Copied' : state === 'failed' ? 'Press Ctrl C' : 'Copy'}
        </Button>
      </div>
      <span role="status" className="visually-hidden">
        {state === 'copied' && `${label}: copied`}
      </span>
    </div>
  )
}
