import type { ActivationName } from '../../model/activations'
import type { Experiment } from '../../model/experiment'
import { features } from '../../model/features'
import { losses } from '../../model/losses'
import { networkShape } from '../../model/network-shape'
import { sizeOf } from '../../model/shapes'
import type { Loaded } from '../../worker/protocol'

/** One column of the diagram, as the document asks for it. */
export interface DiagramColumn {
  /** As in selections and probes: `inputs`, `layers/K`, `output`. */
  readonly name: string
  readonly kind: 'inputs' | 'hidden' | 'output'
  /** For people: "Inputs", "Layer 1", "Output". */
  readonly title: string
  readonly units: number
  /** One per unit for inputs and for outputs that stand for classes; otherwise empty. */
  readonly labels: readonly string[]
  /** None for inputs. */
  readonly activation: ActivationName | null
}

/**
 * The columns follow the document, so that an edit shows at once; only what follows from the data
 * (raw inputs, classes) waits for the worker.
 */
export function diagramColumns(experiment: Experiment, loaded: Loaded | null): DiagramColumn[] {
  const inputs =
    experiment.features.length > 0
      ? experiment.features.map((name) => features[name].label)
      : (loaded?.inputs.map(({ label }) => label) ?? [])
  const { outputs, shapes } = networkShape(experiment)
  const classes = loaded?.classes ?? []
  return [
    {
      name: 'inputs',
      kind: 'inputs',
      title: 'Inputs',
      units: inputs.length,
      labels: inputs,
      activation: null,
    },
    ...experiment.layers.map(
      (layer, i): DiagramColumn => ({
        name: `layers/${i}`,
        kind: 'hidden',
        title: `Layer ${i + 1}`,
        units: sizeOf(shapes[i] ?? [0]),
        labels: [],
        activation: 'activation' in layer ? layer.activation : null,
      }),
    ),
    {
      name: 'output',
      kind: 'output',
      title: 'Output',
      units: outputs,
      labels: outputs > 1 && outputs === classes.length ? classes : [],
      activation:
        experiment.task === 'regression'
          ? 'identity'
          : losses[experiment.loss].classification.outputActivation,
    },
  ]
}

/** Whether the worker's network has the shape of the diagram; while it differs nothing is painted. */
export function isOfShape(loaded: Loaded, columns: readonly DiagramColumn[]): boolean {
  return (
    loaded.layers.length === columns.length - 1 &&
    loaded.layers.every(
      ({ inputShape, shape }, i) =>
        sizeOf(inputShape) === columns[i].units && sizeOf(shape) === columns[i + 1].units,
    )
  )
}

/** Floats that a frame's `parameters` must hold for this network. */
export function parameterCount(loaded: Loaded): number {
  return loaded.parameters.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0)
}
