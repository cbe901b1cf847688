import { initializer } from './initializer'
import { fillNormal, fillUniform } from './scaled'

export const uniform = initializer({
  label: 'uniform',
  equation: 'U(−l, +l)',
  help: 'Evenly between two limits, whatever the width of the layer.',
  settings: {
    limit: {
      label: 'Limit l',
      help: 'The largest size of a weight.',
      default: 0.5,
      min: 0,
      max: 10,
    },
  },
  fill: (weights, _shape, random, { limit }) => fillUniform(weights, random, limit),
})

export const normal = initializer({
  label: 'normal',
  equation: 'N(0, s²)',
  help: 'Around 0 with one deviation, whatever the width of the layer.',
  settings: {
    deviation: {
      label: 'Deviation s',
      help: 'The standard deviation of the weights.',
      default: 0.5,
      min: 0,
      max: 10,
    },
  },
  fill: (weights, _shape, random, { deviation }) => fillNormal(weights, random, deviation),
})
