import { type Op, type Plan, PROGRAM_NAMES, type ProgramName, type Tensor } from './plan'

/** The readable form of a plan: sizes, parameters with their places, and the ops of each program. */
export function printPlan(plan: Plan): string {
  const { batch, sets } = plan
  return [
    `inputs      ${plan.inputs.join(', ')}`,
    `outputs     ${plan.outputs}${plan.classes.length > 0 ? ` (${plan.classes.join(', ')})` : ''}`,
    `loss        ${plan.loss}`,
    `batches     ${batch.size} examples, ${batch.order}, ${batch.perEpoch} to an epoch`,
    `examples    ${sets.train.count} for training, ${sets.test.count} for testing`,
    `replicas    ${plan.replicas}`,
    '',
    'buffers (floats per replica)',
    ...table(Object.entries(plan.sizes).map(([name, size]) => [name, grouped(size)])),
    '',
    'parameters',
    ...table(
      plan.parameters.map((parameter) => [parameter.name, shapeOf(parameter), at(parameter)]),
    ),
    ...PROGRAM_NAMES.flatMap((name) => ['', ...printProgram(plan, name)]),
  ].join('\n')
}

function printProgram(plan: Plan, name: ProgramName): string[] {
  const ops = plan.programs[name]
  const activations = nameActivations(plan)
  const named = (offset: number) => activations.get(offset) ?? `activations @${offset}`
  const gather = ops.find((op) => op.kind === 'gather')
  return [
    `${name} (${gather?.rows ?? 0} rows at most)`,
    ...table(ops.map((op) => [op.kind, printOp(plan, op, named)])),
  ]
}

function printOp(plan: Plan, op: Op, named: (offset: number) => string): string {
  const parameter = (offset: number) =>
    plan.parameters.find((candidate) => candidate.offset === offset)?.name ?? `@${offset}`
  switch (op.kind) {
    case 'gather':
      return [
        `${named(op.inputs)} [${op.rows}, ${op.inputWidth}]`,
        ...(op.targetWidth > 0 ? [`${named(op.targets)} [${op.rows}, ${op.targetWidth}]`] : []),
      ].join(', ')
    case 'dense':
      return (
        `${named(op.a)} [${op.rows}, ${op.units}] = ` +
        `${op.activation}(${named(op.x)} · ${parameter(op.weight)} + ${parameter(op.bias)})`
      )
    case 'loss':
      return (
        `${op.loss}(${named(op.a)}, ${named(op.targets)})` +
        (op.backward ? ` → ${named(op.delta)}` : '')
      )
    case 'denseWeightGradient':
      return `∂${parameter(op.weight)}, ∂${parameter(op.bias)} from ${named(op.x)}, ${named(op.delta)}`
    case 'denseInputGradient':
      return (
        `${named(op.inputDelta)} = (${named(op.delta)} · ${parameter(op.weight)}ᵀ) ⊙ ` +
        `${op.activation}′(${named(op.z)})`
      )
    case 'gradientNorm':
      return `over ${grouped(op.count)} gradients${op.clipValue > 0 ? `, each at most ${op.clipValue}` : ''}`
    case 'optimizer':
      return (
        `${op.optimizer} over ${grouped(op.count)} parameters, ` +
        `settings ${op.settings.join(' ')}, l1 ${op.l1}, l2 ${op.l2}` +
        (op.clipNorm > 0 ? `, norm at most ${op.clipNorm}` : '')
      )
    case 'setAside':
      return `${grouped(op.count)} parameters, ${grouped(op.stateCount)} floats of state`
    case 'takeBack':
      return `to ${named(op.update)}, ${named(op.nextState)}`
    case 'conv2d':
    case 'conv2dFilterGradient':
    case 'conv2dInputGradient':
    case 'maxPool2d':
    case 'maxPool2dGradient':
    case 'averagePool2d':
    case 'averagePool2dGradient':
    case 'add':
    case 'delta':
    case 'batchNorm':
    case 'batchNormGradient':
    case 'dropout':
    case 'dropoutGradient':
    case 'augment':
    case 'upsample2d':
    case 'upsample2dGradient':
    case 'convTranspose2d':
    case 'convTranspose2dFilterGradient':
    case 'convTranspose2dInputGradient':
    case 'summary':
    case 'unitSummary':
      return Object.entries(op)
        .filter(([name]) => name !== 'kind')
        .map(([name, value]) => `${name} ${ACTIVATIONS.has(name) ? named(Number(value)) : value}`)
        .join(', ')
  }
}

/** Fields of ops that are offsets of activations. */
const ACTIVATIONS = new Set([
  'x',
  'y',
  'z',
  'a',
  'delta',
  'second',
  'inputDelta',
  'index',
  'result',
])

/** Names by offset of what the ops of one program read and write. */
function nameActivations(plan: Plan): Map<number, string> {
  const activations = plan.tensors.filter(({ buffer }) => buffer === 'activations')
  return new Map(activations.map(({ offset, name }) => [offset, name]))
}

function shapeOf({ shape }: Tensor): string {
  return `[${shape.join(', ')}]`
}

function at({ offset, shape }: Tensor): string {
  const length = shape.reduce((product, side) => product * side, 1)
  return `@${offset}…${offset + length - 1}`
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** Lines with aligned columns, two spaces in. */
function table(rows: readonly (readonly string[])[]): string[] {
  const widths = rows.reduce<number[]>(
    (so, row) => row.map((cell, i) => Math.max(so[i] ?? 0, cell.length)),
    [],
  )
  return rows.map((row) =>
    `  ${row.map((cell, i) => (i < row.length - 1 ? cell.padEnd(widths[i]) : cell)).join('  ')}`.trimEnd(),
  )
}
