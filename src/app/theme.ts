import { createStore } from 'zustand/vanilla'

export type ThemeChoice = 'system' | 'light' | 'dark'
type Theme = 'light' | 'dark'

/** The inline script of index.html reads the same key before the first paint. */
const STORAGE_KEY = 'glassnet.theme'
const CHOICES: readonly ThemeChoice[] = ['system', 'light', 'dark']

const themeStore = createStore<{ readonly choice: ThemeChoice }>(() => ({
  choice: storedChoice(),
}))

function storedChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(STORAGE_KEY)
    return CHOICES.find((choice) => choice === stored) ?? 'system'
  } catch {
    // Storage may be switched off; the system's theme will do.
    return 'system'
  }
}

const prefersDark = () => matchMedia('(prefers-color-scheme: dark)')

function resolvedTheme(choice: ThemeChoice): Theme {
  if (choice !== 'system') return choice
  return prefersDark().matches ? 'dark' : 'light'
}

export function chooseTheme(choice: ThemeChoice): void {
  try {
    localStorage.setItem(STORAGE_KEY, choice)
  } catch {
    // The choice then lasts as long as the page.
  }
  themeStore.setState({ choice })
}

/** Light becomes dark and the other way round; a choice that equals the system's follows it again. */
export function toggleTheme(): void {
  const next: Theme = resolvedTheme(themeStore.getState().choice) === 'dark' ? 'light' : 'dark'
  chooseTheme(next === resolvedTheme('system') ? 'system' : next)
}

/** Keeps the document's theme as chosen, for as long as the page lives. */
export function followTheme(): void {
  const apply = () => {
    const theme = resolvedTheme(themeStore.getState().choice)
    document.documentElement.dataset['theme'] = theme
    const paper = getComputedStyle(document.documentElement).getPropertyValue('--paper')
    for (const meta of document.querySelectorAll('meta[name="theme-color"]')) {
      meta.setAttribute('content', paper.trim())
    }
  }
  apply()
  themeStore.subscribe(apply)
  prefersDark().addEventListener('change', apply)
}
