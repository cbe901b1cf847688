import { Info } from 'lucide-react'
import { Dialog } from '../views/shared/controls/dialog'
import { type Command, commands, isApple, keyText } from './commands'
import styles from './help-dialog.module.css'

const groups: readonly Command['group'][] = ['Training', 'Experiment', 'Page']

/** The sheet of shortcuts, drawn from the table that binds them. */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const apple = isApple()
  return (
    <Dialog title="Keyboard shortcuts" width="46rem" onClose={onClose}>
      <div className={styles['groups']}>
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {commands
                .filter((command) => command.group === group)
                .map(({ id, label, keys }) => (
                  <div key={id}>
                    <dt>{label}</dt>
                    <dd>
                      {keyText(keys[0], apple)
                        .split(' ')
                        .map((part) => (
                          <kbd key={part}>{part}</kbd>
                        ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={styles['note']}>
        Keys do nothing while you type in a field. Every control explains itself: press the{' '}
        <Info role="img" aria-label="i" /> beside it. Choose a unit or an edge of the network to see
        how its number came about.
      </p>
    </Dialog>
  )
}
