import { Dialog } from '../views/shared/controls/dialog'

export function ShareDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="share" onClose={onClose}>
      …
    </Dialog>
  )
}
