import { showsImages } from '../views/shared/layers'
import type { Page } from './page'

/** Larger ones are no experiments, and would hold up the page while they are read. */
const MOST_BYTES = 16_000_000

const NO_EXPERIMENT =
  'it is not an experiment: those are JSON, as Share saves them. Rows of your own go into one as data of kind "table"'

/** Opens an experiment's file; what is wrong with it is shown on the page. */
export async function openFile(page: Page, file: File): Promise<void> {
  const { store } = page
  const refuse = (problems: readonly { path: string; message: string }[]) =>
    store.setState({
      message: {
        title: `${file.name} cannot be opened.`,
        problems,
        advice: 'Your experiment is as it was. Correct the file and open it again.',
      },
    })
  if (file.size > MOST_BYTES) {
    refuse([{ path: '', message: 'it is larger than 16 MB' }])
    return
  }
  try {
    const text = await file.text()
    if (!/^\s*[[{]/.test(text)) {
      refuse([{ path: '', message: NO_EXPERIMENT }])
      return
    }
    const { parseText } = await import('./codec')
    const result = parseText(text)
    if (!result.ok) {
      refuse(result.problems)
      return
    }
    await page.open(result.experiment)
  } catch {
    refuse([{ path: '', message: 'it cannot be read' }])
  }
}

/** By what the file is said to be; whether it is one shows when it is read. */
export function isImageFile({ type, name }: Pick<File, 'type' | 'name'>): boolean {
  return type.startsWith('image/') || /\.(png|jpe?g|webp|gif|bmp|heic|tiff?)$/i.test(name)
}

/** Hands an image to the view of images, where the experiment has any. */
export function bringImage({ workbench, store }: Page, file: File): void {
  const { loaded } = workbench.run.getState()
  if (loaded && showsImages(loaded)) {
    store.setState({ message: null })
    workbench.selection.setState({ brought: file })
    return
  }
  store.setState({
    message: {
      title: `${file.name} is an image, and this experiment has none.`,
      problems: [],
      advice: 'Choose a data set of images, such as MNIST, and bring it again.',
    },
  })
}

/** A name for the file of an experiment: "Two spirals" becomes two-spirals.json. */
export function fileName(title: string): string {
  const words = title
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return `${words.slice(0, 60) || 'experiment'}.json`
}
