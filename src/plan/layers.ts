import type { Layer } from '../model/experiment'
import { averagePool2d, globalAveragePool2d } from './ops/average-pool2d'
import { batchNorm } from './ops/batch-norm'
import { conv2d } from './ops/conv2d'
import { dense } from './ops/dense'
import { dropout } from './ops/dropout'
import { flatten } from './ops/flatten'
import type { DescribedLayer, LaidLayer, LayerRule, Site, Value } from './ops/layer-rule'
import { maxPool2d } from './ops/max-pool2d'
import { residual } from './ops/residual'
import type { PlanLayer } from './plan'

const rules: { readonly [K in Layer['kind']]: LayerRule<Extract<Layer, { kind: K }>> } = {
  dense,
  conv2d,
  maxPool2d,
  averagePool2d,
  globalAveragePool2d,
  flatten,
  dropout,
  batchNorm,
  residual,
}

/** Lays out one layer on what comes from below. */
export function layOut(layer: Layer, input: Value, site: Site): DescribedLayer {
  const rule = rules[layer.kind] as LayerRule<Layer>
  const laid = rule(layer, input, site)
  return { ...laid, description: describe(site.name, layer, input, laid) }
}

function describe(name: string, layer: Layer, input: Value, laid: LaidLayer): PlanLayer {
  const { output, index, layers } = laid
  const activation = 'activation' in layer ? layer.activation : 'identity'
  return {
    name,
    kind: layer.kind,
    inputShape: input.shape,
    shape: output.shape,
    activation,
    // A layer that only hands on what came in has no pre-activation of its own.
    preActivation: activation === 'identity' ? output.output : output.preActivation,
    output: output.output,
    delta: output.delta,
    ...(index && { index }),
    ...(layers && { layers }),
  }
}
