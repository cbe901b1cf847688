import { useMemo, useState } from 'react'
import type { Loaded } from '../../worker/protocol'
import { ClassMark } from '../shared/class-mark'
import { Button } from '../shared/controls/button'
import { ImagePicture } from '../shared/image-picture'
import { formatCount, formatPercent } from '../shared/number'
import { outputMeaning } from '../shared/outputs'
import { useExperiment, useSelection, useWorkbench } from '../shared/workbench'
import styles from './confusion.module.css'
import type { Cell } from './matrix'
import { type Judged, judge } from './scores'

/** Images that are shown before one asks for more. */
const PAGE = 60
/** Letters that fit below a picture, twice. */
const SHORT_NAME = 3

interface GalleryProps {
  readonly loaded: Loaded
  readonly set: 'train' | 'test'
  /** [count, width] of that set */
  readonly outputs: Float32Array
  readonly width: number
  /** Null: all mistakes. */
  readonly cell: Cell | null
  readonly onAll: () => void
}

/** Images with what they are taken for, the surest answer first; choosing one shows it large. */
export function Gallery({ loaded, set, outputs, width, cell, onAll }: GalleryProps) {
  const task = useExperiment((experiment) => experiment.task)
  const loss = useExperiment((experiment) => experiment.loss)
  const [most, setMost] = useState(PAGE)
  const { classes } = loaded
  const judged = useMemo(() => {
    const meaning = outputMeaning({ task, loss }, classes.length)
    const passes = (actual: number, predicted: number) =>
      cell ? actual === cell.actual && predicted === cell.predicted : actual !== predicted
    return judge(meaning, { outputs, width }, loaded[set], passes)
  }, [loaded, set, outputs, width, classes, cell, task, loss])
  const title = cell
    ? `${classes[cell.actual]} taken for ${classes[cell.predicted]}`
    : 'Mistakes, the surest first'
  return (
    <section className={styles['gallery']} aria-label={title}>
      <div className={styles['galleryHead']}>
        <h3>{title}</h3>
        <span className={styles['step']}>{formatCount(judged.length)}</span>
        {cell && (
          <Button look="quiet" onClick={onAll}>
            All mistakes
          </Button>
        )}
      </div>
      {judged.length === 0 && <p className={styles['waiting']}>No image.</p>}
      <ul className={styles['images']}>
        {judged.slice(0, most).map((each) => (
          <li key={each.index}>
            <GalleryImage {...{ loaded, set, each }} />
          </li>
        ))}
      </ul>
      {judged.length > most && (
        <Button onClick={() => setMost(most + PAGE)}>
          {formatCount(Math.min(PAGE, judged.length - most))} more
        </Button>
      )}
    </section>
  )
}

function GalleryImage({
  loaded,
  set,
  each: { index, actual, predicted, share },
}: Pick<GalleryProps, 'loaded' | 'set'> & { each: Judged }) {
  const { selection } = useWorkbench()
  const isChosen = useSelection(
    ({ example, drawn }) => !drawn && example.set === set && example.index === index,
  )
  const { imageShape: shape, classes } = loaded
  if (!shape) return null
  const size = loaded.columns.length
  const name = `${set === 'train' ? 'training' : 'test'} image ${index + 1}`
  const sure = Number.isNaN(share) ? 'NaN' : formatPercent(share)
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      aria-label={`${name}: ${classes[actual]} taken for ${classes[predicted]}, ${sure}`}
      title={`${name}: ${classes[actual]} taken for ${classes[predicted]}`}
      onClick={() => selection.setState({ example: { set, index } })}
    >
      <ImagePicture label="" pixels={loaded[set].inputs} shape={shape} start={index * size} />
      <span className={styles['verdict']}>
        <Short index={actual} classes={classes} />→<Short index={predicted} classes={classes} />
      </span>
      <span>{sure}</span>
    </button>
  )
}

/** A class in little room: its name where it is short, else its mark. */
function Short({ index, classes }: { index: number; classes: readonly string[] }) {
  const short = classes.every((name) => name.length <= SHORT_NAME)
  return short ? <b>{classes[index]}</b> : <ClassMark index={index} />
}
