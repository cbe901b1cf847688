import { useEffect, useState } from 'react'
import { formatCount } from '../shared/number'
import { VerdictActions } from '../shared/verdict-actions'
import styles from './gradients.module.css'
import type { Look } from './layer-watch'
import type { Verdict } from './verdict'

interface VerdictLineProps {
  readonly look: Look | undefined
  /** Of the selected layer, −1 while none is. */
  readonly row: number
  readonly onJump: (layer: string) => void
}

/** What ails the network, in a sentence that leads to the layer, and what may be done about it. */
export function VerdictLine({ look, row, onJump }: VerdictLineProps) {
  const verdict = look?.verdicts?.network
  const own = look?.verdicts?.layers[row]
  return (
    <div className={styles['verdicts']}>
      <div className={styles['sentence']}>
        {verdict && <Sentence verdict={verdict} onJump={onJump} />}
        {verdict && <VerdictActions kind={verdict.kind} layer={verdict.layer} />}
      </div>
      {own && own.layer !== verdict?.layer && (
        <div className={styles['sentence']} data-own="">
          <Sentence verdict={own} onJump={onJump} />
        </div>
      )}
      <p className={styles['origin']}>{look && originText(look)}</p>
      <Announcement verdict={verdict} />
    </div>
  )
}

/** Of which step and examples the numbers are, and of how many steps the verdict is. */
function originText({ observation, examples, verdicts }: Look): string {
  const judged = verdicts?.observations ?? 0
  const median =
    judged > 1 ? ` Verdicts go by the median of the last ${judged} steps looked at.` : ''
  return `Step ${formatCount(observation.step)}, next batch of ${formatCount(examples)} examples.${median}`
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
