import { chosenClasses, chosenColumns, imageSource } from './bundled'
import { generators } from './datasets'
import type { Generator } from './datasets/generator'
import type { Data, DenseLayer, Experiment, Layer } from './experiment'
import type { FeatureName } from './features'
import { type LayerShapes, layerParameters, layerShapes, type ParameterShape } from './layers'
import { losses } from './losses'
import { type ImageShape, type Shape, sizeOf } from './shapes'
import { tableClasses } from './table-dataset'

/** What a document alone tells of its network, before any data is drawn. */
export interface NetworkShape {
  /** One example as the first layer gets it. */
  readonly input: Shape
  /** Units of the output layer. */
  readonly outputs: number
  /** Output shapes of the hidden layers, as far as they fit. */
  readonly shapes: readonly Shape[]
  readonly misfit?: LayerShapes['misfit']
  /** In plan order, layer by layer; of the layers that fit. */
  readonly parameters: readonly ParameterShape[]
}

export function networkShape(experiment: Experiment): NetworkShape {
  const input = inputShape(experiment)
  const outputs = outputCount(experiment)
  const { shapes, misfit } = layerShapes(input, experiment.layers)
  const named = (name: string, layer: Layer, below: Shape) =>
    layerParameters(layer, below).map((parameter) => ({
      ...parameter,
      name: `${name}/${parameter.name}`,
    }))
  const hidden = shapes.flatMap((_, i) =>
    named(`layers/${i}`, experiment.layers[i], shapes[i - 1] ?? input),
  )
  const output = misfit
    ? []
    : named('output', outputLayer(experiment, outputs), shapes.at(-1) ?? input)
  return { input, outputs, shapes, misfit, parameters: [...hidden, ...output] }
}

/** What one example is to the first layer: its features, its columns or its pixels. */
export function inputShape({ data, features }: Pick<Experiment, 'data' | 'features'>): Shape {
  return features.length > 0 ? [features.length] : (imageShape(data) ?? [columnCount(data)])
}

/** Of data made of images; undefined for any other. */
export function imageShape(data: Data): ImageShape | undefined {
  switch (data.kind) {
    case 'generated': {
      const generator: Generator = generators[data.name]
      return 'shape' in generator ? generator.shape : undefined
    }
    case 'bundled':
      return imageSource(data.name)?.shape
    case 'table':
      return data.shape
  }
}

/** Columns of the data, before features; of images, their pixels. */
export function columnCount(data: Data): number {
  const image = imageShape(data)
  if (image) return sizeOf(image)
  switch (data.kind) {
    case 'generated': {
      const generator: Generator = generators[data.name]
      return 'variables' in generator ? generator.variables : 0
    }
    case 'bundled':
      return chosenColumns(data.name, data.columns).length
    case 'table':
      return data.inputs[0].length
  }
}

/** Classes of a classification. */
export function classCount(data: Data): number {
  switch (data.kind) {
    case 'generated':
      return generators[data.name].classes.length
    case 'bundled':
      return chosenClasses(data.name, data.classes).length
    case 'table':
      return tableClasses(data)
  }
}

/** Initialised like the last dense layer; its activation follows from task and loss. */
export function outputLayer({ task, loss, layers }: Experiment, outputs: number): DenseLayer {
  const dense = layers.findLast((layer) => layer.kind === 'dense')
  return {
    kind: 'dense',
    units: outputs,
    activation: task === 'regression' ? 'identity' : losses[loss].classification.outputActivation,
    initializer: dense?.initializer ?? { kind: 'glorotUniform' },
  }
}

function outputCount({ task, data, loss }: Experiment): number {
  if (task === 'regression') {
    return data.kind === 'table' && data.targets ? data.targets[0].length : 1
  }
  const classes = classCount(data)
  return classes > 2 || losses[loss].classification.targets === 'oneHot' ? classes : 1
}

/** What feeds the network where a document names no features. */
export function defaultFeatures(data: Data): readonly FeatureName[] {
  return (['x', 'y'] as const).slice(0, columnCount(data) > 2 ? 0 : columnCount(data))
}
