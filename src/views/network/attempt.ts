import type { Experiment } from '../../model/experiment'
import { fitLayers, layerEntry, layerShapes } from '../../model/layers'
import { inputShape } from '../../model/network-shape'

/** An edit that gave a network with a layer that cannot stand where it stands. */
export interface Refusal {
  /** The document that was to be edited. */
  readonly before: Experiment
  /** What is in the way, as a whole sentence that names the layer. */
  readonly message: string
  /** What would mend it: "Use a 4×4 window". */
  readonly label: string
  /** How many layers more would change along with it. */
  readonly more: number
  /** The edit together with what mends it. */
  readonly mended: Experiment
}

/** Null where every layer of the edited document fits. */
export function refusal(before: Experiment, after: Experiment): Refusal | null {
  const input = inputShape(after)
  const { misfit: first } = layerShapes(input, after.layers)
  if (!first) return null
  const { index, misfit } = first
  const name = `Layer ${index + 1} (${layerEntry(after.layers[index]).label.toLowerCase()})`
  const place = misfit.inner === undefined ? name : `${name}, its layer ${misfit.inner + 1}`
  return {
    before,
    message: `${place}: ${misfit.message}`,
    label: misfit.fix.label,
    more: fixCount(after) - 1,
    mended: { ...after, layers: fitLayers(input, after.layers) },
  }
}

function fixCount(experiment: Experiment): number {
  const input = inputShape(experiment)
  let { layers } = experiment
  for (let count = 0; ; count++) {
    const { misfit } = layerShapes(input, layers)
    if (!misfit) return count
    layers = layers.toSpliced(misfit.index, 1, ...misfit.misfit.fix.layers)
  }
}
