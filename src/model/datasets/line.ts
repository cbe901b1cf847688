import { curve } from './curve'

export const line = curve(
  'Noisy line',
  'A straight line, x / 6, under noise: linear regression.',
  (x) => x / 6,
)
