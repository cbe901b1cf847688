import { Info as InfoIcon } from 'lucide-react'
import styles from './controls.module.css'
import { Popover } from './popover'

export interface InfoText {
  readonly title: string
  readonly help: string
  readonly equation?: string | undefined
}

/** What a control means: opened by click, tap, Enter or Space; closed by Escape or a press outside. */
export function Info({ title, help, equation }: InfoText) {
  return (
    <Popover
      label={`About: ${title}`}
      triggerClass={styles['info']}
      trigger={<InfoIcon aria-hidden />}
      content={() => (
        <>
          <strong className={styles['infoTitle']}>{title}</strong>
          <span>{help}</span>
          {equation && (
            <span className={styles['equation']}>
              {equation.split(/;\s+/).map((line) => (
                <span key={line}>{line}</span>
              ))}
            </span>
          )}
        </>
      )}
    />
  )
}
