import { CircleAlert, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../views/shared/controls/button'
import { useRun, useWorkbench } from '../views/shared/workbench'
import styles from './message-bars.module.css'
import { usePage, usePageState } from './page'

/** Most problems of one document that are listed. */
const LISTED = 6

/** What is wrong with a link or file that was to be opened. */
export function MessageBar() {
  const { store } = usePage()
  const message = usePageState((state) => state.message)
  if (!message) return null
  const { title, problems, advice } = message
  return (
    <Bar onDismiss={() => store.setState({ message: null })}>
      <strong>{title}</strong>
      <ul>
        {problems.slice(0, LISTED).map(({ path, message: text }) => (
          <li key={path + text}>
            {path ? <code>{path}</code> : null} {path ? text : capitalized(text)}
          </li>
        ))}
        {problems.length > LISTED && <li>and {problems.length - LISTED} more</li>}
      </ul>
      <span>{advice}</span>
    </Bar>
  )
}

/** A failure of the run. */
export function ErrorBar() {
  const { run } = useWorkbench()
  const error = useRun((state) => state.error)
  if (!error) return null
  return (
    <Bar onDismiss={() => run.setState({ error: null })}>
      <strong>That did not work.</strong>
      <span>{error}</span>
    </Bar>
  )
}

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function Bar({ onDismiss, children }: { onDismiss: () => void; children: ReactNode }) {
  return (
    <div role="alert" className={styles['bar']}>
      <CircleAlert aria-hidden />
      <div className={styles['text']}>{children}</div>
      <IconButton label="Dismiss" onClick={onDismiss}>
        <X aria-hidden />
      </IconButton>
    </div>
  )
}
