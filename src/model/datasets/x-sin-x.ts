import { sin } from '../../lib/math'
import { curve } from './curve'

export const xSinX = curve(
  'x·sin x',
  'Waves that grow outwards, x·sin x / 5: each bend asks for one more unit.',
  (x) => (x * sin(x)) / 5,
)
