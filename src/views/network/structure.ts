import type { ActivationName } from '../../model/activations'
import type { Experiment, Layer } from '../../model/experiment'
import { features } from '../../model/features'
import { losses } from '../../model/losses'
import { networkShape } from '../../model/network-shape'
import { isImage, type Shape, shapeText, sizeOf, unitsOf } from '../../model/shapes'
import type { Loaded } from '../../worker/protocol'

/** One column of the diagram, as the document asks for it. */
export interface DiagramColumn {
  /** As in selections and probes: `inputs`, `layers/K`, `output`. */
  readonly name: string
  readonly kind: 'inputs' | 'hidden' | 'output'
  /** For people: "Inputs", "Layer 1", "Output". */
  readonly title: string
  /** Of a hidden layer, as the document has it. */
  readonly layer: Layer | null
  /** Of one example. */
  readonly shape: Shape
  /** Units of a vector, maps of an image. */
  readonly units: number
  /** One per unit for inputs and for outputs that stand for classes; otherwise empty. */
  readonly labels: readonly string[]
  /** None for inputs and for layers that have no choice of one. */
  readonly activation: ActivationName | null
  /** Numbers that training changes. */
  readonly parameters: number
  readonly link: Link
}

/**
 * How a column hangs on the one before it: each unit on all units by `weights` of their own, each map
 * on all maps by `filters`, each unit on its like (`through`), or by the layers of a `block`.
 */
export type Link = 'none' | 'weights' | 'filters' | 'through' | 'block'

/**
 * The columns follow the document, so that an edit shows at once; only what follows from the data
 * (raw inputs, classes) waits for the worker.
 */
export function diagramColumns(experiment: Experiment, loaded: Loaded | null): DiagramColumn[] {
  const { input, outputs, shapes, parameters } = networkShape(experiment)
  const inputs =
    experiment.features.length > 0
      ? experiment.features.map((name) => features[name].label)
      : (loaded?.inputs.map(({ label }) => label) ?? [])
  const classes = loaded?.classes ?? []
  const count = (name: string) =>
    parameters
      .filter((each) => each.name.startsWith(`${name}/`) && !each.role.startsWith('running'))
      .reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0)
  return [
    {
      name: 'inputs',
      kind: 'inputs',
      title: 'Inputs',
      layer: null,
      shape: input,
      units: unitsOf(input),
      labels: isImage(input) ? [] : inputs,
      activation: null,
      parameters: 0,
      link: 'none',
    },
    ...experiment.layers.map((layer, i): DiagramColumn => {
      const shape = shapes[i] ?? [0]
      return {
        name: `layers/${i}`,
        kind: 'hidden',
        title: `Layer ${i + 1}`,
        layer,
        shape,
        units: unitsOf(shape),
        labels: [],
        activation: 'activation' in layer ? layer.activation : null,
        parameters: count(`layers/${i}`),
        link: linkOf(layer),
      }
    }),
    {
      name: 'output',
      kind: 'output',
      title: 'Output',
      layer: null,
      shape: [outputs],
      units: outputs,
      labels: outputs > 1 && outputs === classes.length ? classes : [],
      activation:
        experiment.task === 'regression'
          ? 'identity'
          : losses[experiment.loss].classification.outputActivation,
      parameters: count('output'),
      link: 'weights',
    },
  ]
}

function linkOf({ kind }: Layer): Link {
  if (kind === 'dense') return 'weights'
  if (kind === 'conv2d') return 'filters'
  return kind === 'residual' ? 'block' : 'through'
}

/** Whether the worker's network has the shape of the diagram; while it differs nothing is painted. */
export function isOfShape(loaded: Loaded, columns: readonly DiagramColumn[]): boolean {
  return (
    loaded.layers.length === columns.length - 1 &&
    shapeText(loaded.inputShape) === shapeText(columns[0].shape) &&
    loaded.layers.every(({ kind, shape }, i) => {
      const column = columns[i + 1]
      return (
        kind === (column.layer?.kind ?? 'dense') && shapeText(shape) === shapeText(column.shape)
      )
    })
  )
}

/** Floats that a frame's `parameters` must hold for this network. */
export function parameterCount(loaded: Loaded): number {
  return loaded.parameters.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0)
}

export const totalParameters = (columns: readonly DiagramColumn[]): number =>
  columns.reduce((sum, { parameters }) => sum + parameters, 0)

/** Weights of their own between two columns; 0 where there are none. */
export const weightCount = (columns: readonly DiagramColumn[], c: number): number =>
  columns[c].link === 'weights' ? columns[c].units * sizeOf(columns[c - 1].shape) : 0
