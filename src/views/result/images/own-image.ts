import { useStore } from 'zustand'
import { createStore, type StoreApi } from 'zustand/vanilla'
import type { ImageShape } from '../../../model/shapes'
import type { Bench } from '../../../store/variant-bench'
import { useWorkbench } from '../../shared/workbench'
import type { KeptCollection } from './collection'
import { type Framed, type Framing, frame, type Wishes } from './framing'
import { type Photo, readImage } from './read-image'
import { type Brush, type Stroke, strokesRaster } from './strokes'

/** What the visitor drew or brought. */
export type Source =
  | { readonly kind: 'strokes'; readonly strokes: readonly Stroke[] }
  | { readonly kind: 'photo'; readonly photo: Photo }

export interface OwnImage {
  /** Whether the pad is open, in place of the examples. */
  readonly open: boolean
  readonly source: Source
  /** What stood on the pad before, to go back to. */
  readonly past: readonly Source[]
  readonly wishes: Wishes
  readonly brush: Brush
  /** A file that is being read. */
  readonly reading: string | null
  /** Why the last file could not be read. */
  readonly problem: string | null
  /** Drawings that were kept, by the shape of the image. */
  readonly collections: Readonly<Record<string, KeptCollection>>
}

const EMPTY: Source = { kind: 'strokes', strokes: [] }
const AUTOMATIC: Wishes = { invert: null, fit: null }
const MOST_PAST = 100

const stores = new WeakMap<Bench, OwnImageStore>()
export type OwnImageStore = StoreApi<OwnImage>

/** Kept for as long as the page is open, whatever is shown meanwhile. */
export function useOwnImageStore(): OwnImageStore {
  const workbench = useWorkbench()
  let store = stores.get(workbench)
  if (!store) {
    store = createStore<OwnImage>(() => ({
      open: false,
      source: EMPTY,
      past: [],
      wishes: AUTOMATIC,
      brush: 'medium',
      reading: null,
      problem: null,
      collections: {},
    }))
    stores.set(workbench, store)
  }
  return store
}

export function useOwnImage<T>(select: (state: OwnImage) => T): T {
  return useStore(useOwnImageStore(), select)
}

export const isEmpty = (source: Source): boolean =>
  source.kind === 'strokes' && source.strokes.length === 0

/** Puts something else on the pad; undo has what was there. */
export function replaceSource(store: OwnImageStore, source: Source): void {
  const { source: before, past } = store.getState()
  store.setState({ source, past: [...past, before].slice(-MOST_PAST), problem: null })
}

/** Adds a point to the stroke being drawn. */
export function extendStroke(store: OwnImageStore, x: number, y: number): void {
  const { source } = store.getState()
  if (source.kind !== 'strokes') return
  const last = source.strokes.at(-1)
  if (!last) return
  const longer = { ...last, points: [...last.points, x, y] }
  store.setState({ source: { ...source, strokes: [...source.strokes.slice(0, -1), longer] } })
}

/** A new stroke; it takes the place of a photo. */
export function beginStroke(store: OwnImageStore, stroke: Stroke): void {
  const { source } = store.getState()
  const strokes = source.kind === 'strokes' ? source.strokes : []
  replaceSource(store, { kind: 'strokes', strokes: [...strokes, stroke] })
}

export function clearPad(store: OwnImageStore): void {
  if (!isEmpty(store.getState().source)) replaceSource(store, EMPTY)
}

export function undoOnPad(store: OwnImageStore): void {
  const { past } = store.getState()
  const source = past.at(-1)
  if (source) store.setState({ source, past: past.slice(0, -1) })
}

let newest = 0

/** Shows an image file on the pad; what is wrong with it is told, and the pad stays as it is. */
export async function bringFile(store: OwnImageStore, file: File): Promise<void> {
  const own = ++newest
  store.setState({ open: true, reading: file.name || 'the image', problem: null })
  try {
    const photo = await readImage(file)
    if (own !== newest) return
    replaceSource(store, { kind: 'photo', photo })
    store.setState({ wishes: AUTOMATIC, reading: null })
  } catch (error) {
    if (own !== newest) return
    const problem = error instanceof Error ? error.message : String(error)
    store.setState({ reading: null, problem })
  }
}

/** What the network sees of it; null of an empty pad. */
export function framedSource(
  source: Source,
  wishes: Wishes,
  framing: Framing,
  shape: ImageShape,
): Framed | null {
  if (isEmpty(source)) return null
  const raster =
    source.kind === 'photo' ? source.photo.raster : strokesRaster(source.strokes, shape)
  return frame(raster, wishes, framing, shape)
}
