import { type BundledName, bundled } from '../../model/bundled'

/** What the choice is taken from; a document may leave out the classes. */
export interface BundledChoice {
  readonly kind: 'bundled'
  readonly name: BundledName
  readonly classes?: readonly string[]
}

/** A bundled set of images, or a part of one, as the gallery offers it. */
export interface ImageChoice {
  readonly label: string
  readonly help: string
  readonly name: BundledName
  /** To tell apart; none named means all. */
  readonly classes: readonly string[]
}

const whole = (name: BundledName): ImageChoice => {
  const { label, help } = bundled[name]
  return { label, help, name, classes: [] }
}

/** In the order in which the gallery shows them. */
export const imageChoices = {
  digits: whole('digits'),
  mnist: whole('mnist'),
  oneAgainstFive: {
    label: '1 against 5',
    help: 'Two digits of MNIST: small enough a task for one unit, whose weights are a picture.',
    name: 'mnist',
    classes: ['1', '5'],
  },
  fashion: whole('fashion'),
} as const satisfies Record<string, ImageChoice>

export type ImageChoiceName = keyof typeof imageChoices
export const imageChoiceNames = Object.keys(imageChoices) as ImageChoiceName[]

/** The choice that bundled data is, if it is one; other classes still are their set. */
export function takenChoice({ name, classes = [] }: BundledChoice): ImageChoiceName | undefined {
  const ofSet = imageChoiceNames.filter((choice) => imageChoices[choice].name === name)
  const same = (choice: ImageChoiceName) => String(imageChoices[choice].classes) === String(classes)
  return ofSet.find(same) ?? ofSet[0]
}
