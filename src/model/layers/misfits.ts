import type { Misfit } from './layer'

/** For layers that have nothing to slide over in a vector. */
export function needsImage(what: string): Misfit {
  return {
    message: `${what} needs an image with rows and columns; what comes in here is one row of numbers.`,
    fix: { label: 'Remove this layer', layers: [] },
  }
}
