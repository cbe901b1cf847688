import { tinykeys } from 'tinykeys'
import { commands } from './commands'
import type { Page } from './page'

/** What a key press would hit, as far as the shortcuts care. */
export interface KeyTarget {
  /** Upper case, as the DOM has it. */
  readonly tag: string
  readonly type?: string | undefined
  readonly role?: string | undefined
  readonly editable?: boolean | undefined
}

const TYPED_INTO = new Set(['text', 'search', 'url', 'email', 'number', 'password', 'tel'])
const OWN_ARROWS = new Set([
  'tab',
  'menuitem',
  'separator',
  'slider',
  'radio',
  'option',
  'gridcell',
])

/** What only holds other things, and may have the focus so that it can be scrolled. */
const HOLDERS = new Set(['', 'tabpanel', 'group', 'region'])

/** Whether an element keeps a key for itself, so that no shortcut may take it. */
export function keepsKey(target: KeyTarget, key: string): boolean {
  const { tag, type = 'text', role = '', editable = false } = target
  if (editable || tag === 'TEXTAREA' || tag === 'SELECT') return true
  if (tag === 'INPUT' && TYPED_INTO.has(type)) return true
  // A slider or radio button has no use for letters, nor for Space once it is chosen; a box has.
  if (tag === 'INPUT') {
    return key.startsWith('Arrow') || (key === ' ' && type !== 'range' && type !== 'radio')
  }
  if (key.startsWith('Arrow')) return OWN_ARROWS.has(role)
  if (key !== ' ' && key !== 'Enter') return false
  return ['BUTTON', 'A', 'SUMMARY'].includes(tag) || !HOLDERS.has(role)
}

function describe(target: EventTarget | null): KeyTarget {
  if (!(target instanceof HTMLElement || target instanceof SVGElement)) return { tag: '' }
  return {
    tag: target.tagName.toUpperCase(),
    type: target instanceof HTMLInputElement ? target.type : undefined,
    role: target.getAttribute('role') ?? undefined,
    editable: target instanceof HTMLElement && target.isContentEditable,
  }
}

/** Binds the table of commands to the page; returns what unbinds it. */
export function bindKeys(page: Page): () => void {
  const bindings = commands.flatMap((command) =>
    command.keys.map((key) => {
      const onKey = (event: KeyboardEvent) => {
        if (event.defaultPrevented || keepsKey(describe(event.target), event.key)) return
        if (event.repeat && !command.repeats) return
        // An open dialog or popover has the keyboard to itself.
        if (document.querySelector('dialog[open], :popover-open')) return
        event.preventDefault()
        command.run(page)
      }
      return [key, onKey] as const
    }),
  )
  return tinykeys(window, Object.fromEntries(bindings))
}
