import { initializer } from './initializer'
import { fillNormal, fillUniform } from './scaled'

/** X. Glorot and Y. Bengio, "Understanding the difficulty of training deep networks", 2010. */
export const glorotUniform = initializer({
  label: 'Glorot uniform',
  equation: 'U(−√(6 / (nᵢₙ + nₒᵤₜ)), +√(6 / (nᵢₙ + nₒᵤₜ)))',
  help: 'Keeps the variance of activations and gradients across layers; made for tanh and sigmoid.',
  settings: {},
  fill: (weights, { fanIn, fanOut }, random) =>
    fillUniform(weights, random, Math.sqrt(6 / (fanIn + fanOut))),
})

export const glorotNormal = initializer({
  label: 'Glorot normal',
  equation: 'N(0, 2 / (nᵢₙ + nₒᵤₜ))',
  help: 'As Glorot uniform, from a normal distribution.',
  settings: {},
  fill: (weights, { fanIn, fanOut }, random) =>
    fillNormal(weights, random, Math.sqrt(2 / (fanIn + fanOut))),
})
