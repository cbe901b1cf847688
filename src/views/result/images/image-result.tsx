import { useEffect, useMemo, useState } from 'react'
import { type ImageShape, isImage } from '../../../model/shapes'
import type { Loaded } from '../../../worker/protocol'
import { Segments } from '../../shared/controls/segments'
import { outputMeaning } from '../../shared/outputs'
import { useShownImage } from '../../shared/shown-image'
import { useExperiment, useSelection, useWorkbench } from '../../shared/workbench'
import { Collect } from './collect'
import { type Explained, Explanation, quantityOf } from './explanation'
import styles from './images.module.css'
import { Navigation } from './navigation'
import { overlayOf } from './overlay'
import ownStyles from './own.module.css'
import { bringFile, useOwnImage, useOwnImageStore } from './own-image'
import { PadTools, SeenNotes, type SeenPad, useSeenPad } from './own-panel'
import { Pad } from './pad'
import { Picture } from './picture'
import { Probabilities, Values } from './probabilities'
import { ShiftAccuracy } from './shift-accuracy'

/** What the network makes of one image: of the data, or of the visitor's own. */
export function ImageResult({ loaded }: { loaded: Loaded }) {
  const shape = useImageShape(loaded)
  const store = useOwnImageStore()
  const open = useOwnImage((state) => state.open)
  const problem = useOwnImage((state) => state.problem)
  const reading = useOwnImage((state) => state.reading)
  useBroughtFiles()
  useExamplesClosePad()
  if (!shape) return null
  return (
    <section className={styles['result']}>
      <header className={styles['head']}>
        <h2>Result</h2>
        <Title loaded={loaded} />
      </header>
      <Segments<'examples' | 'own'>
        label="Image from"
        value={open ? 'own' : 'examples'}
        options={[
          { value: 'examples', label: 'Examples' },
          { value: 'own', label: 'Draw or bring your own' },
        ]}
        onChange={(value) => store.setState({ open: value === 'own', problem: null })}
      />
      <p className={styles['problem']} role="alert" hidden={!problem}>
        {problem}
      </p>
      {reading && <p className={styles['note']}>Reading {reading} …</p>}
      {open ? <Own {...{ loaded, shape }} /> : <Shown {...{ loaded, shape }} />}
      <ShiftAccuracy loaded={loaded} shape={shape} />
    </section>
  )
}

function Own({ loaded, shape }: { loaded: Loaded; shape: ImageShape }) {
  const seen = useSeenPad(loaded, shape)
  return <Shown {...{ loaded, shape, seen }} />
}

interface ShownProps {
  readonly loaded: Loaded
  readonly shape: ImageShape
  /** The pad; absent while examples are shown. */
  readonly seen?: SeenPad
}

function Shown({ loaded, shape, seen }: ShownProps) {
  const task = useExperiment((experiment) => experiment.task)
  const loss = useExperiment((experiment) => experiment.loss)
  const classes = loaded.classes.length
  const meaning = useMemo(() => outputMeaning({ task, loss }, classes), [task, loss, classes])
  const shown = useShownImage(loaded)
  const [predicted, setPredicted] = useState(0)
  const [limit, setLimit] = useState(1)
  const [explained, setExplained] = useState<Explained>({
    overlay: 'none',
    target: null,
    signed: false,
  })
  const chosen = explained.target ?? predicted
  const target = chosen < Math.max(1, classes) ? chosen : 0
  const { overlay: name, signed } = explained
  const overlay = useMemo(
    () => (shown ? overlayOf(name, { loaded, meaning, shown, target, signed }, shape) : null),
    [name, loaded, meaning, shown, target, signed, shape],
  )
  if (!shown) return null
  const picture = (
    <Picture
      {...{ shape, shown, overlay }}
      quantity={quantityOf(name)}
      label={pictureLabel(loaded, shown, name)}
      onLimit={setLimit}
    />
  )
  const blank = seen?.framed === null
  return (
    <>
      <div className={styles['stage']}>
        {seen ? <Pad shape={shape} /> : picture}
        {blank ? (
          <p className={styles['note']}>What the network makes of your image stands here.</p>
        ) : meaning.kind === 'value' ? (
          <Values {...{ loaded, shown }} />
        ) : (
          <Probabilities {...{ loaded, meaning, shown }} onPredicted={setPredicted} />
        )}
      </div>
      {seen ? (
        <>
          <PadTools />
          <div className={ownStyles['seen']} data-picture={!blank}>
            {!blank && picture}
            <SeenNotes {...{ seen, shape }} />
          </div>
        </>
      ) : (
        <Navigation loaded={loaded} />
      )}
      {!blank && (
        <Explanation
          {...{ loaded, meaning, explained, limit }}
          signed={overlay?.signed ?? false}
          onChange={setExplained}
        />
      )}
      {seen && <Collect framed={seen.framed} shape={shape} />}
    </>
  )
}

/** The same array as long as the numbers are the same, whatever is loaded anew. */
function useImageShape({ imageShape, inputShape }: Loaded): ImageShape | null {
  const shape = imageShape ?? (isImage(inputShape) ? inputShape : null)
  const [height = 0, width = 0, channels = 0] = shape ?? []
  return useMemo(() => (height > 0 ? [height, width, channels] : null), [height, width, channels])
}

/** Files that were dropped or pasted anywhere on the page. */
function useBroughtFiles(): void {
  const { selection } = useWorkbench()
  const store = useOwnImageStore()
  const brought = useSelection((state) => state.brought)
  useEffect(() => {
    if (!brought) return
    selection.setState({ brought: null })
    void bringFile(store, brought)
  }, [brought, selection, store])
}

/** Whoever chooses an example wants to see it. */
function useExamplesClosePad(): void {
  const { selection } = useWorkbench()
  const store = useOwnImageStore()
  useEffect(
    () =>
      selection.subscribe(({ example }, before) => {
        if (example !== before.example) store.setState({ open: false })
      }),
    [selection, store],
  )
}

function Title({ loaded }: { loaded: Loaded }) {
  const shown = useShownImage(loaded)
  const photo = useOwnImage(({ source }) => (source.kind === 'photo' ? source.photo.name : null))
  if (!shown) return null
  const isOwn = shown.points.over === 'point'
  const name = isOwn && photo ? photo : shown.name.charAt(0).toUpperCase() + shown.name.slice(1)
  const target = shown.target === undefined ? undefined : loaded.classes[shown.target]
  return (
    <span className={styles['aside']}>
      <span>{name}</span>
      {target !== undefined && <b>{target}</b>}
    </span>
  )
}

function pictureLabel(
  { classes }: Loaded,
  { name, target }: { name: string; target?: number | undefined },
  overlay: Explained['overlay'],
): string {
  const kind = target === undefined || classes.length === 0 ? '' : `, target ${classes[target]}`
  const over = { none: '', saliency: 'saliency', gradCam: 'Grad-CAM', occlusion: 'occlusion' }
  return `${name}${kind}${over[overlay] && `, with ${over[overlay]} over it`}`
}
