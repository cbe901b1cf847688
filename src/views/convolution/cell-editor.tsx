import { type CSSProperties, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { fieldText, parseNumber } from '../shared/controls/parse-number'
import styles from './cells.module.css'
import { type Grid, type Place, valueAt } from './grid'
import { placeText } from './number-text'

/** Beyond this no cell has room for the digits. */
const LARGEST = 99

interface Draft {
  readonly place: Place
  /** What was typed to begin with; none to begin with the number as it is. */
  readonly typed?: string
}

interface CellEditorProps {
  readonly what: string
  readonly grid: Grid
  readonly side: number
  readonly draft: Draft
  /** null leaves the cell as it is. */
  readonly onDone: (value: number | null, byKey: boolean) => void
}

/** A field over one cell: Enter or leaving takes the number, Escape does not. */
export function CellEditor({ what, grid, side, draft, onDone }: CellEditorProps) {
  const { place, typed } = draft
  const [text, setText] = useState(typed ?? fieldText(valueAt(grid, place)))
  const field = useRef<HTMLInputElement>(null)
  // Taking the field away blurs it, which must not be taken for leaving it.
  const done = useRef(false)
  useEffect(() => {
    field.current?.focus()
    if (typed === undefined) field.current?.select()
  }, [typed])
  const value = parseNumber(text)
  const isValid = value !== null && Math.abs(value) <= LARGEST
  const finish = (taken: number | null, byKey: boolean) => {
    if (done.current) return
    done.current = true
    onDone(taken, byKey)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    if (event.key === 'Enter' && isValid) finish(value, true)
    else if (event.key === 'Escape') finish(null, true)
    else return
    event.preventDefault()
  }
  return (
    <input
      ref={field}
      className={styles['editor']}
      style={
        { '--row': place.row, '--column': place.column, '--side': `${side}px` } as CSSProperties
      }
      type="text"
      autoComplete="off"
      spellCheck={false}
      aria-label={`${what}, ${placeText(place)}: a number from −${LARGEST} to ${LARGEST}`}
      aria-invalid={!isValid}
      value={text}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onKeyDown={onKeyDown}
      onBlur={() => finish(isValid ? value : null, false)}
    />
  )
}

/** The draft with which a key begins to edit a cell; null for keys that do not. */
export function draftOf({ key, ctrlKey, metaKey, altKey }: KeyboardEvent, place: Place) {
  if (ctrlKey || metaKey || altKey) return null
  if (key === 'Enter' || key === 'F2') return { place }
  return /^[-−.,\d]$/.test(key) ? { place, typed: key } : null
}

export type { Draft }
