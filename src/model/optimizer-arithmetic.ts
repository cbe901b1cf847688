import type { Experiment } from './experiment'
import type { ParameterRole } from './layers'

/** One line of an update written out: `symbol` ← `formula`. */
export interface UpdateTerm {
  /** What the line is for, in a few words. */
  readonly what: string
  readonly symbol: string
  /** In plain text with Unicode mathematics; its symbols are those of `numbers`. */
  readonly formula: string
  /** The numbers that stand for them; what stands in brackets there may be one symbol. */
  readonly numbers: Readonly<Record<string, number>>
  readonly value: number
  /** The slot of the optimizer's state that it is kept in. */
  readonly slot?: 0 | 1
}

export interface UpdateInputs {
  /** The parameter before the update. */
  readonly w: number
  /** ∂L/∂w of the batch, before clipping and regularization. */
  readonly g: number
  /** The optimizer's slots before the update. */
  readonly state: readonly number[]
  /** η of this step, the schedule's factor in it. */
  readonly learningRate: number
  /** ‖g‖ over all parameters, where clipping by norm asks for it. */
  readonly norm: number
  /** 1 / (1 − β₁ᵗ) and 1 / (1 − β₂ᵗ) of Adam. */
  readonly corrections: readonly [number, number]
  readonly role: ParameterRole
}

/**
 * What the optimizer does to one parameter, line by line in float64; the last line is the parameter
 * after the update. Settings are taken as the engine has them, in float32. Empty for running
 * statistics, which no optimizer touches. Sources of the rules: model/optimizers/.
 */
export function updateTerms(
  {
    optimizer,
    regularization,
    clipping,
  }: Pick<Experiment, 'optimizer' | 'regularization' | 'clipping'>,
  inputs: UpdateInputs,
): UpdateTerm[] {
  if (inputs.role === 'runningMean' || inputs.role === 'runningVariance') return []
  const prepared = prepare({ regularization, clipping }, inputs)
  const g = prepared.at(-1)?.value ?? inputs.g
  const setting = (name: string) => Math.fround(Number(optimizer[name]))
  const rule = rules[optimizer.kind]
  return [...prepared, ...rule({ ...inputs, g }, setting)]
}

/** From the loss's gradient to what the rule is given: clipping, then regularization. */
function prepare(
  { regularization, clipping }: Pick<Experiment, 'regularization' | 'clipping'>,
  { w, g: gradient, norm, role }: UpdateInputs,
): UpdateTerm[] {
  const terms: UpdateTerm[] = []
  let g = gradient
  const add = (term: Omit<UpdateTerm, 'symbol'>) => {
    terms.push({ symbol: 'g', ...term })
    g = term.value
  }
  if (clipping.value > 0) {
    const c = Math.fround(clipping.value)
    add({
      what: 'clipping by value',
      formula: 'g, kept within ±c',
      numbers: { g, c },
      value: Math.max(-c, Math.min(c, g)),
    })
  }
  if (clipping.norm > 0) {
    const c = Math.fround(clipping.norm)
    add({
      what: 'clipping by norm',
      formula: norm > c ? 'g·c / ‖g‖' : 'g, as ‖g‖ ≤ c',
      numbers: { g, c, '‖g‖': norm },
      value: norm > c ? (g * c) / norm : g,
    })
  }
  const [l1, l2] = [Math.fround(regularization.l1), Math.fround(regularization.l2)]
  if (role === 'weight' && (l1 !== 0 || l2 !== 0)) {
    const both = [...(l2 === 0 ? [] : ['λ₂·w']), ...(l1 === 0 ? [] : ['λ₁·sign(w)'])]
    add({
      what: 'regularization',
      formula: `g + ${both.join(' + ')}`,
      numbers: { g, w, ...(l2 !== 0 && { 'λ₂': l2 }), ...(l1 !== 0 && { 'λ₁': l1 }) },
      value: g + l2 * w + l1 * Math.sign(w),
    })
  }
  return terms
}

type Rule = (inputs: UpdateInputs, setting: (name: string) => number) => UpdateTerm[]

const parameter = 'the parameter'

const momentum =
  (ahead: boolean): Rule =>
  ({ w, g, state: [before], learningRate }, setting) => {
    const rate = setting('momentum')
    const v = rate * before + g
    const velocity: UpdateTerm = {
      what: 'velocity',
      symbol: 'v',
      formula: 'μ·v + g',
      numbers: { μ: rate, v: before, g },
      value: v,
      slot: 0,
    }
    const common = { what: parameter, symbol: 'w' }
    return [
      velocity,
      ahead
        ? {
            ...common,
            formula: 'w − η·(g + μ·v)',
            numbers: { w, η: learningRate, g, μ: rate, v },
            value: w - learningRate * (g + rate * v),
          }
        : {
            ...common,
            formula: 'w − η·v',
            numbers: { w, η: learningRate, v },
            value: w - learningRate * v,
          },
    ]
  }

/** AdaGrad and RMSProp: steps divided by the root of what squares have come to. */
const divided =
  (average: boolean): Rule =>
  ({ w, g, state: [before], learningRate }, setting): UpdateTerm[] => {
    const epsilon = setting('epsilon')
    const rho = average ? setting('decay') : 1
    const s = average ? rho * before + (1 - rho) * g * g : before + g * g
    return [
      {
        what: average ? 'running mean of squares' : 'sum of squares',
        symbol: 's',
        formula: average ? 'ρ·s + (1−ρ)·g²' : 's + g²',
        numbers: { s: before, g, ...(average && { ρ: rho }) },
        value: s,
        slot: 0,
      },
      {
        what: parameter,
        symbol: 'w',
        formula: 'w − η·g / (√s + ε)',
        numbers: { w, η: learningRate, g, s, ε: epsilon },
        value: w - (learningRate * g) / (Math.sqrt(s) + epsilon),
      },
    ]
  }

const adam =
  (decays: boolean): Rule =>
  (
    { w: before, g, state: [mBefore, sBefore], learningRate, corrections },
    setting,
  ): UpdateTerm[] => {
    const [beta1, beta2] = [setting('beta1'), setting('beta2')]
    const epsilon = setting('epsilon')
    const decay = decays ? setting('weightDecay') : 0
    const w = before - learningRate * decay * before
    const m = beta1 * mBefore + (1 - beta1) * g
    const s = beta2 * sBefore + (1 - beta2) * g * g
    const [mHat, sHat] = [m * corrections[0], s * corrections[1]]
    return [
      {
        what: 'running mean',
        symbol: 'm',
        formula: 'β₁·m + (1−β₁)·g',
        numbers: { 'β₁': beta1, m: mBefore, g },
        value: m,
        slot: 0,
      },
      {
        what: 'running mean of squares',
        symbol: 's',
        formula: 'β₂·s + (1−β₂)·g²',
        numbers: { 'β₂': beta2, s: sBefore, g },
        value: s,
        slot: 1,
      },
      {
        what: 'corrected for its start at 0',
        symbol: 'm̂',
        formula: 'm / (1 − β₁ᵗ)',
        numbers: { m, '(1 − β₁ᵗ)': 1 / corrections[0] },
        value: mHat,
      },
      {
        what: 'corrected for its start at 0',
        symbol: 'ŝ',
        formula: 's / (1 − β₂ᵗ)',
        numbers: { s, '(1 − β₂ᵗ)': 1 / corrections[1] },
        value: sHat,
      },
      ...(decays
        ? [
            {
              what: 'weight decay',
              symbol: 'w',
              formula: 'w − η·λ·w',
              numbers: { w: before, η: learningRate, λ: decay },
              value: w,
            },
          ]
        : []),
      {
        what: parameter,
        symbol: 'w',
        formula: 'w − η·m̂ / (√ŝ + ε)',
        numbers: { w, η: learningRate, m̂: mHat, ŝ: sHat, ε: epsilon },
        value: w - (learningRate * mHat) / (Math.sqrt(sHat) + epsilon),
      },
    ]
  }

const rules: Readonly<Record<Experiment['optimizer']['kind'], Rule>> = {
  sgd: ({ w, g, learningRate }) => [
    {
      what: parameter,
      symbol: 'w',
      formula: 'w − η·g',
      numbers: { w, η: learningRate, g },
      value: w - learningRate * g,
    },
  ],
  momentum: momentum(false),
  nesterov: momentum(true),
  adagrad: divided(false),
  rmsprop: divided(true),
  adadelta({ w, g, state: [sBefore, uBefore], learningRate }, setting): UpdateTerm[] {
    const [rho, epsilon] = [setting('rho'), setting('epsilon')]
    const s = rho * sBefore + (1 - rho) * g * g
    const d = (g * Math.sqrt(uBefore + epsilon)) / Math.sqrt(s + epsilon)
    const u = rho * uBefore + (1 - rho) * d * d
    return [
      {
        what: 'running mean of squares',
        symbol: 's',
        formula: 'ρ·s + (1−ρ)·g²',
        numbers: { ρ: rho, s: sBefore, g },
        value: s,
        slot: 0,
      },
      {
        what: 'change',
        symbol: 'd',
        formula: 'g·√(u + ε) / √(s + ε)',
        numbers: { g, u: uBefore, ε: epsilon, s },
        value: d,
      },
      {
        what: 'running mean of squared changes',
        symbol: 'u',
        formula: 'ρ·u + (1−ρ)·d²',
        numbers: { ρ: rho, u: uBefore, d },
        value: u,
        slot: 1,
      },
      {
        what: parameter,
        symbol: 'w',
        formula: 'w − η·d',
        numbers: { w, η: learningRate, d },
        value: w - learningRate * d,
      },
    ]
  },
  adam: adam(false),
  adamw: adam(true),
}
