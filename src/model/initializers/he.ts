import { initializer } from './initializer'
import { fillNormal, fillUniform } from './scaled'

/** K. He and others, "Delving Deep into Rectifiers", 2015, equation 10. */
export const heUniform = initializer({
  label: 'He uniform',
  equation: 'U(−√(6 / nᵢₙ), +√(6 / nᵢₙ))',
  help: 'Twice the variance of LeCun, for the half that ReLU cuts away.',
  settings: {},
  fill: (weights, { fanIn }, random) => fillUniform(weights, random, Math.sqrt(6 / fanIn)),
})

export const heNormal = initializer({
  label: 'He normal',
  equation: 'N(0, 2 / nᵢₙ)',
  help: 'As He uniform, from a normal distribution.',
  settings: {},
  fill: (weights, { fanIn }, random) => fillNormal(weights, random, Math.sqrt(2 / fanIn)),
})
