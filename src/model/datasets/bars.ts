import type { ImageShape } from '../shapes'
import { drawFigure, rectangle } from './drawing'
import type { ImageGenerator } from './generator'

const SHAPE: ImageShape = [16, 16, 1]
/** In pixels. */
const HALF_LENGTH = 4
const HALF_WIDTH = 0.9
const DEGREE = Math.PI / 180

export const bars = {
  label: 'Bars',
  help: 'A bar in one of four directions, anywhere in the image: a small filter for each finds it.',
  task: 'classification',
  shape: SHAPE,
  classes: ['horizontal', 'rising', 'vertical', 'falling'],
  defaultNoise: 0.5,
  draw(pixels, index, _count, random, noise) {
    const target = index % 4
    const angle = (45 * target + 20 * noise * random.between(-1, 1)) * DEGREE
    const halfLength = HALF_LENGTH * (1 + 0.3 * noise * random.between(-1, 1))
    const reach = (SHAPE[0] / 2 - halfLength) * noise
    const pose = { x: reach * random.between(-1, 1), y: reach * random.between(-1, 1), angle }
    drawFigure(pixels, SHAPE, rectangle(halfLength, HALF_WIDTH), pose)
    return target
  },
} as const satisfies ImageGenerator
