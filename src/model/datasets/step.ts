import { curve } from './curve'

export const step = curve('Step', 'A jump from −1 to 1 at 0: one steep unit comes close.', (x) =>
  x < 0 ? -1 : 1,
)
