import { sin } from '../../lib/math'
import { curve } from './curve'

export const sine = curve('Sine', 'Two waves, sin x: a few units bend into them.', (x) => sin(x))
