import { ImageUp, Trash2, Undo2 } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ImageShape } from '../../../model/shapes'
import { type Loaded, type ProbeRequest, probeKey } from '../../../worker/protocol'
import { Button, IconButton } from '../../shared/controls/button'
import { Segments } from '../../shared/controls/segments'
import { Toggle } from '../../shared/controls/toggle'
import { formatCount } from '../../shared/number'
import { useWorkbench } from '../../shared/workbench'
import { type Framed, type Framing, measureFraming } from './framing'
import images from './images.module.css'
import styles from './own.module.css'
import {
  bringFile,
  clearPad,
  framedSource,
  isEmpty,
  undoOnPad,
  useOwnImage,
  useOwnImageStore,
} from './own-image'
import type { Brush } from './strokes'

/** Should no frame answer, the next image is shown after this time. */
const PATIENCE_MS = 400

/** What the network sees of the pad, if anything is on it. */
export interface SeenPad {
  readonly framed: Framed | null
  readonly framing: Framing
}

/** Shows the pad to all views while this is mounted. */
export function useSeenPad(loaded: Loaded, shape: ImageShape): SeenPad {
  const { selection, frames } = useWorkbench()
  const store = useOwnImageStore()
  const { train } = loaded
  const framing = useMemo(() => measureFraming(train, shape), [train, shape])
  const [framed, setFramed] = useState<Framed | null>(null)
  useEffect(() => {
    let shown: { key: string; atMs: number } | null = null
    let shownSource: unknown
    let shownWishes: unknown
    let timer: ReturnType<typeof setTimeout> | undefined
    const show = () => {
      const { source, wishes, open } = store.getState()
      if (!open || (source === shownSource && wishes === shownWishes)) return
      // A picture that changes faster than it is answered would never be answered.
      const waitMs =
        shown && !frames.latest?.probes[shown.key]
          ? shown.atMs + PATIENCE_MS - performance.now()
          : 0
      if (waitMs > 0) {
        timer ??= setTimeout(() => {
          timer = undefined
          show()
        }, waitMs)
        return
      }
      shownSource = source
      shownWishes = wishes
      const next = framedSource(source, wishes, framing, shape)
      const point = next?.pixels ?? null
      shown = point && { key: probeKey(answer(point)), atMs: performance.now() }
      setFramed(next)
      selection.setState({ drawn: point })
    }
    show()
    const unsubscribes = [store.subscribe(show), frames.subscribe(show)]
    return () => {
      clearTimeout(timer)
      for (const unsubscribe of unsubscribes) unsubscribe()
      selection.setState({ drawn: null })
    }
  }, [store, selection, frames, framing, shape])
  return { framed, framing }
}

const answer = (point: readonly number[]): ProbeRequest => ({
  tensor: 'output/output',
  over: 'point',
  point,
})

/** What belongs to the pad: brush, undo, a file instead, and what is done to it for the network. */
export function PadTools() {
  const store = useOwnImageStore()
  const brush = useOwnImage((state) => state.brush)
  const source = useOwnImage((state) => state.source)
  const past = useOwnImage((state) => state.past)
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className={styles['tools']}>
      <Segments<Brush>
        label="Brush"
        value={brush}
        options={(['thin', 'medium', 'thick'] as const).map((value, i) => ({
          value,
          label: (
            <>
              <i className={styles['dot']} style={{ width: `${4 + 4 * i}px` }} aria-hidden />
              <span className="visually-hidden">{value}</span>
            </>
          ),
        }))}
        onChange={(value) => store.setState({ brush: value })}
      />
      <IconButton
        label="Undo on the pad"
        disabled={past.length === 0}
        onClick={() => undoOnPad(store)}
      >
        <Undo2 aria-hidden />
      </IconButton>
      <IconButton label="Clear the pad" disabled={isEmpty(source)} onClick={() => clearPad(store)}>
        <Trash2 aria-hidden />
      </IconButton>
      <input
        ref={input}
        type="file"
        accept="image/png,image/jpeg"
        aria-label="Image file"
        hidden
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0]
          // So that the same file can be chosen again.
          currentTarget.value = ''
          if (file) void bringFile(store, file)
        }}
      />
      <Button
        look="quiet"
        onClick={() => input.current?.click()}
        title="PNG or JPEG; paste or drop one, too"
      >
        <ImageUp aria-hidden />
        Open…
      </Button>
    </div>
  )
}

/** What became of the picture on its way into the network, and the two choices about it. */
export function SeenNotes({ seen, shape }: { seen: SeenPad; shape: ImageShape }) {
  const { framed, framing } = seen
  const store = useOwnImageStore()
  const source = useOwnImage((state) => state.source)
  const wishes = useOwnImage((state) => state.wishes)
  return (
    <div className={`${images['note']} ${styles['notes']}`}>
      <p>
        {source.kind === 'photo' && (
          <b>
            {source.photo.name}, {formatCount(source.photo.width)}×
            {formatCount(source.photo.height)}:{' '}
          </b>
        )}
        {framed ? whatWasDone(framed, framing, shape) : 'Draw, paste (Ctrl V) or drop an image.'}
      </p>
      {framed && (
        <div className={styles['wishes']}>
          <Toggle
            checked={framed.fitted}
            onChange={(fit) => store.setState({ wishes: { ...wishes, fit } })}
          >
            Fit
          </Toggle>
          <Toggle
            checked={framed.inverted}
            onChange={(invert) => store.setState({ wishes: { ...wishes, invert } })}
          >
            Invert
          </Toggle>
        </div>
      )}
    </div>
  )
}

function whatWasDone(framed: Framed, framing: Framing, [rows, columns]: ImageShape): string {
  const size = `${rows}×${columns} pixels`
  const fitted = framed.fitted
    ? `cut out, scaled to ${framing.side ?? Math.min(rows, columns)} of ${size} and centred by its ${framing.centre}${framing.side === null ? '' : ', as the training images are'}`
    : `all of it, scaled to ${size}`
  const turned = framed.inverted ? ', bright and dark swapped' : ''
  return `The network sees it ${fitted}${turned}.`
}
