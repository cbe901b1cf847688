import { type KeyboardEvent, useMemo, useRef } from 'react'
import { bundled } from '../../model/bundled'
import type { Loaded } from '../../worker/protocol'
import { Button } from '../shared/controls/button'
import { PanelPart } from '../shared/controls/panel'
import { useExperiment, useRun, useSelection, useWorkbench } from '../shared/workbench'
import styles from './data.module.css'
import { chooseClasses, toggleClass } from './data-edits'
import { DownloadProgress } from './download'
import { samplesOfClass } from './image-samples'
import { Mosaic } from './mosaic'

/** Images of each class beside its name; names of up to two letters leave room for more of them. */
const IMAGES = { many: 6, few: 4 }

/** What the images are of: examples of each class, and which classes are told apart. */
export function ImageClasses() {
  const { experiment } = useWorkbench()
  const data = useExperiment((e) => e.data)
  const loaded = useRun((state) => state.loaded)
  const body = useRef<HTMLDivElement>(null)
  const choosable = data.kind === 'bundled'
  const some = choosable && data.classes.length > 0
  const names: readonly string[] = choosable ? bundled[data.name].classes : (loaded?.classes ?? [])
  const count = names.every((name) => name.length <= 2) ? IMAGES.many : IMAGES.few
  const aside = some ? (
    <Button
      look="quiet"
      className={styles['all']}
      onClick={() => experiment.edit((e) => chooseClasses(e, []))}
    >
      All classes
    </Button>
  ) : null
  return (
    <PanelPart title="Classes" aside={aside}>
      <DownloadProgress />
      <div
        ref={body}
        role="group"
        aria-label="Images of each class"
        className={styles['classes']}
        onKeyDown={(event) => move(event, body.current)}
      >
        {names.map((name, row) => (
          <div key={name} className={styles['class']}>
            {choosable ? <ClassToggle name={name} chosen={data.classes} /> : <span>{name}</span>}
            {loaded?.imageShape && (
              <Images loaded={loaded} name={name} count={count} isFirst={row === 0} />
            )}
          </div>
        ))}
      </div>
    </PanelPart>
  )
}

/** @param chosen none means all */
function ClassToggle({ name, chosen }: { name: string; chosen: readonly string[] }) {
  const { experiment } = useWorkbench()
  const checked = chosen.length === 0 || chosen.includes(name)
  const stays = checked && chosen.length === 2
  return (
    <label title={stays ? 'At least two classes stay' : undefined}>
      <input
        type="checkbox"
        checked={checked}
        aria-disabled={stays}
        onChange={() => experiment.edit((e) => toggleClass(e, name))}
      />
      <span>{name}</span>
    </label>
  )
}

interface ImagesProps {
  readonly loaded: Loaded
  readonly name: string
  readonly count: number
  readonly isFirst: boolean
}

function Images({ loaded, name, count, isFirst }: ImagesProps) {
  const { selection } = useWorkbench()
  const chosen = useSelection(({ example, drawn }) =>
    drawn || example.set !== 'train' ? -1 : example.index,
  )
  const samples = useMemo(() => samplesOfClass(loaded, name, count), [loaded, name, count])
  const shape = loaded.imageShape
  if (!shape) return null
  return (
    <span className={styles['samples']}>
      {samples.map(({ index, images }, i) => (
        <button
          key={index}
          type="button"
          className={styles['sample']}
          aria-label={`Training image ${index + 1}, ${name}`}
          aria-pressed={index === chosen}
          tabIndex={isFirst && i === 0 ? 0 : -1}
          onClick={() => selection.setState({ example: { set: 'train', index }, drawn: null })}
        >
          <Mosaic images={images} shape={shape} columns={1} />
        </button>
      ))}
    </span>
  )
}

/** Arrows go from image to image: to the next row where one ends, and to the same place above and below. */
function move(event: KeyboardEvent, body: HTMLElement | null): void {
  const rows = [...(body?.children ?? [])]
    .map((row) => [...row.querySelectorAll('button')])
    .filter((row) => row.length > 0)
  const row = rows.findIndex((buttons) => buttons.some((b) => b === document.activeElement))
  if (row < 0) return
  const column = rows[row].findIndex((button) => button === document.activeElement)
  const all = rows.flat()
  const at = all.indexOf(rows[row][column])
  const targets: Readonly<Record<string, HTMLElement | undefined>> = {
    ArrowRight: all[at + 1],
    ArrowLeft: all[at - 1],
    ArrowUp: rows[row - 1]?.[column],
    ArrowDown: rows[row + 1]?.[column],
    Home: all[0],
    End: all.at(-1),
  }
  if (!(event.key in targets)) return
  event.preventDefault()
  event.stopPropagation()
  targets[event.key]?.focus()
}
