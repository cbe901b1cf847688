import { addBookmark } from '../store/bookmarks'
import { randomSeed } from '../views/shared/random-seed'
import type { Page } from './page'
import { toggleTheme } from './theme'

export interface Command {
  readonly id: string
  readonly group: 'Training' | 'Experiment' | 'Page'
  readonly label: string
  /** In tinykeys' notation; the first is the one that is shown. */
  readonly keys: readonly string[]
  /** Whether holding the key down repeats it. */
  readonly repeats?: true
  run(page: Page): void
}

/** The one table behind the key bindings and the sheet of shortcuts. */
export const commands: readonly Command[] = [
  {
    id: 'play',
    group: 'Training',
    label: 'Play or pause; on to the next phase while one is shown',
    keys: ['Space'],
    run: ({ workbench }) =>
      void (workbench.phase.getState().at === null ? workbench.toggle() : workbench.advance()),
  },
  {
    id: 'step',
    group: 'Training',
    label: 'On: a step, an epoch or one phase, as chosen beside the step button',
    keys: ['ArrowRight'],
    repeats: true,
    run: ({ workbench }) => void workbench.advance(),
  },
  {
    id: 'back',
    group: 'Training',
    label: 'Back by as much',
    keys: ['ArrowLeft'],
    repeats: true,
    run: ({ workbench }) => void workbench.back(),
  },
  {
    id: 'epoch',
    group: 'Training',
    label: 'One epoch: once through the training set',
    keys: ['Shift+ArrowRight'],
    repeats: true,
    run: ({ workbench }) => void workbench.step(1, 'epoch'),
  },
  {
    id: 'reset',
    group: 'Training',
    label: 'Reset to the same initial weights',
    keys: ['r'],
    run: ({ workbench }) => void workbench.reset(),
  },
  {
    id: 'bookmark',
    group: 'Training',
    label: 'Bookmark this step on the time line',
    keys: ['b'],
    run: ({ workbench }) => addBookmark(workbench),
  },
  {
    id: 'newWeights',
    group: 'Training',
    label: 'New initial weights',
    keys: ['n'],
    run: ({ workbench }) => workbench.setSeed('weights', randomSeed()),
  },
  {
    id: 'newData',
    group: 'Training',
    label: 'New examples of the same data set',
    keys: ['Shift+n'],
    run: ({ workbench }) => workbench.setSeed('data', randomSeed()),
  },
  {
    id: 'undo',
    group: 'Experiment',
    label: 'Undo',
    keys: ['$mod+z'],
    repeats: true,
    run: ({ workbench }) => workbench.experiment.undo(),
  },
  {
    id: 'redo',
    group: 'Experiment',
    label: 'Redo',
    keys: ['$mod+Shift+z', '$mod+y'],
    repeats: true,
    run: ({ workbench }) => workbench.experiment.redo(),
  },
  {
    id: 'experiments',
    group: 'Experiment',
    label: 'Choose from ready-made experiments',
    keys: ['e'],
    run: ({ store }) => store.setState({ dialog: 'experiments' }),
  },
  {
    id: 'compare',
    group: 'Experiment',
    label: 'Train another network beside this one',
    keys: ['c'],
    run: ({ store }) => store.setState({ dialog: 'compare' }),
  },
  {
    id: 'share',
    group: 'Experiment',
    label: 'Share or save this experiment',
    keys: ['s'],
    run: ({ store }) => store.setState({ dialog: 'share' }),
  },
  {
    id: 'discretize',
    group: 'Page',
    label: 'Discretize the decision boundary',
    keys: ['d'],
    run({ workbench: { experiment } }) {
      experiment.show({ discretize: !experiment.get().view.discretize })
    },
  },
  {
    id: 'theme',
    group: 'Page',
    label: 'Light or dark theme',
    keys: ['t'],
    run: () => toggleTheme(),
  },
  {
    id: 'presentation',
    group: 'Page',
    label: 'Presentation: larger, without side panels',
    keys: ['p'],
    run: ({ store }) => store.setState(({ presentation }) => ({ presentation: !presentation })),
  },
  {
    id: 'help',
    group: 'Page',
    label: 'This list of shortcuts',
    keys: ['Shift+?', '?'],
    run: ({ store }) => store.setState({ dialog: 'help' }),
  },
  {
    id: 'escape',
    group: 'Page',
    label: 'Close what is open, leave the phases, then the presentation',
    keys: ['Escape'],
    run: ({ store, workbench }) => {
      if (workbench.phase.getState().at !== null) {
        workbench.leavePhases()
        return
      }
      store.setState({ presentation: false })
      workbench.selection.setState({ unit: null, edge: null })
    },
  },
]

const NAMES: Readonly<Record<string, string>> = {
  Space: 'Space',
  ArrowRight: '→',
  ArrowLeft: '←',
  Escape: 'Esc',
  Shift: '⇧',
}

/** A key of the table as people write it: `$mod+Shift+z` is Ctrl ⇧ Z, or ⌘ ⇧ Z on Apple's machines. */
export function keyText(key: string, apple: boolean): string {
  return key
    .replace('Shift+?', '?')
    .split('+')
    .map((part) => (part === '$mod' ? (apple ? '⌘' : 'Ctrl') : (NAMES[part] ?? part.toUpperCase())))
    .join(' ')
}

export const isApple = (): boolean => /mac|iphone|ipad/i.test(navigator.userAgent)

export function commandById(id: string): Command {
  const found = commands.find((command) => command.id === id)
  if (!found) throw new Error(`There is no command ${id}.`)
  return found
}

/** The first key of a command, for menus and tooltips. */
export const shortcutOf = (id: string): string => keyText(commandById(id).keys[0], isApple())
