import { type KeyboardEvent, type ReactNode, type ToggleEvent, useId, useRef } from 'react'
import styles from './overlays.module.css'
import { usePlaced } from './popover'

export interface MenuItem {
  readonly label: string
  readonly icon?: ReactNode
  readonly shortcut?: string | undefined
  readonly disabled?: boolean
  readonly onSelect: () => void
}

interface MenuProps {
  readonly label: string
  readonly trigger: ReactNode
  readonly triggerClass?: string | undefined
  readonly align?: 'start' | 'end'
  readonly items: readonly MenuItem[]
}

/** A button with a menu of actions; arrows, Home and End move, Escape closes. */
export function Menu({ label, trigger, triggerClass, align = 'start', items }: MenuProps) {
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const open = usePlaced(panel, button, align)
  const choices = () => [
    ...(panel.current?.querySelectorAll<HTMLElement>('[role=menuitem]:not(:disabled)') ?? []),
  ]
  // What is not yet shown takes no focus.
  const toggled = (event: ToggleEvent) => {
    if (event.newState === 'open') choices()[0]?.focus()
  }

  const move = (event: KeyboardEvent) => {
    const list = choices()
    const at = list.findIndex((item) => item === document.activeElement)
    const to =
      event.key === 'ArrowDown'
        ? (at + 1) % list.length
        : event.key === 'ArrowUp'
          ? (at - 1 + list.length) % list.length
          : event.key === 'Home'
            ? 0
            : event.key === 'End'
              ? list.length - 1
              : -1
    if (event.key === 'Tab') panel.current?.hidePopover()
    if (to < 0) return
    event.preventDefault()
    event.stopPropagation()
    list[to]?.focus()
  }

  return (
    <>
      <button
        ref={button}
        type="button"
        className={triggerClass}
        popoverTarget={id}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
      >
        {trigger}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        className={`${styles['popover']} ${styles['menu']}`}
        onKeyDown={move}
        onToggle={toggled}
      >
        {open &&
          items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              className={styles['item']}
              disabled={item.disabled}
              onClick={() => {
                panel.current?.hidePopover()
                item.onSelect()
              }}
            >
              {item.icon}
              {item.label}
              {item.shortcut && <span className={styles['shortcut']}>{item.shortcut}</span>}
            </button>
          ))}
      </div>
    </>
  )
}
