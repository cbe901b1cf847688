import { Dialog } from '../views/shared/controls/dialog'

export function HelpDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="help" onClose={onClose}>
      …
    </Dialog>
  )
}
