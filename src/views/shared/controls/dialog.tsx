import { X } from 'lucide-react'
import { type CSSProperties, type ReactNode, useId, useLayoutEffect, useRef } from 'react'
import { IconButton } from './button'
import styles from './overlays.module.css'

interface DialogProps {
  readonly title: string
  /** As a CSS length. */
  readonly width?: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A modal dialog, open as long as it is mounted; the browser keeps the focus inside. */
export function Dialog({ title, width, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  // Its clean-up closes the dialog while it is in the page, so that the browser gives the focus back.
  useLayoutEffect(() => {
    const element = dialog.current
    if (element && !element.open) {
      element.showModal()
      // Not its first button, which would be to close it.
      element.focus()
    }
    return () => element?.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      tabIndex={-1}
      className={styles['dialog']}
      aria-labelledby={titleId}
      style={width ? ({ '--dialog-width': width } as CSSProperties) : undefined}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        // Only the backdrop is the dialog itself; everything else lies in its children.
        if (event.target === event.currentTarget) onClose()
      }}
    >
      <div className={styles['dialogHead']}>
        <h2 id={titleId}>{title}</h2>
        <IconButton label="Close" shortcut="Escape" onClick={onClose}>
          <X aria-hidden />
        </IconButton>
      </div>
      <div className={styles['dialogBody']}>{children}</div>
    </dialog>
  )
}
