import { type ImageShape, isImage } from '../../../model/shapes'
import { type Frame, type Loaded, type ProbeRequest, probeKey } from '../../../worker/protocol'
import { layerOf } from '../../shared/layers'
import { nameBelow, type Place } from '../../shared/place'
import type { ShownImage } from '../../shared/shown-image'

/** The numbers of one frame about the shown image. */
export interface Look {
  readonly frame: Frame
  /** What `inputs` or a layer gives, or another tensor; undefined before the engine has sent it. */
  of(tensor: string): Float32Array | undefined
  /** A parameter's numbers, by name. */
  parameter(name: string): Float32Array | undefined
}

export const requestFor = (tensor: string, { points }: ShownImage): ProbeRequest => ({
  tensor,
  ...points,
})

export function lookAt(loaded: Loaded, frame: Frame, image: ShownImage): Look {
  return {
    frame,
    of: (tensor) => frame.probes[probeKey(requestFor(tensor, image))],
    parameter(name) {
      const info = loaded.parameters.find((each) => each.name === name)
      if (!info) return undefined
      const size = info.shape.reduce((a, b) => a * b, 1)
      const values = frame.parameters.subarray(info.offset, info.offset + size)
      return values.length === size ? values : undefined
    },
  }
}

/** The layers whose outputs a place is made of. */
export function sourcesOf(loaded: Loaded, layer: string): readonly string[] {
  const info = layerOf(loaded, layer)
  if (!info) return []
  const below = nameBelow(loaded, layer)
  if (info.kind !== 'residual') return [below]
  const inner = info.layers ?? []
  const projection = inner.find(({ name }) => name.endsWith('/projection'))?.name
  const last = inner.findLast(({ name }) => name !== projection)?.name
  return [last ?? below, projection ?? below]
}

export interface ImageSource {
  readonly layer: string
  readonly shape: ImageShape
}

/** The image whose pixels a dense layer reads, through layers that only pass numbers on. */
export function imageSource(loaded: Loaded, layer: string): ImageSource | null {
  const info = layerOf(loaded, layer)
  if (!info) return null
  const below = nameBelow(loaded, layer)
  if (isImage(info.inputShape)) return { layer: below, shape: info.inputShape }
  const kind = layerOf(loaded, below)?.kind
  return kind === 'flatten' || kind === 'dropout' ? imageSource(loaded, below) : null
}

/** All that has to be asked of the engine; `earlier` are layers drawn beside those. */
export function tensorsFor(loaded: Loaded, place: Place, earlier: readonly string[]): string[] {
  const { layer } = place
  const info = layerOf(loaded, layer)
  if (!info) return ['inputs/output']
  const drawn = earlier.filter(
    (name) => name !== 'inputs' && isImage(layerOf(loaded, name)?.shape ?? [0]),
  )
  return [
    ...new Set([
      `${layer}/output`,
      `${layer}/preActivation`,
      ...(info.kind === 'maxPool2d' ? [`${layer}/index`] : []),
      ...sourcesOf(loaded, layer).map((name) => `${name}/output`),
      ...(info.kind === 'dense'
        ? [imageSource(loaded, layer)?.layer ?? nameBelow(loaded, layer)]
        : []
      ).map((name) => `${name}/output`),
      ...drawn.map((name) => `${name}/output`),
    ]),
  ]
}
