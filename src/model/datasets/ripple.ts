import { cos, exp } from '../../lib/math'
import { surface } from './surface'

export const ripple = surface(
  'Ripple',
  'Rings of waves that fade outwards: easy with the radius as a feature, hard without.',
  (x, y) => {
    const square = x * x + y * y
    return cos(1.6 * Math.sqrt(square)) * exp(-square / 40)
  },
)
