import { Window } from './window'

/** Filled anew by every op that needs it: one word for each field of `Window`. */
const record: usize = memory.data(56)

/** The window that a transposed convolution slides over its output, as that of a convolution. */
export function mirrored(w: Window): Window {
  memory.copy(record, changetype<usize>(w), 56)
  const mirror = changetype<Window>(record)
  mirror.inHeight = w.outHeight
  mirror.inWidth = w.outWidth
  mirror.inChannels = w.outChannels
  mirror.outHeight = w.inHeight
  mirror.outWidth = w.inWidth
  mirror.outChannels = w.inChannels
  return mirror
}
