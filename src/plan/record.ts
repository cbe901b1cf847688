/**
 * How ops and batches are written for kernels: 32-bit words in the order of these tables, floats
 * where marked. WGSL structs and AssemblyScript classes of the same names mirror them, which tests
 * check. Activations, losses and optimizers are written as their index in the catalogue.
 */
import { activationNames } from '../model/activations'
import { lossNames } from '../model/losses'
import { optimizerNames } from '../model/optimizers'
import { type Batch, type Op, type OpKind, REDUCED_BUFFERS } from './plan'

type Field = readonly [name: string, type: 'u32' | 'f32']

const u32 = (...names: string[]): Field[] => names.map((name) => [name, 'u32'])
const f32 = (...names: string[]): Field[] => names.map((name) => [name, 'f32'])

/** Every op's record is this long, so that programs are plain arrays. */
export const OP_WORDS = 32
/** The record of a batch, likewise. */
export const BATCH_WORDS = 16

/** The first word of every op's record is its code: the index in this list. */
export const OP_KINDS = [
  'gather',
  'dense',
  'loss',
  'denseWeightGradient',
  'denseInputGradient',
  'gradientNorm',
  'optimizer',
  'conv2d',
  'conv2dFilterGradient',
  'conv2dInputGradient',
  'maxPool2d',
  'maxPool2dGradient',
  'averagePool2d',
  'averagePool2dGradient',
  'add',
  'delta',
  'batchNorm',
  'batchNormGradient',
  'dropout',
  'dropoutGradient',
  'augment',
  'upsample2d',
  'upsample2dGradient',
  'convTranspose2d',
  'convTranspose2dFilterGradient',
  'convTranspose2dInputGradient',
  'setAside',
  'takeBack',
  'summary',
  'unitSummary',
] as const satisfies readonly OpKind[]

const WINDOW = [
  ...u32('rows', 'inHeight', 'inWidth', 'inChannels', 'outHeight', 'outWidth', 'outChannels'),
  ...u32('kernelHeight', 'kernelWidth', 'stride', 'paddingTop', 'paddingLeft', 'dilation'),
]
/** The layer below, whose delta an op makes. */
const BELOW = u32('z', 'a', 'inputDelta', 'activation')
const CONVOLUTION = [...WINDOW, ...u32('x', 'filter', 'bias', 'z', 'a', 'activation')]
const FILTER_GRADIENT = [...WINDOW, ...u32('x', 'delta', 'filter', 'bias')]
const INPUT_GRADIENT = [...WINDOW, ...u32('delta', 'filter'), ...BELOW]
const SET_ASIDE = u32('count', 'stateCount', 'parameters', 'state')
const REDUCED = u32('source', 'rows', 'width', 'x', 'activation', 'result')
const UPSAMPLED = u32('rows', 'height', 'width', 'channels', 'scale')

export const OP_FIELDS: Readonly<Record<OpKind, readonly Field[]>> = {
  gather: u32('rows', 'inputs', 'inputWidth', 'targets', 'targetWidth'),
  dense: u32('rows', 'inputWidth', 'units', 'x', 'weight', 'bias', 'z', 'a', 'activation'),
  loss: [
    ...u32('rows', 'outputs', 'z', 'a', 'targets', 'delta', 'backward', 'activation'),
    ...u32('classification', 'loss'),
    ...f32('targetThreshold'),
  ],
  denseWeightGradient: u32('rows', 'inputWidth', 'units', 'x', 'delta', 'weight', 'bias'),
  denseInputGradient: [
    ...u32('rows', 'inputWidth', 'units', 'delta', 'weight', 'z', 'a', 'inputDelta'),
    ...u32('activation'),
  ],
  gradientNorm: [...u32('count'), ...f32('clipValue')],
  optimizer: [
    ...u32('optimizer', 'count', 'mask'),
    ...f32('l1', 'l2', 'clipValue', 'clipNorm'),
    ...f32('setting0', 'setting1', 'setting2', 'setting3'),
  ],
  conv2d: CONVOLUTION,
  conv2dFilterGradient: FILTER_GRADIENT,
  conv2dInputGradient: INPUT_GRADIENT,
  maxPool2d: [...WINDOW, ...u32('x', 'a', 'index')],
  maxPool2dGradient: [...WINDOW, ...u32('delta', 'index'), ...BELOW],
  averagePool2d: [...WINDOW, ...u32('x', 'a')],
  averagePool2dGradient: [...WINDOW, ...u32('delta'), ...BELOW],
  add: u32('rows', 'width', 'x', 'y', 'z', 'a', 'activation'),
  delta: [...u32('rows', 'width', 'delta', 'second', 'two'), ...BELOW],
  batchNorm: [
    ...u32('rows', 'positions', 'channels', 'x', 'gamma', 'beta', 'runningMean'),
    ...u32('runningVariance', 'moments', 'z', 'a', 'training', 'activation'),
    ...f32('momentum', 'epsilon'),
  ],
  batchNormGradient: [
    ...u32('rows', 'positions', 'channels', 'x', 'delta', 'gamma', 'beta', 'moments'),
    ...BELOW,
    ...u32('training', 'runningVariance'),
    ...f32('epsilon'),
  ],
  dropout: [...u32('rows', 'width', 'x', 'a', 'salt'), ...f32('rate')],
  dropoutGradient: [...u32('rows', 'width', 'delta'), ...BELOW, ...u32('salt'), ...f32('rate')],
  augment: [
    ...u32('rows', 'height', 'width', 'channels', 'x', 'a', 'flip'),
    ...f32('outside', 'translation', 'rotation', 'scale', 'noise'),
  ],
  upsample2d: [...UPSAMPLED, ...u32('x', 'a')],
  upsample2dGradient: [...UPSAMPLED, ...u32('delta'), ...BELOW],
  convTranspose2d: CONVOLUTION,
  convTranspose2dFilterGradient: FILTER_GRADIENT,
  convTranspose2dInputGradient: INPUT_GRADIENT,
  setAside: SET_ASIDE,
  takeBack: [...SET_ASIDE, ...u32('update', 'nextState')],
  summary: REDUCED,
  unitSummary: [...REDUCED, ...u32('units')],
}

export const BATCH_FIELDS: readonly Field[] = [
  ...u32('step', 'start', 'rows', 'count', 'order', 'key', 'inputs', 'targets'),
  ...f32('scale'),
  ...u32('slot', 'accumulate'),
  ...f32('learningRate', 'correction1', 'correction2'),
  ...u32('noise'),
]

const CODES: Readonly<Record<string, readonly string[]>> = {
  activation: activationNames,
  loss: lossNames,
  optimizer: optimizerNames,
  source: REDUCED_BUFFERS,
}

/** Writes one op as `OP_WORDS` words: its code, then its fields. */
export function encodeOp(op: Op): Uint32Array<ArrayBuffer> {
  const values: Record<string, unknown> = { ...op }
  if (op.kind === 'optimizer') {
    op.settings.forEach((value, i) => {
      values[`setting${i}`] = value
    })
  }
  const words = new Uint32Array(OP_WORDS)
  words[0] = OP_KINDS.indexOf(op.kind)
  write(words, 1, OP_FIELDS[op.kind], values)
  return words
}

/** A run of batch records, filled by TypeScript and read by kernels as they are. */
export class BatchTable {
  readonly words: Uint32Array<ArrayBuffer>
  readonly #floats: Float32Array<ArrayBuffer>

  /** Room for as many records as `words` holds; pass `new Uint32Array(n * BATCH_WORDS)`. */
  constructor(words: Uint32Array<ArrayBuffer>) {
    this.words = words
    this.#floats = new Float32Array(words.buffer, words.byteOffset, words.length)
  }

  /** In the order of `BATCH_FIELDS`, written out because it runs once per training step. */
  set(index: number, batch: Batch): void {
    const { words } = this
    const floats = this.#floats
    const at = index * BATCH_WORDS
    words[at] = batch.step
    words[at + 1] = batch.start
    words[at + 2] = batch.rows
    words[at + 3] = batch.count
    words[at + 4] = batch.order
    words[at + 5] = batch.key
    words[at + 6] = batch.inputs
    words[at + 7] = batch.targets
    floats[at + 8] = batch.scale
    words[at + 9] = batch.slot
    words[at + 10] = batch.accumulate
    floats[at + 11] = batch.learningRate
    floats[at + 12] = batch.correction1
    floats[at + 13] = batch.correction2
    words[at + 14] = batch.noise
  }
}

function write(
  words: Uint32Array<ArrayBuffer>,
  at: number,
  fields: readonly Field[],
  values: Readonly<Record<string, unknown>>,
): void {
  const floats = new Float32Array(words.buffer, words.byteOffset, words.length)
  fields.forEach(([name, type], i) => {
    const value = values[name]
    const number = typeof value === 'string' ? CODES[name].indexOf(value) : Number(value)
    if (type === 'f32') floats[at + i] = number
    else words[at + i] = number
  })
}
