import { surface } from './surface'

export const plane = surface(
  'Plane',
  'A slope, (x + y) / 10: one linear unit fits it.',
  (x, y) => (x + y) / 10,
)
