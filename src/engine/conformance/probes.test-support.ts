import { expect, test } from 'vitest'
import { randomSequence } from '../../lib/random'
import { METRIC, type Op, type Plan } from '../../plan/plan'
import type { Backend, Engine, PointProbe } from '../backend'
import {
  batchOf,
  type CreateBackend,
  NOTHING,
  planOfOps,
  randomRows,
  randomValues,
  relativeError,
  stateOf,
} from './fixtures.test-support'

const COUNT = 7
const CHUNK = 3
const INPUTS = 3
const HIDDEN = 5
const CLASSES = 4
const HIDDEN_WEIGHT = 0
const HIDDEN_BIAS = INPUTS * HIDDEN
const WEIGHT = HIDDEN_BIAS + HIDDEN
const BIAS = WEIGHT + HIDDEN * CLASSES
const PARAMETERS = BIAS + CLASSES

/** Places in `activations`, [CHUNK, width] each. */
const TARGETS = CHUNK * INPUTS
const Z = TARGETS + CHUNK * CLASSES
const A = Z + CHUNK * HIDDEN
const OUTPUT = A + CHUNK * HIDDEN
const DELTA = OUTPUT + CHUNK * CLASSES
const HIDDEN_DELTA = DELTA + CHUNK * CLASSES
const INPUT_DELTA = HIDDEN_DELTA + CHUNK * HIDDEN
const SIZE = INPUT_DELTA + CHUNK * INPUTS

const PLACES = {
  hidden: [A, HIDDEN],
  output: [OUTPUT, CLASSES],
  delta: [DELTA, CLASSES],
  hiddenDelta: [HIDDEN_DELTA, HIDDEN],
  inputDelta: [INPUT_DELTA, INPUTS],
} as const

const inputs = randomRows(COUNT, INPUTS, randomSequence(1, 'points'))
const classes = inputs.map((_, r) => (r * 3) % CLASSES)
const oneHot = (label: number) => Array.from({ length: CLASSES }, (_, c) => Number(c === label))
const parameters = randomValues(PARAMETERS, 0.9, 2)

/** Three rows at a time of a network 3 → 5 (tanh) → 4 with softmax and cross-entropy. */
async function start(backend: Backend): Promise<{ plan: Plan; engine: Engine }> {
  const rows = { rows: CHUNK }
  const hidden = { ...rows, inputWidth: INPUTS, units: HIDDEN, z: Z, a: A }
  const output = { ...rows, inputWidth: HIDDEN, units: CLASSES, z: OUTPUT, a: OUTPUT }
  const none = { activation: 'identity' } as const
  const forward: Op[] = [
    {
      kind: 'dense',
      ...hidden,
      x: 0,
      weight: HIDDEN_WEIGHT,
      bias: HIDDEN_BIAS,
      activation: 'tanh',
    },
    { kind: 'dense', ...output, x: A, weight: WEIGHT, bias: BIAS, ...none },
  ]
  const loss: Op = {
    kind: 'loss',
    loss: 'softmaxCrossEntropy',
    ...rows,
    outputs: CLASSES,
    z: OUTPUT,
    a: OUTPUT,
    targets: TARGETS,
    delta: DELTA,
    backward: 1,
    ...none,
    targetThreshold: 0.5,
    classification: 1,
  }
  const backward = (delta: number): Op[] => [
    {
      ...output,
      kind: 'denseInputGradient',
      delta,
      weight: WEIGHT,
      z: Z,
      a: A,
      inputDelta: HIDDEN_DELTA,
      activation: 'tanh',
    },
    {
      ...hidden,
      kind: 'denseInputGradient',
      delta: HIDDEN_DELTA,
      weight: HIDDEN_WEIGHT,
      z: 0,
      a: 0,
      inputDelta: INPUT_DELTA,
      ...none,
    },
  ]
  const weightGradient: Op = {
    ...output,
    kind: 'denseWeightGradient',
    x: A,
    delta: DELTA,
    weight: WEIGHT,
    bias: BIAS,
  }
  const { plan, data } = planOfOps({
    inputs,
    targets: classes.map(oneHot),
    chunk: CHUNK,
    parameters: PARAMETERS,
    activations: SIZE,
    programs: {
      train: [...forward, loss, weightGradient],
      gradient: [...forward, loss, weightGradient],
      evaluate: [...forward, { ...loss, backward: 0 }],
      forward,
      lossDelta: [...forward, loss, ...backward(DELTA)],
      scoreDelta: [...forward, ...backward(TARGETS)],
    },
  })
  // Room for other targets at the same points.
  const roomy = { ...plan, sizes: { ...plan.sizes, data: data.length + COUNT * CLASSES } }
  const room = new Float32Array(roomy.sizes.data)
  room.set(data)
  return { plan: roomy, engine: await backend.load(roomy, room, stateOf(plan, parameters)) }
}

function probeOf(
  { sets }: Plan,
  program: PointProbe['program'],
  place: keyof typeof PLACES,
  targets = sets.train.targets,
): PointProbe {
  const [offset, width] = PLACES[place]
  const tensor = { name: place, buffer: 'activations', offset, shape: [CHUNK, width] } as const
  return { tensor, program, ...sets.train, targets }
}

const scoresOf = (x: readonly number[]): number[] => {
  const part = (from: number, i: number, width: number, j: number) =>
    parameters[from + i * width + j]
  const hidden = Array.from({ length: HIDDEN }, (_, j) =>
    Math.tanh(
      x.reduce((sum, value, i) => sum + value * part(HIDDEN_WEIGHT, i, HIDDEN, j), 0) +
        parameters[HIDDEN_BIAS + j],
    ),
  )
  return Array.from(
    { length: CLASSES },
    (_, k) =>
      hidden.reduce((sum, value, j) => sum + value * part(WEIGHT, j, CLASSES, k), 0) +
      parameters[BIAS + k],
  )
}

const lossOf = (x: readonly number[], label: number): number => {
  const scores = scoresOf(x)
  return Math.log(scores.reduce((sum, score) => sum + Math.exp(score), 0)) - scores[label]
}

/** Central differences in each input of each row. */
const slopes = (value: (x: readonly number[], row: number) => number): number[] =>
  inputs.flatMap((x, row) =>
    x.map((_, i) => {
      const step = 1e-6
      const at = (shift: number) => value(x.with(i, x[i] + shift), row)
      return (at(step) - at(-step)) / (2 * step)
    }),
  )

export function testProbes(create: CreateBackend): void {
  test('the delta of a row is that of its own loss, whatever rows stand beside it', async () => {
    const backend = await create()
    const { plan, engine } = await start(backend)
    const { probes } = await engine.observe({
      ...NOTHING,
      probes: [probeOf(plan, 'lossDelta', 'delta'), probeOf(plan, 'lossDelta', 'inputDelta')],
    })
    const shares = inputs.flatMap((x, r) => {
      const powers = scoresOf(x).map(Math.exp)
      const sum = powers.reduce((a, b) => a + b)
      return powers.map((power, c) => power / sum - Number(c === classes[r]))
    })
    expect(relativeError(probes[0], shares)).toBeLessThan(1e-5)
    expect(
      relativeError(
        probes[1],
        slopes((x, r) => lossOf(x, classes[r])),
      ),
    ).toBeLessThan(1e-5)
    backend.dispose()
  })

  test('targets name the score that is derived', async () => {
    const backend = await create()
    const { plan, engine } = await start(backend)
    const other = plan.sizes.data - COUNT * CLASSES
    engine.write('data', other, Float32Array.from(inputs.flatMap(() => oneHot(2))))
    const { probes } = await engine.observe({
      ...NOTHING,
      probes: [
        probeOf(plan, 'scoreDelta', 'inputDelta'),
        probeOf(plan, 'scoreDelta', 'inputDelta', other),
      ],
    })
    expect(
      relativeError(
        probes[0],
        slopes((x, r) => scoresOf(x)[classes[r]]),
      ),
    ).toBeLessThan(1e-5)
    expect(
      relativeError(
        probes[1],
        slopes((x) => scoresOf(x)[2]),
      ),
    ).toBeLessThan(1e-5)
    backend.dispose()
  })

  test('probes of different programs, targets and numbers of points do not mix', async () => {
    const backend = await create()
    const { plan, engine } = await start(backend)
    const other = plan.sizes.data - COUNT * CLASSES
    engine.write('data', other, Float32Array.from(inputs.flatMap(() => oneHot(1))))
    const probes = [
      probeOf(plan, 'lossDelta', 'hiddenDelta'),
      probeOf(plan, 'forward', 'output'),
      { ...probeOf(plan, 'lossDelta', 'hiddenDelta'), count: 2 },
      probeOf(plan, 'scoreDelta', 'hiddenDelta'),
      probeOf(plan, 'lossDelta', 'hiddenDelta', other),
      { ...probeOf(plan, 'forward', 'hidden', other), count: 5 },
      probeOf(plan, 'lossDelta', 'output'),
      probeOf(plan, 'scoreDelta', 'hiddenDelta', other),
    ]
    const together = (await engine.observe({ ...NOTHING, probes })).probes
    for (const [i, probe] of probes.entries()) {
      const alone = await engine.observe({ ...NOTHING, probes: [probe] })
      expect(together[i]).toEqual(alone.probes[0])
    }
    expect(together[1]).toEqual(together[6])
    expect(together[2]).toEqual(together[0].slice(0, 2 * HIDDEN))
    expect(together[4]).not.toEqual(together[0])
    expect(together[7]).not.toEqual(together[3])
    backend.dispose()
  })

  test('asking for deltas leaves training, its metrics and gradients as they are', async () => {
    const backend = await create()
    const everything = async (asked: boolean) => {
      const { plan, engine } = await start(backend)
      engine.train([0, 1].map((step) => batchOf(plan, step, { rows: CHUNK })))
      const probes = asked
        ? (['lossDelta', 'scoreDelta'] as const).map((name) => probeOf(plan, name, 'inputDelta'))
        : []
      const gradients = await engine.gradients()
      const request = { ...NOTHING, evaluate: true, metrics: { from: 0, to: 2 } }
      const { evaluation, metrics } = await engine.observe({ ...request, probes })
      expect(metrics[METRIC.loss]).toBeGreaterThan(0)
      const after = await engine.observe(request)
      expect({ evaluation, metrics }).toEqual({
        evaluation: after.evaluation,
        metrics: after.metrics,
      })
      expect(await engine.gradients()).toEqual(gradients)
      return { evaluation, metrics, gradients, snapshot: await engine.snapshot() }
    }
    expect(await everything(true)).toEqual(await everything(false))
    backend.dispose()
  })
}
