import { initializer } from './initializer'

export const zeros = initializer({
  label: 'zeros',
  equation: '0',
  help: 'All units of a layer stay alike for ever: they get the same gradients.',
  settings: {},
  fill: (weights) => {
    weights.fill(0)
  },
})

export const constant = initializer({
  label: 'constant',
  equation: 'c',
  help: 'The same weight everywhere; as with zeros, the units of a layer stay alike.',
  settings: {
    value: {
      label: 'Value c',
      help: 'Every weight of the layer.',
      default: 0.1,
      min: -10,
      max: 10,
    },
  },
  fill: (weights, _shape, _random, { value }) => {
    weights.fill(value)
  },
})
