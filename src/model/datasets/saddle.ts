import { surface } from './surface'

export const saddle = surface(
  'Saddle',
  'Up along x, down along y, (x² − y²) / 25: easy with squares as features.',
  (x, y) => (x * x - y * y) / 25,
)
