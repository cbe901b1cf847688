import { Plus, X } from 'lucide-react'
import { useId, useState } from 'react'
import { type ImageShape, shapeText } from '../../../model/shapes'
import { ClassMark } from '../../shared/class-mark'
import { Button, IconButton } from '../../shared/controls/button'
import { Disclosure } from '../../shared/controls/disclosure'
import { ImagePicture } from '../../shared/image-picture'
import { formatCount } from '../../shared/number'
import { useExperiment, useWorkbench } from '../../shared/workbench'
import {
  addClass,
  addImage,
  type Collection,
  currentCollection,
  imagesOf,
  MOST_CLASSES,
  nameClass,
  obstacle,
  removeClass,
  removeImage,
  withCollection,
} from './collection'
import type { Framed } from './framing'
import images from './images.module.css'
import styles from './own.module.css'
import { clearPad, useOwnImage, useOwnImageStore } from './own-image'

const counted = (count: number) => `${formatCount(count)} ${count === 1 ? 'image' : 'images'}`

/** A set of the visitor's own, gathered class by class from the pad, to train on. */
export function Collect({ framed, shape }: { framed: Framed | null; shape: ImageShape }) {
  const { experiment } = useWorkbench()
  const store = useOwnImageStore()
  const data = useExperiment((state) => state.data)
  const key = shapeText(shape)
  const kept = useOwnImage((state) => state.collections[key])
  const collection = currentCollection(kept, { data }, shape)
  const [chosen, setChosen] = useState(0)
  const label = Math.min(chosen, collection.classes.length - 1)
  const keep = (changed: Collection, document = imagesOf({ data }, shape)) =>
    store.setState(({ collections }) => ({
      collections: { ...collections, [key]: { collection: changed, document } },
    }))
  const train = () => {
    const trained = withCollection(experiment.get(), collection, shape)
    keep(collection, imagesOf(trained, shape))
    experiment.edit(() => trained)
  }
  const add = () => {
    if (!framed) return
    keep(addImage(collection, label, framed.pixels))
    clearPad(store)
  }
  const hindrance = obstacle(collection)
  return (
    <Disclosure label="Own set" summary={counted(collection.items.length)}>
      <div className={styles['collect']}>
        <ul className={styles['classes']}>
          {collection.classes.map((name, index) => (
            <CollectedClass
              // Names change while they are typed.
              // oxlint-disable-next-line react/no-array-index-key
              key={index}
              {...{ name, index, collection, shape }}
              change={keep}
              chosen={index === label}
              onChoose={() => setChosen(index)}
            />
          ))}
        </ul>
        {collection.classes.length < MOST_CLASSES && (
          <Button
            look="quiet"
            onClick={() => {
              keep(addClass(collection))
              setChosen(collection.classes.length)
            }}
          >
            <Plus aria-hidden />
            Add a class
          </Button>
        )}
        <div className={styles['collectActions']}>
          <Button disabled={!framed} onClick={add}>
            Add to {collection.classes[label]}
          </Button>
          <Button disabled={hindrance !== null} onClick={train}>
            Train on {counted(collection.items.length)}
          </Button>
        </div>
        {hindrance !== null && <p className={images['note']}>{hindrance}</p>}
      </div>
    </Disclosure>
  )
}

interface CollectedClassProps {
  readonly name: string
  readonly index: number
  readonly collection: Collection
  readonly shape: ImageShape
  readonly chosen: boolean
  readonly onChoose: () => void
  readonly change: (collection: Collection) => void
}

function CollectedClass(props: CollectedClassProps) {
  const { name, index, collection, shape, chosen, onChoose, change } = props
  const group = useId()
  const items = collection.items.flatMap((item, at) =>
    item.label === index ? [{ at, pixels: item.pixels }] : [],
  )
  return (
    <li>
      <div className={styles['classHead']}>
        <label>
          <input
            type="radio"
            name={`${group}${index}`}
            checked={chosen}
            onChange={onChoose}
            aria-label={`Collect for ${name}`}
          />
          <ClassMark index={index} />
        </label>
        <ClassName
          {...{ name, collection }}
          onName={(to) => change(nameClass(collection, index, to))}
        />
        <span className={images['of']}>{items.length}</span>
        {collection.classes.length > 2 && (
          <IconButton
            label={`Take away ${name}`}
            onClick={() => change(removeClass(collection, index))}
          >
            <X aria-hidden />
          </IconButton>
        )}
      </div>
      {items.length > 0 && (
        <ul className={styles['thumbnails']} aria-label={`Images of ${name}`}>
          {items.map(({ at, pixels }, number) => (
            <li key={at}>
              <button
                type="button"
                title="Take this image away"
                aria-label={`Take away image ${number + 1} of ${name}`}
                onClick={() => change(removeImage(collection, at))}
              >
                <ImagePicture label="" pixels={pixels} shape={shape} />
                <X aria-hidden />
              </button>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}

/** A name is taken when it is one: not empty, and no other class's. */
function ClassName({
  name,
  collection,
  onName,
}: {
  name: string
  collection: Collection
  onName: (name: string) => void
}) {
  const [draft, setDraft] = useState<string | null>(null)
  const take = () => {
    const typed = draft?.trim() ?? ''
    if (typed !== '' && !collection.classes.includes(typed)) onName(typed)
    setDraft(null)
  }
  return (
    <input
      className={styles['className']}
      type="text"
      aria-label={`Name of ${name}`}
      maxLength={24}
      value={draft ?? name}
      onChange={({ currentTarget }) => setDraft(currentTarget.value)}
      onBlur={take}
      onKeyDown={(event) => {
        if (event.key === 'Enter') take()
        if (event.key === 'Escape') setDraft(null)
      }}
    />
  )
}
