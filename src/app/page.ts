import { createContext, use } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { Experiment } from '../model/experiment'
import type { Workbench } from '../store/workbench'

export type DialogName = 'share' | 'help' | 'experiments' | 'compare'

/** Something that went wrong with a document, told until it is dismissed. */
export interface Message {
  readonly title: string
  readonly problems: readonly { readonly path: string; readonly message: string }[]
  readonly advice: string
}

interface PageState {
  readonly dialog: DialogName | null
  readonly presentation: boolean
  readonly message: Message | null
  /** Whether the next load shows another build of the page. */
  readonly newVersion: boolean
}

/** What belongs to the page and not to the document. */
export function createPageStore(message: Message | null = null) {
  return createStore<PageState>(() => ({
    dialog: null,
    presentation: false,
    message,
    newVersion: false,
  }))
}

export interface Page {
  readonly workbench: Workbench
  readonly store: ReturnType<typeof createPageStore>
  /** Takes on another document; the browser's Back returns to the one before. */
  open(experiment: Experiment): Promise<void>
  /** The absolute address of the experiment as it stands, or of another one. */
  link(experiment?: Experiment): Promise<string>
}

export const PageContext = createContext<Page | null>(null)

export function usePage(): Page {
  const page = use(PageContext)
  if (!page) throw new Error('A part of the shell stands outside of PageContext.')
  return page
}

/** Whether several networks train side by side. */
export function useCompared(): boolean {
  return useStore(usePage().workbench.variants, ({ length }) => length > 0)
}

export function usePageState<T>(select: (state: PageState) => T): T {
  return useStore(usePage().store, select)
}
