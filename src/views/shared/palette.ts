import { useSyncExternalStore } from 'react'

export type Rgb = readonly [red: number, green: number, blue: number]

/** The data colours of the current theme as numbers, for painting pixels. */
export interface Palette {
  readonly theme: 'light' | 'dark'
  readonly negative: Rgb
  readonly zero: Rgb
  readonly positive: Rgb
  /** In class index order. */
  readonly classes: readonly Rgb[]
  readonly paper: Rgb
  readonly ink: Rgb
}

export const CLASS_COUNT = 10

/** Shapes of the classes' points, in index order: names of d3-shape symbols. */
export const CLASS_SHAPES = [
  'circle',
  'square',
  'triangle',
  'diamond',
  'cross',
  'star',
  'wye',
  'times',
] as const

/** Reads a custom property as sRGB bytes, whatever notation the theme uses. */
function readColour(
  style: CSSStyleDeclaration,
  name: string,
  probe: CanvasRenderingContext2D,
): Rgb {
  probe.fillStyle = '#000'
  probe.fillStyle = style.getPropertyValue(name).trim()
  probe.fillRect(0, 0, 1, 1)
  const [red, green, blue] = probe.getImageData(0, 0, 1, 1).data
  return [red, green, blue]
}

function readPalette(): Palette {
  const style = getComputedStyle(document.documentElement)
  const canvas = document.createElement('canvas')
  canvas.width = 1
  canvas.height = 1
  const probe = canvas.getContext('2d', { willReadFrequently: true })
  if (!probe) throw new Error('This browser cannot draw on a canvas.')
  const colour = (name: string) => readColour(style, name, probe)
  return {
    theme: document.documentElement.dataset['theme'] === 'dark' ? 'dark' : 'light',
    negative: colour('--negative'),
    zero: colour('--zero'),
    positive: colour('--positive'),
    classes: Array.from({ length: CLASS_COUNT }, (_, i) => colour(`--class-${i}`)),
    paper: colour('--paper'),
    ink: colour('--ink'),
  }
}

let current: Palette | undefined

const store = {
  get: () => {
    current ??= readPalette()
    return current
  },
  subscribe(changed: () => void) {
    const observer = new MutationObserver(() => {
      current = undefined
      changed()
    })
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => observer.disconnect()
  },
}

/** The palette, renewed when the theme changes. */
export function usePalette(): Palette {
  return useSyncExternalStore(store.subscribe, store.get)
}

export function mix(a: Rgb, b: Rgb, share: number): Rgb {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share, a[2] + (b[2] - a[2]) * share]
}

/** Negative – zero – positive for a value in −1…1; beyond is drawn as the end. */
export function signedColour({ negative, zero, positive }: Palette, value: number): Rgb {
  const share = Math.min(1, Math.abs(value))
  return mix(zero, value < 0 ? negative : positive, share)
}

export const css = ([red, green, blue]: Rgb): string =>
  `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)})`
