import { type ComponentProps, useEffect, useRef, useState } from 'react'

export interface CanvasSize {
  /** In CSS pixels. */
  readonly width: number
  readonly height: number
  /** Device pixels per CSS pixel. */
  readonly ratio: number
}

/** The size of an element in CSS pixels, kept current. */
export function useSize<E extends Element>() {
  const ref = useRef<E>(null)
  const [size, setSize] = useState<CanvasSize>({ width: 0, height: 0, ratio: 1 })
  useEffect(() => {
    const element = ref.current
    if (!element) return
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect
      setSize({ width, height, ratio: Math.min(3, devicePixelRatio) })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, size] as const
}

/** Prepares a canvas of that size for drawing in CSS pixels; null before it is laid out. */
export function prepare(
  canvas: HTMLCanvasElement | null,
  { width, height, ratio }: CanvasSize,
): CanvasRenderingContext2D | null {
  if (!canvas || width === 0 || height === 0) return null
  const pixelWidth = Math.round(width * ratio)
  const pixelHeight = Math.round(height * ratio)
  if (canvas.width !== pixelWidth) canvas.width = pixelWidth
  if (canvas.height !== pixelHeight) canvas.height = pixelHeight
  const context = canvas.getContext('2d')
  context?.setTransform(pixelWidth / width, 0, 0, pixelHeight / height, 0, 0)
  context?.clearRect(0, 0, width, height)
  return context
}

/** A canvas that is a picture to assistive technology; `label` says what it shows. */
export function Canvas({ label, ...props }: ComponentProps<'canvas'> & { label: string }) {
  return <canvas role="img" aria-label={label} {...props} />
}
