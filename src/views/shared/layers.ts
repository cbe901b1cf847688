import { isImage, sizeOf } from '../../model/shapes'
import type { LayerInfo, Loaded } from '../../worker/protocol'

/** Numbers that the network answers with. */
export function outputWidth(loaded: Loaded): number {
  const output = loaded.layers.at(-1)
  return output ? sizeOf(output.shape) : 1
}

/** All layers in the order of the computation, those within blocks before their block. */
export function allLayers(loaded: Loaded): LayerInfo[] {
  return loaded.layers.flatMap((layer) => [...(layer.layers ?? []), layer])
}

export function layerOf(loaded: Loaded, name: string): LayerInfo | undefined {
  return allLayers(loaded).find((layer) => layer.name === name)
}

/** Whether the network's data are images; its layers may still be dense. */
export function showsImages(loaded: Loaded): boolean {
  return isImage(loaded.inputShape)
}

/** The first layer that does more than hand on what comes in. */
export function firstMixing({ layers }: Loaded): LayerInfo | undefined {
  return layers.find(({ kind }) => kind !== 'flatten' && kind !== 'dropout')
}

/** Whether some weights are images: those of convolutions, and of a dense layer that sees the pixels. */
export function hasFilters(loaded: Loaded): boolean {
  const isDense = firstMixing(loaded)?.kind === 'dense'
  return showsImages(loaded) && (isDense || allLayers(loaded).some(({ kind }) => kind === 'conv2d'))
}
