import { useEffect, useState } from 'react'
import styles from './drop-target.module.css'
import { bringImage, isImageFile, openFile } from './open-file'
import { usePage } from './page'

const holdsFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false
const holdsImage = ({ dataTransfer }: DragEvent) =>
  dataTransfer?.items[0]?.type.startsWith('image/') ?? false

/** Lets a file be dropped anywhere on the page, and an image be pasted. */
export function DropTarget() {
  const page = usePage()
  const [over, setOver] = useState<'image' | 'file' | null>(null)
  useEffect(() => {
    const dragged = (event: DragEvent) => {
      if (!holdsFiles(event)) return
      event.preventDefault()
      setOver(holdsImage(event) ? 'image' : 'file')
    }
    const leave = (event: DragEvent) => {
      // Only leaving the window has nowhere to go to.
      if (event.relatedTarget === null) setOver(null)
    }
    const drop = (event: DragEvent) => {
      setOver(null)
      const file = event.dataTransfer?.files[0]
      if (!file) return
      event.preventDefault()
      if (isImageFile(file)) bringImage(page, file)
      else void openFile(page, file)
    }
    const paste = (event: ClipboardEvent) => {
      const file = event.clipboardData?.files[0]
      if (!file || !isImageFile(file)) return
      event.preventDefault()
      bringImage(page, file)
    }
    addEventListener('paste', paste)
    addEventListener('dragover', dragged)
    addEventListener('dragleave', leave)
    addEventListener('drop', drop)
    return () => {
      removeEventListener('paste', paste)
      removeEventListener('dragover', dragged)
      removeEventListener('dragleave', leave)
      removeEventListener('drop', drop)
    }
  }, [page])
  if (!over) return null
  return (
    <div className={styles['target']}>
      {over === 'image' ? 'Drop to show this image to the network' : 'Drop to open this experiment'}
    </div>
  )
}
