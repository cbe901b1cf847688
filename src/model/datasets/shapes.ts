import type { ImageShape } from '../shapes'
import { drawFigure, type Figure, rectangle } from './drawing'
import type { ImageGenerator } from './generator'

const SHAPE: ImageShape = [20, 20, 1]
/** Of the circle, in pixels. */
const RADIUS = 4.6

/** Figures about as large to the eye as a circle of that radius; none reaches beyond 1.5 times it. */
const FIGURES: readonly ((radius: number) => Figure)[] = [circle, square, triangle, cross]

export const shapes = {
  label: 'Shapes',
  help: 'Circle, square, triangle and cross, moved, turned and scaled: edges and corners tell them apart.',
  task: 'classification',
  shape: SHAPE,
  classes: ['circle', 'square', 'triangle', 'cross'],
  defaultNoise: 0.5,
  draw(pixels, index, _count, random, noise) {
    const target = index % 4
    const angle = Math.PI * noise * random.between(-1, 1)
    const radius = RADIUS * (1 + 0.3 * noise * random.between(-1, 1))
    const reach = (SHAPE[0] / 2 - 1.5 * radius) * noise
    const pose = { x: reach * random.between(-1, 1), y: reach * random.between(-1, 1), angle }
    drawFigure(pixels, SHAPE, FIGURES[target](radius), pose)
    return target
  },
} as const satisfies ImageGenerator

function circle(radius: number): Figure {
  return (x, y) => Math.sqrt(x * x + y * y) - radius
}

function square(radius: number): Figure {
  return rectangle(0.89 * radius, 0.89 * radius)
}

/** Equilateral, its centre in the middle, a corner above. */
function triangle(radius: number): Figure {
  const inner = 0.75 * radius
  const slope = Math.sqrt(3) / 2
  return (x, y) => Math.max(-y, 0.5 * y + slope * Math.abs(x)) - inner
}

function cross(radius: number): Figure {
  const along = rectangle(1.2 * radius, 0.42 * radius)
  const across = rectangle(0.42 * radius, 1.2 * radius)
  return (x, y) => Math.min(along(x, y), across(x, y))
}
