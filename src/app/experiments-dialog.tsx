import { Dialog } from '../views/shared/controls/dialog'

export function ExperimentsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="experiments" onClose={onClose}>
      …
    </Dialog>
  )
}
