import { type KeyboardEvent, useRef } from 'react'
import styles from './controls.module.css'

interface TabsProps<T extends string> {
  readonly label: string
  readonly tabs: readonly { readonly value: T; readonly label: string }[]
  /** None of them while the panel is closed. */
  readonly selected: T | undefined
  /** The id of the panel that they fill. */
  readonly panelId: string
  readonly onSelect: (value: T) => void
}

export const tabId = (panelId: string, value: string) => `${panelId}-${value}`

/** Tabs by the book: one tab stop, arrows move, Enter, Space or a click opens. */
export function Tabs<T extends string>({ label, tabs, selected, panelId, onSelect }: TabsProps<T>) {
  const list = useRef<HTMLDivElement>(null)
  const stop = selected ?? tabs[0]?.value
  const move = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('[role=tab]') ?? [])]
    const at = buttons.findIndex((button) => button === document.activeElement)
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: (at + 1) % buttons.length,
      ArrowLeft: (at - 1 + buttons.length) % buttons.length,
      Home: 0,
      End: buttons.length - 1,
    }
    const to = steps[event.key]
    if (to === undefined) return
    event.preventDefault()
    event.stopPropagation()
    buttons[to]?.focus()
  }
  return (
    <div ref={list} role="tablist" aria-label={label} className={styles['tabs']} onKeyDown={move}>
      {tabs.map(({ value, label: name }) => (
        <button
          key={value}
          id={tabId(panelId, value)}
          type="button"
          role="tab"
          className={styles['tab']}
          aria-selected={value === selected}
          aria-controls={value === selected ? panelId : undefined}
          tabIndex={value === stop ? 0 : -1}
          onClick={() => onSelect(value)}
        >
          {name}
        </button>
      ))}
    </div>
  )
}
