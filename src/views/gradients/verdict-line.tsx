import { useEffect, useState } from 'react'
import { VerdictActions } from '../shared/verdict-actions'
import styles from './gradients.module.css'
import { MEDIAN_OF, type Verdict } from './verdict'

interface VerdictLineProps {
  readonly verdict: Verdict | undefined
  /** Of the selected layer. */
  readonly selected: Verdict | null | undefined
  readonly onJump: (layer: string) => void
}

/** What ails the network, in a sentence that leads to the layer, and what may be done about it. */
export function VerdictLine({ verdict, selected, onJump }: VerdictLineProps) {
  const own = selected && selected.layer !== verdict?.layer ? selected : null
  return (
    <div className={styles['verdicts']}>
      <div className={styles['sentence']}>
        {verdict && <Sentence verdict={verdict} onJump={onJump} />}
        {verdict && <VerdictActions kind={verdict.kind} layer={verdict.layer} />}
      </div>
      {own && (
        <div className={styles['sentence']} data-own="">
          <Sentence verdict={own} onJump={onJump} />
        </div>
      )}
      <p className={styles['median']}>
        {verdict ? `Median of the last ${MEDIAN_OF} steps looked at.` : ''}
      </p>
      <Announcement verdict={verdict} />
    </div>
  )
}

function Sentence({ verdict, onJump }: { verdict: Verdict; onJump: (layer: string) => void }) {
  const { kind, layer, text } = verdict
  const end = text.indexOf(':')
  const words = (
    <>
      <strong>{end < 0 ? text : text.slice(0, end)}</strong>
      {end < 0 ? '' : text.slice(end)}
    </>
  )
  return layer === null ? (
    <p className={styles['words']} data-kind={kind}>
      {words}
    </p>
  ) : (
    <button
      type="button"
      className={styles['words']}
      data-kind={kind}
      onClick={() => onJump(layer)}
    >
      {words}
    </button>
  )
}

/** Told at most this often, and only when kind or layer changes: numbers change all the time. */
const TELL_EVERY_MS = 3000

function Announcement({ verdict }: { readonly verdict: Verdict | undefined }) {
  const [told, setTold] = useState<Verdict>()
  const [quiet, setQuiet] = useState(false)
  const isNew = verdict && (told?.kind !== verdict.kind || told.layer !== verdict.layer)
  const due = isNew && !quiet ? verdict : undefined
  useEffect(() => {
    if (!due) return
    setTold(due)
    setQuiet(true)
  }, [due])
  useEffect(() => {
    if (!quiet) return undefined
    const timer = setTimeout(() => setQuiet(false), TELL_EVERY_MS)
    return () => clearTimeout(timer)
  }, [quiet])
  return (
    <p role="status" className="visually-hidden">
      {told?.text}
    </p>
  )
}
