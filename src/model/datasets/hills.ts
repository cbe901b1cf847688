import { exp } from '../../lib/math'
import { polar, TURN } from './arrange'
import { surface } from './surface'

const CENTRES = Array.from({ length: 6 }, (_, k) => polar(3.2, TURN / 12 + (k * TURN) / 6))

export const hills = surface(
  'Gaussian hills',
  'Three hills and three hollows in a circle: a network adds up bumps to fit them.',
  (x, y) =>
    CENTRES.reduce((height, centre, k) => {
      const [dx, dy] = [x - centre.x, y - centre.y]
      const square = dx * dx + dy * dy
      return height + (k % 2 === 0 ? 1 : -1) * exp(-square / 2.4)
    }, 0),
)
