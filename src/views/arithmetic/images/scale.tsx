import { formatNumber } from '../../shared/number'
import { largestOf } from './picture'
import styles from './pictures.module.css'

interface ScaleProps {
  /** Pixels of `inputs` are shown as they are, all else on signed colours. */
  readonly layer?: string
  readonly values: ArrayLike<number> | undefined
}

/** What the colours of a map say, in numbers: one scale for all maps of a layer. */
export function Scale({ layer, values }: ScaleProps) {
  if (layer === 'inputs') {
    return (
      <p className={styles['scale']} data-ink="">
        <span>0</span>
        <i />
        <span>1</span>
      </p>
    )
  }
  const limit = values ? formatNumber(largestOf(values), 2) : '…'
  return (
    <p className={styles['scale']}>
      <span>−{limit}</span>
      <i />
      <span>{limit}</span>
    </p>
  )
}
