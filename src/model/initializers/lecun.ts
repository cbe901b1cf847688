import { initializer } from './initializer'
import { fillNormal, fillUniform } from './scaled'

/** Y. LeCun and others, "Efficient BackProp", 1998, section 4.6. */
export const lecunUniform = initializer({
  label: 'LeCun uniform',
  equation: 'U(−√(3 / nᵢₙ), +√(3 / nᵢₙ))',
  help: 'Keeps the variance of activations from layer to layer; made for SELU and sigmoids.',
  settings: {},
  fill: (weights, { fanIn }, random) => fillUniform(weights, random, Math.sqrt(3 / fanIn)),
})

export const lecunNormal = initializer({
  label: 'LeCun normal',
  equation: 'N(0, 1 / nᵢₙ)',
  help: 'As LeCun uniform, from a normal distribution.',
  settings: {},
  fill: (weights, { fanIn }, random) => fillNormal(weights, random, Math.sqrt(1 / fanIn)),
})
