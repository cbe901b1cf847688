import { type Experiment, LIMITS } from '../../../model/experiment'
import type { ImageShape } from '../../../model/shapes'
import { tableClasses } from '../../../model/table-dataset'
import { withData } from '../../shared/fit-experiment'

/** Images that a visitor gathered class by class. */
export interface Collection {
  /** Two at least. */
  readonly classes: readonly string[]
  /** In the order in which they came. */
  readonly items: readonly CollectedImage[]
}

export interface CollectedImage {
  /** Index of its class. */
  readonly label: number
  /** [height, width, channels], 0…1. */
  readonly pixels: readonly number[]
}

/** A collection on the page, and the images of the document that it holds already. */
export interface KeptCollection {
  readonly collection: Collection
  readonly document: readonly (readonly number[])[] | null
}

export const MOST_CLASSES = LIMITS.classes
/** Share of the collected images that is kept for testing, once there are enough. */
const TEST_FRACTION = 0.2
const ENOUGH_TO_TEST = 10
/** Of all images together: no document of more than a million values is opened. */
const MOST_PIXELS = 950_000
const TITLE = 'My images'

type WithData = Pick<Experiment, 'data'>

/** The images of a document, where it is a table of images of that shape. */
export function imagesOf({ data }: WithData, shape: ImageShape): KeptCollection['document'] {
  const isOwn = data.kind === 'table' && String(data.shape) === String(shape) && data.labels
  return isOwn ? data.inputs : null
}

/**
 * What was gathered so far. Where the document has images of its own that are not among it, as after
 * opening another, it begins with those; without any, with two empty classes.
 */
export function currentCollection(
  kept: KeptCollection | undefined,
  { data }: WithData,
  shape: ImageShape,
): Collection {
  const images = imagesOf({ data }, shape)
  if (kept && (images === null || images === kept.document)) return kept.collection
  if (images === null || data.kind !== 'table') return { classes: ['A', 'B'], items: [] }
  const { labels = [], inputs, classes = [] } = data
  return {
    classes: Array.from({ length: tableClasses(data) }, (_, i) => classes[i] ?? `class ${i}`),
    items: inputs.map((pixels, i) => ({ label: labels[i], pixels })),
  }
}

export function addImage(
  { classes, items }: Collection,
  label: number,
  pixels: readonly number[],
): Collection {
  return { classes, items: [...items, { label, pixels }] }
}

/** @param at its place among `items` */
export function removeImage({ classes, items }: Collection, at: number): Collection {
  return { classes, items: items.toSpliced(at, 1) }
}

export function addClass({ classes, items }: Collection): Collection {
  const letter = Array.from({ length: 26 }, (_, i) => String.fromCharCode(65 + i)).find(
    (name) => !classes.includes(name),
  )
  return { classes: [...classes, letter ?? `class ${classes.length}`], items }
}

export function nameClass({ classes, items }: Collection, index: number, name: string): Collection {
  return { classes: classes.toSpliced(index, 1, name), items }
}

/** Takes a class away with its images. */
export function removeClass({ classes, items }: Collection, index: number): Collection {
  return {
    classes: classes.toSpliced(index, 1),
    items: items
      .filter(({ label }) => label !== index)
      .map((item) => ({ ...item, label: item.label > index ? item.label - 1 : item.label })),
  }
}

/** Why a network cannot be trained on it, for people; null where it can. */
export function obstacle({ classes, items }: Collection): string | null {
  const used = new Set(items.map(({ label }) => label))
  if (used.size < 2) return 'Two classes must hold an image each.'
  const empty = classes.findIndex((_, index) => !used.has(index))
  if (empty >= 0) return `${classes[empty]} has no image yet: add one, or take the class away.`
  const most = Math.min(LIMITS.tableRows, Math.floor(MOST_PIXELS / items[0].pixels.length))
  if (items.length > most) return `A document holds at most ${most} images of this size.`
  return null
}

/** The experiment with the collected images as its data, in place of what it had. */
export function withCollection(
  experiment: Experiment,
  { classes, items }: Collection,
  shape: ImageShape,
): Experiment {
  const { data } = experiment
  const after = withData(experiment, 'classification', {
    kind: 'table',
    shape,
    classes,
    inputs: items.map(({ pixels }) => pixels),
    labels: items.map(({ label }) => label),
    testFraction:
      data.kind === 'table'
        ? data.testFraction
        : items.length >= ENOUGH_TO_TEST
          ? TEST_FRACTION
          : 0,
  })
  return data.kind === 'table' ? after : { ...after, title: TITLE }
}
