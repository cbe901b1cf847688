import {
  CircleQuestionMark,
  Columns2,
  Ellipsis,
  LayoutGrid,
  Monitor,
  Moon,
  Presentation,
  Redo2,
  Share2,
  Sun,
  SunMoon,
  Undo2,
} from 'lucide-react'
import { useStore } from 'zustand'
import { Button, IconButton } from '../views/shared/controls/button'
import { Menu, type MenuItem } from '../views/shared/controls/menu'
import { BackendPill } from '../views/transport/backend-pill'
import { Scalars } from '../views/transport/scalars'
import { Speed } from '../views/transport/speed'
import { Transport } from '../views/transport/transport'
import { commandById, shortcutOf } from './commands'
import { Logo } from './logo'
import { type Page, usePage } from './page'
import { chooseTheme } from './theme'
import { TitleField } from './title-field'
import styles from './top-bar.module.css'

export function TopBar() {
  return (
    <header className={styles['bar']}>
      <h1 className={styles['brand']} aria-label="Glassnet">
        <Logo />
        <span>Glassnet</span>
      </h1>
      <div className={styles['divider']} />
      <TitleField className={styles['title']} />
      <div className={styles['run']}>
        <Transport />
        <div className={styles['speed']}>
          <Speed />
        </div>
        <div className={styles['scalars']}>
          <Scalars />
        </div>
      </div>
      <Tools />
    </header>
  )
}

function Tools() {
  const page = usePage()
  const run = (id: string) => () => commandById(id).run(page)
  const { canUndo, canRedo } = useUndoable(page)
  return (
    <div className={styles['tools']}>
      <div className={`${styles['pair']} ${styles['medium']}`}>
        <IconButton
          label="Undo"
          shortcut={shortcutOf('undo')}
          disabled={!canUndo}
          onClick={run('undo')}
        >
          <Undo2 aria-hidden />
        </IconButton>
        <IconButton
          label="Redo"
          shortcut={shortcutOf('redo')}
          disabled={!canRedo}
          onClick={run('redo')}
        >
          <Redo2 aria-hidden />
        </IconButton>
      </div>
      <BackendPill />
      <Button className={styles['medium']} onClick={run('experiments')}>
        Experiments
      </Button>
      <IconButton
        label="Compare: train another network beside this one"
        shortcut={shortcutOf('compare')}
        className={styles['medium']}
        onClick={run('compare')}
      >
        <Columns2 aria-hidden />
      </IconButton>
      <Button look="primary" onClick={run('share')}>
        Share
      </Button>
      <div className={`${styles['pair']} ${styles['wide']}`}>
        <IconButton label="Light or dark theme" shortcut="T" onClick={run('theme')}>
          <SunMoon aria-hidden />
        </IconButton>
        <IconButton label="Keyboard shortcuts" shortcut="?" onClick={run('help')}>
          <CircleQuestionMark aria-hidden />
        </IconButton>
      </div>
      <Menu
        label="More"
        align="end"
        trigger={<Ellipsis aria-hidden />}
        triggerClass={styles['more']}
        items={menuItems(run, canUndo, canRedo)}
      />
    </div>
  )
}

function useUndoable({ workbench }: Page) {
  const { store } = workbench.experiment
  return {
    canUndo: useStore(store, ({ past }) => past.length > 0),
    canRedo: useStore(store, ({ future }) => future.length > 0),
  }
}

function menuItems(
  run: (id: string) => () => void,
  canUndo: boolean,
  canRedo: boolean,
): readonly MenuItem[] {
  const item = (id: string, label: string, icon: MenuItem['icon'], disabled = false): MenuItem => ({
    label,
    icon,
    disabled,
    shortcut: shortcutOf(id),
    onSelect: run(id),
  })
  return [
    item('experiments', 'Experiments…', <LayoutGrid aria-hidden />),
    item('compare', 'Compare…', <Columns2 aria-hidden />),
    item('share', 'Share and save…', <Share2 aria-hidden />),
    item('undo', 'Undo', <Undo2 aria-hidden />, !canUndo),
    item('redo', 'Redo', <Redo2 aria-hidden />, !canRedo),
    item('presentation', 'Presentation', <Presentation aria-hidden />),
    { label: 'Light theme', icon: <Sun aria-hidden />, onSelect: () => chooseTheme('light') },
    { label: 'Dark theme', icon: <Moon aria-hidden />, onSelect: () => chooseTheme('dark') },
    {
      label: 'Theme of the system',
      icon: <Monitor aria-hidden />,
      onSelect: () => chooseTheme('system'),
    },
    item('help', 'Keyboard shortcuts', <CircleQuestionMark aria-hidden />),
  ]
}
