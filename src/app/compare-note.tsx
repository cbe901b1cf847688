import { letterOf, useNetworks } from '../views/shared/variants'
import styles from './compare-note.module.css'

/** Above the panels of the document, while several networks train. */
export function CompareNote() {
  const networks = useNetworks()
  const letters = `A to ${letterOf(networks.length - 1)}`
  return (
    <p className={styles['note']}>
      Data and training are those of all networks, {letters}, but for what makes one differ.
    </p>
  )
}
