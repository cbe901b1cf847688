import { type ReactNode, type RefObject, useEffect, useId, useRef, useState } from 'react'
import styles from './overlays.module.css'
import { placeBeside } from './place'

interface PopoverProps {
  /** Names the trigger. */
  readonly label: string
  readonly trigger: ReactNode
  readonly triggerClass?: string | undefined
  readonly align?: 'start' | 'end'
  readonly panelClass?: string | undefined
  /** Called only while open. */
  readonly content: (close: () => void) => ReactNode
}

/** A button and the panel it opens, by the browser's own popover: Escape and a press outside close. */
export function Popover({
  label,
  trigger,
  triggerClass,
  align = 'start',
  panelClass = '',
  content,
}: PopoverProps) {
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const open = usePlaced(panel, button, align)
  return (
    <>
      <button
        ref={button}
        type="button"
        className={triggerClass}
        popoverTarget={id}
        aria-label={label}
        aria-expanded={open}
      >
        {trigger}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        role="dialog"
        aria-label={label}
        className={`${styles['popover']} ${panelClass}`}
      >
        {open && content(() => panel.current?.hidePopover())}
      </div>
    </>
  )
}

/** Keeps an open popover beside its button; tells whether it is open. */
export function usePlaced(
  panel: RefObject<HTMLElement | null>,
  button: RefObject<HTMLElement | null>,
  align: 'start' | 'end',
): boolean {
  const [open, setOpen] = useState(false)
  useEffect(() => {
    const element = panel.current
    if (!element) return
    // The content is there before the panel shows, and stays until the browser has given the focus back.
    const shows = (event: ToggleEvent) => {
      if (event.newState === 'open') setOpen(true)
    }
    const toggled = (event: ToggleEvent) => setOpen(event.newState === 'open')
    element.addEventListener('beforetoggle', shows)
    element.addEventListener('toggle', toggled)
    return () => {
      element.removeEventListener('beforetoggle', shows)
      element.removeEventListener('toggle', toggled)
    }
  }, [panel])
  useEffect(() => {
    const [element, anchor] = [panel.current, button.current]
    if (!open || !element || !anchor) return
    const place = () => {
      const page = { width: innerWidth, height: innerHeight }
      const size = { width: element.offsetWidth, height: element.offsetHeight }
      const { left, top } = placeBeside(anchor.getBoundingClientRect(), size, page, align)
      element.style.left = `${left}px`
      element.style.top = `${top}px`
    }
    const observer = new ResizeObserver(place)
    observer.observe(element)
    addEventListener('resize', place)
    addEventListener('scroll', place, { capture: true, passive: true })
    place()
    return () => {
      observer.disconnect()
      removeEventListener('resize', place)
      removeEventListener('scroll', place, { capture: true })
    }
  }, [open, panel, button, align])
  return open
}
