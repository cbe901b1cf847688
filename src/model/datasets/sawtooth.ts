import { curve } from './curve'

export const sawtooth = curve(
  'Sawtooth',
  'Three ramps with sudden falls: smooth units struggle at the edges.',
  (x) => 2 * (x / 4 - Math.floor(x / 4 + 0.5)),
)
