import type { ResidualLayer } from '../../model/experiment'
import { innerShapes, projectionOf } from '../../model/layers'
import { sizeOf } from '../../model/shapes'
import type { Op } from '../plan'
import {
  allocateValue,
  below,
  type DescribedLayer,
  deltaOf,
  type LayerRule,
  type Value,
} from './layer-rule'

/**
 * z = layers(x) + x, a = σ(z), with x through a 1×1 projection where the shapes differ. Both
 * branches read x without its activation's derivative; where their deltas meet it is applied once:
 * δ′ = (δ_layers + δ_around) ⊙ σ′(z′).
 * Source: K. He and others, "Deep Residual Learning for Image Recognition", 2015.
 */
export const residual: LayerRule<ResidualLayer> = (block, input, site) => {
  const shapes = innerShapes(block, input.shape)
  if ('message' in shapes) throw new Error(shapes.message)
  const shape = shapes.at(-1) ?? input.shape
  const { rows } = site

  /** The block's input as one branch sees it, with a delta of its own. */
  const branch = (name: string): Value => ({
    shape: input.shape,
    activation: 'identity',
    preActivation: input.output,
    output: input.output,
    delta: input.delta && site.allocate(name, input.shape),
  })

  const chain: DescribedLayer[] = []
  const entry = branch('layersDelta')
  for (const [i, layer] of block.layers.entries()) {
    chain.push(site.layOut(`layers/${i}`, i, layer, chain.at(-1)?.output ?? entry))
  }
  const end = chain.at(-1)?.output ?? entry

  const output = allocateValue(site, shape, block.activation)
  const delta = deltaOf(output)
  const projection = projectionOf(block, input.shape)
  const around = projection ? branch('projectionDelta') : input
  const projected = projection && site.layOut('projection', block.layers.length, projection, around)
  const size = { rows, width: sizeOf(shape) }

  /** Hands a delta on to a value, through the derivative of its activation. */
  const pass = (from: number, to: Value, second?: number): Op[] =>
    to.delta
      ? [
          {
            kind: 'delta',
            rows,
            width: sizeOf(to.shape),
            delta: from,
            second: second ?? 0,
            two: second === undefined ? 0 : 1,
            ...below(to, to.delta),
          },
        ]
      : []

  return {
    output,
    layers: [...chain, ...(projected ? [projected] : [])].map(({ description }) => description),
    forward: (mode) => [
      ...chain.flatMap((layer) => layer.forward(mode)),
      ...(projected?.forward(mode) ?? []),
      {
        kind: 'add',
        ...size,
        x: end.output.offset,
        y: (projected?.output ?? input).output.offset,
        z: output.preActivation.offset,
        a: output.output.offset,
        activation: block.activation,
      },
    ],
    backward: (mode) => {
      const aroundDelta = projected ? around.delta : delta
      return [
        ...pass(delta.offset, end),
        ...chain.toReversed().flatMap((layer) => layer.backward(mode)),
        ...(projected ? pass(delta.offset, projected.output) : []),
        ...(projected?.backward(mode) ?? []),
        ...(input.delta && entry.delta && aroundDelta
          ? pass(entry.delta.offset, input, aroundDelta.offset)
          : []),
      ]
    },
  }
}
