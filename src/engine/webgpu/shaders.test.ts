import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { WgslReflect as Reflect } from 'wgsl_reflect'
// @ts-expect-error The package types only the entry that Node cannot load.
import * as reflection from 'wgsl_reflect/wgsl_reflect.module.js'
import { permute } from '../../lib/permutation'
import { activationNames } from '../../model/activations'
import { lossNames } from '../../model/losses'
import { optimizerNames } from '../../model/optimizers'
import type { Op, OpKind } from '../../plan/plan'
import { BATCH_FIELDS, OP_FIELDS, OP_KINDS } from '../../plan/record'
import { Device } from './device'
import { imageShaders } from './image-shaders'
import { tilings } from './kernel'
import { kernelsOf } from './kernels'
import { libShaders, opShaders } from './op-shaders'
import { assemble, describeMessages } from './shader-source'
import { nodeGpu, withoutWebGpu } from './test-backend.test-support'

const WgslReflect = reflection.WgslReflect as typeof Reflect

const shaders = { ...opShaders, ...imageShaders }

/** The passes of every op. */
const OP_SHADERS: Readonly<Record<OpKind, readonly (keyof typeof shaders)[]>> = {
  gather: ['gatherRows'],
  dense: ['denseForward'],
  loss: ['lossRows'],
  denseWeightGradient: ['denseWeightGradient'],
  denseInputGradient: ['denseInputGradient'],
  gradientNorm: ['gradientNorm'],
  optimizer: ['optimizerUpdate'],
  conv2d: ['conv2dForward'],
  conv2dFilterGradient: ['conv2dFilterGradient', 'conv2dFilterGradientSum'],
  conv2dInputGradient: ['conv2dInputGradient'],
  maxPool2d: ['maxPool2dForward'],
  maxPool2dGradient: ['maxPool2dGradient'],
  averagePool2d: ['averagePool2dForward'],
  averagePool2dGradient: ['averagePool2dGradient'],
  add: ['addForward'],
  delta: ['deltaGradient'],
  batchNorm: ['batchNormMoments', 'batchNormForward'],
  batchNormGradient: ['batchNormGradient', 'batchNormInputGradient'],
  dropout: ['dropoutForward'],
  dropoutGradient: ['dropoutGradient'],
  augment: ['augmentForward'],
  upsample2d: ['upsample2dForward'],
  upsample2dGradient: ['upsample2dGradient'],
  convTranspose2d: ['convTranspose2dForward'],
  convTranspose2dFilterGradient: ['convTranspose2dFilterGradient'],
  convTranspose2dInputGradient: ['convTranspose2dInputGradient'],
  setAside: ['setAsideCopy'],
  takeBack: ['takeBackCopy'],
  summary: ['summaryEntries'],
  unitSummary: ['unitSummaryEntries'],
}

/** Members as [name, type, byte offset]. */
function membersOf(text: string, struct: string) {
  const found = new WgslReflect(text).structs.find(({ name }) => name === struct)
  return found?.members.map(({ name, type, offset }) => [name, type.name, offset])
}

/** Members in WGSL, where `filter` is reserved. */
const memberName = (name: string) =>
  name === 'filter' ? 'filters' : name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

describe('structs of shaders mirror the records', () => {
  const passes = OP_KINDS.flatMap((kind) => OP_SHADERS[kind].map((shader) => ({ kind, shader })))

  test('every pass is known', () => {
    expect(passes.map(({ shader }) => shader).sort()).toEqual(Object.keys(shaders).sort())
  })

  test.each(passes)('$kind in $shader', ({ kind, shader }) => {
    const struct = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}Op`
    const members = [['code', 'u32'], ...OP_FIELDS[kind]]
    expect(membersOf(shaders[shader].text, struct)).toEqual(
      members.map(([name, type], i) => [memberName(name), type, 4 * i]),
    )
  })

  test('batch', () => {
    expect(membersOf(libShaders.bindings.text, 'Batch')).toEqual(
      BATCH_FIELDS.map(([name, type], i) => [memberName(name), type, 4 * i]),
    )
  })
})

test('a compiler message names file, line and column and shows the line', () => {
  const files = [
    { file: 'shaders/a.wgsl', text: 'one\ntwo\n' },
    { file: 'shaders/b.wgsl', text: 'three\nfour\n' },
  ]
  const message = { type: 'error', message: 'odd', lineNum: 5, linePos: 3 }
  expect(assemble(files).split('\n')[message.lineNum - 1]).toBe('four')
  expect(describeMessages(files, [message])).toBe('shaders/b.wgsl:2:3: error: odd\nfour\n  ^')
})

describe.skipIf(withoutWebGpu)('on a real device', () => {
  let device: Device

  beforeAll(async () => {
    const adapter = await nodeGpu().requestAdapter()
    if (!adapter) throw new Error('no adapter')
    device = new Device(await adapter.requestDevice())
  })
  afterAll(() => device.dispose())

  const dense = { rows: 2, inputWidth: 2, units: 2, x: 0, delta: 0, weight: 0, bias: 0, z: 0, a: 0 }
  const loss = {
    kind: 'loss',
    rows: 2,
    outputs: 1,
    z: 0,
    a: 0,
    targets: 0,
    delta: 0,
    backward: 1,
    targetThreshold: 0,
    classification: 1,
  } as const
  const update = { count: 1, mask: 0, l1: 0, l2: 0, clipValue: 0, clipNorm: 0 }
  const kept = { count: 1, stateCount: 0, parameters: 0, state: 0 }
  const reduced = { source: 'activations', rows: 1, width: 1, x: 0, result: 0 } as const
  const ops: readonly (readonly [name: string, op: Op])[] = [
    ['gather', { kind: 'gather', rows: 1, inputs: 0, inputWidth: 1, targets: 0, targetWidth: 1 }],
    ['gradientNorm', { kind: 'gradientNorm', count: 1, clipValue: 0 }],
    ['denseWeightGradient', { kind: 'denseWeightGradient', ...dense }],
    ...activationNames.flatMap((activation): [string, Op][] => [
      [`dense ${activation}`, { kind: 'dense', ...dense, activation }],
      [
        `denseInputGradient ${activation}`,
        { kind: 'denseInputGradient', ...dense, activation, inputDelta: 0 },
      ],
    ]),
    ['setAside', { kind: 'setAside', ...kept }],
    ['takeBack', { kind: 'takeBack', ...kept, update: 0, nextState: 0 }],
    ...activationNames.flatMap((activation): [string, Op][] => [
      [`summary ${activation}`, { kind: 'summary', ...reduced, activation }],
      [`unitSummary ${activation}`, { kind: 'unitSummary', ...reduced, activation, units: 1 }],
    ]),
    ...imageOps(),
    ...lossNames.map((name): [string, Op] => [
      `loss ${name}`,
      { ...loss, loss: name, activation: 'identity' },
    ]),
    ...optimizerNames.map((optimizer): [string, Op] => [
      `optimizer ${optimizer}`,
      { kind: 'optimizer', optimizer, ...update, settings: [0, 0, 0, 0] },
    ]),
  ]

  test.each(ops)('%s compiles', async (_, op) => {
    await Promise.all(kernelsOf(op).map((kernel) => device.pipeline(kernel)))
  })

  test.each(Object.keys(tilings) as (keyof typeof tilings)[])(
    '%s products compile',
    async (name) => {
      const [{ files, ...kernel }] = kernelsOf({ kind: 'denseWeightGradient', ...dense })
      const tiled = [...files.slice(0, -1), tilings[name].file]
      await device.pipeline({ ...kernel, files: tiled })
    },
  )

  test('a mistake in a shader is reported with its place', async () => {
    const broken = { file: 'shaders/broken.wgsl', text: 'fn f() -> u32 {\n  return 1.5;\n}\n' }
    const compiled = device.pipeline({
      files: [libShaders.permutation, broken],
      constants: {},
      workgroups: () => [1, 1],
    })
    await expect(compiled).rejects.toThrow(
      /shaders\/broken\.wgsl:2:\d+: error: .*\n {2}return 1\.5;/,
    )
  })

  test.each([1, 2, 3, 37, 1000, 4096])('shuffles %i examples as TypeScript does', async (count) => {
    const key = 2654435769
    const words = await permuteOnDevice(device.gpu, count, key)
    expect([...words]).toEqual(Array.from({ length: count }, (_, i) => permute(i, count, key)))
  })
})

async function permuteOnDevice(gpu: GPUDevice, count: number, key: number): Promise<Uint32Array> {
  const main = `
    @group(0) @binding(0) var<storage, read_write> words: array<u32>;
    @compute @workgroup_size(64)
    fn main(@builtin(global_invocation_id) id: vec3u) {
      if (id.x < ${count}u) { words[id.x] = permute(id.x, ${count}u, ${key}u); }
    }`
  const { COPY_DST, COPY_SRC, MAP_READ, STORAGE } = GPUBufferUsage
  const buffer = gpu.createBuffer({ size: 4 * count, usage: STORAGE | COPY_SRC })
  const staging = gpu.createBuffer({ size: 4 * count, usage: MAP_READ | COPY_DST })
  const module = gpu.createShaderModule({ code: main + libShaders.permutation.text })
  const pipeline = gpu.createComputePipeline({ layout: 'auto', compute: { module } })
  const encoder = gpu.createCommandEncoder()
  const pass = encoder.beginComputePass()
  pass.setPipeline(pipeline)
  pass.setBindGroup(
    0,
    gpu.createBindGroup({
      layout: pipeline.getBindGroupLayout(0),
      entries: [{ binding: 0, resource: { buffer } }],
    }),
  )
  pass.dispatchWorkgroups(Math.ceil(count / 64))
  pass.end()
  encoder.copyBufferToBuffer(buffer, 0, staging, 0, 4 * count)
  gpu.queue.submit([encoder.finish()])
  await staging.mapAsync(GPUMapMode.READ)
  return new Uint32Array(staging.getMappedRange()).slice()
}

/** Every op of convolutional networks, convolutions small and large enough for every pass. */
function imageOps(): [string, Op][] {
  const window = (rows: number, channels: number) => ({
    rows,
    inHeight: 8,
    inWidth: 8,
    inChannels: channels,
    outHeight: 8,
    outWidth: 8,
    outChannels: channels,
    kernelHeight: 3,
    kernelWidth: 3,
    stride: 1,
    paddingTop: 1,
    paddingLeft: 1,
    dilation: 1,
  })
  const places = { x: 0, y: 0, z: 0, a: 0, delta: 0, second: 0, inputDelta: 0, index: 0 }
  const filter = { ...places, filter: 0, bias: 0, activation: 'relu' } as const
  const convolutions = [window(1, 1), window(32, 4), window(32, 16), window(32, 32)]
  const norm = {
    rows: 8,
    positions: 4,
    channels: 2,
    gamma: 0,
    beta: 0,
    moments: 0,
    runningMean: 0,
    runningVariance: 0,
    momentum: 0.1,
    epsilon: 1e-5,
    training: 1,
  } as const
  const image = { ...places, rows: 2, height: 3, width: 5, channels: 2, scale: 2, outside: 0 }
  const flat = { ...places, rows: 2, width: 3, salt: 1, rate: 0.5, two: 1 } as const
  const ops: Op[] = [
    ...convolutions.flatMap((convolution): Op[] => [
      { kind: 'conv2d', ...convolution, ...filter },
      { kind: 'conv2dFilterGradient', ...convolution, ...filter },
      { kind: 'conv2dInputGradient', ...convolution, ...filter },
      { kind: 'convTranspose2d', ...convolution, ...filter },
      { kind: 'convTranspose2dFilterGradient', ...convolution, ...filter },
      { kind: 'convTranspose2dInputGradient', ...convolution, ...filter },
    ]),
    { kind: 'maxPool2d', ...convolutions[0], ...places },
    { kind: 'averagePool2d', ...convolutions[0], ...places },
    ...activationNames.flatMap((activation): Op[] => [
      { kind: 'conv2d', ...convolutions[0], ...filter, activation },
      { kind: 'conv2dInputGradient', ...convolutions[0], ...filter, activation },
      { kind: 'convTranspose2d', ...convolutions[0], ...filter, activation },
      { kind: 'convTranspose2dInputGradient', ...convolutions[0], ...filter, activation },
      { kind: 'upsample2dGradient', ...image, activation },
      { kind: 'maxPool2dGradient', ...convolutions[0], ...places, activation },
      { kind: 'averagePool2dGradient', ...convolutions[0], ...places, activation },
      { kind: 'add', ...flat, activation },
      { kind: 'delta', ...flat, activation },
      { kind: 'batchNorm', ...norm, ...places, activation },
      { kind: 'batchNormGradient', ...norm, ...places, activation },
      { kind: 'dropoutGradient', ...flat, activation },
    ]),
    { kind: 'dropout', ...flat },
    { kind: 'augment', ...image, translation: 1, rotation: 1, flip: 1, noise: 1 },
    { kind: 'upsample2d', ...image },
  ]
  return ops.map((op) => [
    'outChannels' in op
      ? `${op.kind} of ${op.outChannels} channels ${'activation' in op ? op.activation : ''}`
      : `${op.kind} ${'activation' in op ? op.activation : ''}`,
    op,
  ])
}
