import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { buildKernels } from '../../../scripts/kernels.mjs'
import { permute } from '../../lib/permutation'
import { activationNames } from '../../model/activations'
import { lossNames } from '../../model/losses'
import { optimizerNames } from '../../model/optimizers'
import { BATCH_FIELDS, BATCH_WORDS, OP_FIELDS, OP_KINDS, OP_WORDS } from '../../plan/record'
import { optimizerSettings, Run } from '../conformance/fixtures.test-support'
import { randomTable } from '../conformance/layers.test-support'
import { describeConformance } from '../conformance.test-support'
import { type Kernels, LAYOUT_FIELDS, MOST_BYTES } from './memory'

const folder = new URL('./kernels/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

async function createBackend() {
  await buildKernels()
  const { createWasmBackend } = await import('./backend')
  return createWasmBackend()
}

describeConformance('wasm', createBackend)

/** Fields of a class, `[name, type]`, and entries of an enum, as the source lists them. */
function fieldsOf(source: string, name: string): [string, string][] {
  const [, body] = new RegExp(`class ${name} \\{([^}]*)\\}`).exec(source) ?? []
  return [...(body ?? '').matchAll(/^\s*(\w+): (\w+)$/gm)].map(([, field, type]) => [field, type])
}

function entriesOf(source: string, name: string): string[] {
  const [, body] = new RegExp(`enum ${name} \\{([^}]*)\\}`).exec(source) ?? []
  return [...(body ?? '').matchAll(/\w+/g)].map(([entry]) => entry)
}

describe('kernels and TypeScript mean the same', () => {
  test.each(OP_KINDS)('the record of %s has the same fields', (kind) => {
    const name = `${kind[0].toUpperCase()}${kind.slice(1)}Op`
    const fields = fieldsOf(read(`${kebab(kind)}.ts`), name)
    expect(fields).toEqual([['code', 'u32'], ...OP_FIELDS[kind]])
    expect(fields.length).toBeLessThanOrEqual(OP_WORDS)
  })

  test('the record of a batch has the same fields', () => {
    const fields = fieldsOf(read('batch.ts'), 'Batch')
    expect(fields.filter(([name]) => !name.startsWith('padding'))).toEqual(BATCH_FIELDS)
    expect(fields.length).toBe(BATCH_WORDS)
  })

  test('the layout has the same fields', () => {
    expect(fieldsOf(read('buffers.ts'), 'Layout').map(([name]) => name)).toEqual(LAYOUT_FIELDS)
  })

  test.each([
    ['run.ts', 'Code', OP_KINDS],
    ['activations.ts', 'Activation', activationNames],
    ['loss.ts', 'Loss', lossNames],
    ['optimizer.ts', 'Optimizer', optimizerNames],
  ] as const)('the codes of %s stand in the order of the catalogue', (file, name, entries) => {
    expect(entriesOf(read(file), name)).toEqual(entries)
  })

  test('every activation and loss has a file of its name', () => {
    const files = (name: string) => readdirSync(new URL(name, folder)).toSorted()
    const expected = (names: readonly string[]) =>
      names.map((name) => `${kebab(name)}.ts`).toSorted()
    expect(files('activations')).toEqual(expected(activationNames))
    expect(files('losses')).toEqual(expected(lossNames))
    // AdamW is Adam with a decay.
    expect(files('optimizers')).toEqual(expected(optimizerNames.filter((name) => name !== 'adamw')))
  })

  test('permutations are those of lib/permutation', async () => {
    await buildKernels()
    const bytes = readFileSync(new URL('./build/kernels.wasm', import.meta.url))
    const { instance } = await WebAssembly.instantiate(bytes)
    const kernels = instance.exports as unknown as Kernels
    const to = Math.ceil(kernels.heapBase() / 16) * 16
    kernels.memory.grow(1)
    for (const count of [1, 2, 3, 5, 16, 17, 100, 255, 256, 257, 1000]) {
      for (const key of [0, 1, 0xdeadbeef, 0xffffffff]) {
        const start = Math.floor(count / 3)
        const rows = count - start
        kernels.permuteTo(start, rows, count, key, to)
        const indices = [...new Uint32Array(kernels.memory.buffer, to, rows)]
        expect(indices).toEqual(
          Array.from({ length: rows }, (_, row) => permute(start + row, count, key)),
        )
      }
    }
  })
})

describe('divergence shows', () => {
  let backend: Awaited<ReturnType<typeof createBackend>>
  beforeAll(async () => {
    backend = await createBackend()
  })

  test.each(activationNames)('%s of NaN is NaN', async (activation) => {
    const run = await Run.start(
      backend,
      { inputs: [[0]], targets: [[0]], layers: [{ units: 1, activation }], loss: 'huber' },
      Float32Array.of(1, 0, 1, 0),
    )
    const outputs = await run.outputs(Float32Array.of(Number.NaN, 1, Number.NaN, 1, 1), 0)
    expect([...outputs].map(Number.isNaN)).toEqual([true, false, true, false, false])
  })

  test.each(lossNames)('%s of NaN is NaN, and so are its gradients', async (loss) => {
    const { inputs } = randomTable(5, 2, 1)
    const run = await Run.start(backend, { inputs, labels: [0, 1, 1, 0, 1], loss })
    run.engine.write('parameters', 0, Float32Array.of(Number.NaN))
    expect((await run.observe({ evaluate: true })).evaluation?.train.loss).toBeNaN()
    expect((await run.engine.gradients()).some(Number.isNaN)).toBe(true)
  })

  test.each(optimizerNames)('%s passes NaN on to parameters and state', async (kind) => {
    const run = await Run.start(backend, {
      ...randomTable(5, 2, 1),
      loss: 'meanSquaredError',
      optimizer: optimizerSettings(kind),
      clipping: { norm: 1, value: 1 },
    })
    run.engine.write('data', 0, Float32Array.of(Number.NaN))
    run.train(2)
    const { parameters, optimizer } = await run.engine.snapshot()
    expect(parameters.every(Number.isNaN)).toBe(true)
    // SGD has no state, and all of nothing is NaN.
    expect(optimizer.every(Number.isNaN)).toBe(true)
  })
})

test('small numbers end as 0, not as subnormal ones', async () => {
  const backend = await createBackend()
  const run = await Run.start(backend, {
    inputs: [[0], [0]],
    targets: [[0], [0]],
    loss: 'meanSquaredError',
    optimizer: optimizerSettings('momentum'),
  })
  run.engine.restore({
    parameters: new Float32Array(2),
    optimizer: new Float32Array(2).fill(1e-37),
  })
  run.train(100)
  expect((await run.engine.snapshot()).optimizer).toEqual(new Float32Array(2))
})

test('a plan beyond the limit is refused with its size', async () => {
  const backend = await createBackend()
  const run = await Run.start(backend, { ...randomTable(3, 2, 1), loss: 'huber' })
  const { plan, data } = run.compiled
  const sizes = { ...plan.sizes, activations: MOST_BYTES / 4 }
  const state = await run.engine.snapshot()
  await expect(backend.load({ ...plan, sizes }, data, state)).rejects.toMatchObject({
    name: 'EngineError',
    kind: 'tooLarge',
    message: expect.stringMatching(/need 10\d\d MiB; the limit is 1024 MiB/),
  })
  const replicas = { ...plan, sizes: { ...plan.sizes, activations: 2 ** 27 }, replicas: 3 }
  await expect(backend.load(replicas, data, state)).rejects.toMatchObject({ kind: 'tooLarge' })
})
