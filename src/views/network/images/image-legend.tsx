import { parameterText } from '../layer-words'
import styles from '../network.module.css'
import type { Between, Look } from './looks'

/** What the colours and lines stand for; their numbers stand below each column. */
export function ImageLegend({
  betweens,
  looks,
  parameters,
  narrow,
}: {
  readonly betweens: readonly Between[]
  readonly looks: readonly Look[]
  /** Of the whole network. */
  readonly parameters: number
  readonly narrow: boolean
}) {
  const lines = [
    betweens.includes('weights') && 'weights',
    betweens.includes('filters') && 'size of filters',
  ].filter(Boolean)
  const hasWeights = looks.some(({ kind }) => kind === 'weights')
  return (
    <footer className={styles['legend']}>
      <div className={styles['key']}>
        <span className={styles['what']}>{hasWeights ? 'Values and weights' : 'Values'}</span>
        <span>−</span>
        <i className={styles['ramp']} />
        <span>+</span>
      </div>
      {!narrow && lines.length > 0 && (
        <div className={styles['key']}>
          <span className={styles['what']}>Lines: {lines.join(', ')}</span>
          <span>−</span>
          <svg className={styles['wedge']} viewBox="0 0 72 8" aria-hidden="true">
            <path d="M36 4 0 1.2V6.8Z" fill="var(--negative)" />
            <path d="M36 4 72 1.2V6.8Z" fill="var(--positive)" />
          </svg>
          <span>+</span>
        </div>
      )}
      <div className={`${styles['key']} ${styles['total']}`}>{parameterText(parameters)}</div>
    </footer>
  )
}
