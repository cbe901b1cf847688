import { type KeyboardEvent, useId, useLayoutEffect, useRef, useState } from 'react'
import styles from './controls.module.css'
import { fieldText, parseNumber } from './parse-number'

export interface NumberFieldProps {
  readonly label: string
  readonly value: number
  readonly min: number
  readonly max: number
  readonly integer?: boolean | undefined
  /** What an arrow key makes of the value; without it arrows add or take one percent of the range. */
  readonly next?: ((value: number, direction: 1 | -1) => number) | undefined
  readonly suffix?: string | undefined
  /** Width in characters. */
  readonly width?: number | undefined
  readonly onChange: (value: number) => void
}

/** An exact value: taken on Enter, an arrow key or when leaving; Escape brings the old one back. */
export function NumberField(props: NumberFieldProps) {
  const { label, value, min, max, integer, suffix, width = 8, onChange } = props
  const [draft, setDraft] = useState<string | null>(null)
  const input = useRef<HTMLInputElement>(null)
  const messageId = useId()
  const message = draft === null ? null : problem(draft, props)

  // A value that changes under the focus, as it does while training, must not undo its selection:
  // what is typed replaces the number, and does not end up behind it.
  useLayoutEffect(() => {
    if (draft === null && input.current === document.activeElement) input.current?.select()
  }, [value, draft])

  const take = (text: string | null) => {
    const typed = text === null ? null : parseNumber(text)
    if (typed !== null && problem(text ?? '', props) === null && typed !== value) onChange(typed)
    setDraft(null)
  }
  const step = (direction: 1 | -1) => {
    const next = props.next ?? ((from) => from + direction * (integer ? 1 : (max - min) / 100))
    const moved = Math.min(max, Math.max(min, next(value, direction)))
    setDraft(null)
    if (moved !== value) onChange(Number(moved.toPrecision(12)))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter') take(draft)
    else if (event.key === 'Escape' && draft !== null) setDraft(null)
    else if (event.key === 'ArrowUp') step(1)
    else if (event.key === 'ArrowDown') step(-1)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <span className={styles['field']}>
      <input
        ref={input}
        className={styles['number']}
        style={{ width: `${width}ch` }}
        type="text"
        inputMode={integer ? 'numeric' : 'decimal'}
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        aria-invalid={message !== null}
        aria-describedby={message === null ? undefined : messageId}
        title={message ?? undefined}
        value={draft ?? fieldText(value)}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
        onBlur={() => take(draft)}
        onKeyDown={onKeyDown}
      />
      {suffix && <span className={styles['suffix']}>{suffix}</span>}
      {message !== null && (
        <span id={messageId} role="status" className="visually-hidden">
          {message}
        </span>
      )}
    </span>
  )
}

function problem(text: string, { min, max, integer }: NumberFieldProps): string | null {
  const value = parseNumber(text)
  const fits =
    value !== null && value >= min && value <= max && (!integer || Number.isInteger(value))
  if (fits) return null
  return `${integer ? 'A whole number' : 'A number'} from ${fieldText(min)} to ${fieldText(max)}.`
}
