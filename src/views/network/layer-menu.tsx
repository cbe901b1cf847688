import { type KeyboardEvent, useEffect, useRef } from 'react'
import { useExperiment } from '../shared/workbench'
import { insertLayer, type LayerPath, layersBeside, mostLayers } from './edits'
import styles from './layer-menu.module.css'
import { type Choice, choices } from './new-layers'
import { RefusalNote } from './refusal-note'
import { useAttempt } from './use-attempt'

interface LayerMenuProps {
  /** Where the new layer comes to stand. */
  readonly path: LayerPath
  readonly close: () => void
}

/** The kinds of layers with what they do; those that cannot stand here with the reason. */
export function LayerMenu({ path, close }: LayerMenuProps) {
  const experiment = useExperiment((e) => e)
  const list = useRef<HTMLDivElement>(null)
  const { refused, attempt, dismiss } = useAttempt()
  useEffect(() => {
    list.current?.querySelector('button')?.focus()
  }, [])
  const most = mostLayers(path)
  if (layersBeside(experiment, path).length >= most) {
    const what = path.length === 1 ? 'A network' : 'A block'
    return <p className={styles['full']}>{`${what} has at most ${most} layers.`}</p>
  }
  if (refused) {
    const leave = () => {
      dismiss()
      close()
    }
    return <RefusalNote refusal={refused.refusal} onClose={leave} />
  }
  const all = choices(experiment, path)
  const possible = all.filter(({ obstacle }) => obstacle === null)
  const others = all.filter(({ obstacle }) => obstacle !== null)
  const item = ({ kind, label, help, layer, obstacle }: Choice) => (
    <button
      key={kind}
      type="button"
      className={styles['kind']}
      aria-disabled={obstacle !== null}
      onClick={() => {
        if (obstacle === null && attempt(insertLayer(path, layer), kind)) close()
      }}
    >
      <b>{label}</b>
      <span>{obstacle ?? help}</span>
    </button>
  )
  return (
    <div
      ref={list}
      role="group"
      aria-label="Kinds of layers"
      className={styles['kinds']}
      onKeyDown={move}
    >
      <h4>Add a layer</h4>
      {possible.map(item)}
      {others.length > 0 && <h4 className={styles['others']}>Not possible here</h4>}
      {others.map(item)}
    </div>
  )
}

function move(event: KeyboardEvent<HTMLElement>) {
  const items = [...event.currentTarget.querySelectorAll('button')]
  const at = items.findIndex((item) => item === document.activeElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  event.stopPropagation()
  items.at(to % items.length)?.focus()
}
