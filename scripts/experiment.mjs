/** `npm run experiment -- FILE.json [options]`: runs a document in Node; see USAGE. */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { loadModule } from './load.mjs'
import { ensureInstalled, ensureKernels, ROOT } from './setup.mjs'

const USAGE = `npm run experiment -- FILE.json [options]

Runs an experiment document without a browser; FILE "-" reads standard input.

  --steps N         updates to make (100)
  --epochs N        the same in passes over the training set
  --every N         record the losses every N steps (with --json 1, else about 20 times)
  --variant N       of a document with variants: the Nth of them; 0, the default, is its own
  --backend NAME    wasm (default) or webgpu
  --json            print one JSON object
  --parameters      add weights and biases after the last step
  --gradients       add the gradient of the loss over the training set after the last step
  --print-plan      print what the document compiles to, and run nothing`

const ROWS_OF_TABLE = 20

/** Wrong use or a wrong document: the message is all that is said, and the exit status is 2. */
class UsageError extends Error {}

try {
  await main()
} catch (error) {
  const expected = error instanceof UsageError || error.name === 'EngineError'
  console.error(expected ? error.message : error.stack)
  process.exitCode = error instanceof UsageError ? 2 : 1
}
// A graphics driver may keep threads running; the output must be out all the same.
process.stdout.write('', () => process.exit())

async function main() {
  const options = readOptions(process.argv.slice(2))
  if (options.help) {
    console.log(USAGE)
    return
  }
  const json = readFile(options.file)
  await ensureInstalled()
  await ensureKernels()
  // Bundled data is found from the root.
  process.chdir(ROOT)
  const headless = await loadModule('scripts/headless.ts')
  const experiment = readDocument(headless, json, options)
  if (options['print-plan']) {
    console.log(await headless.describePlan(experiment))
    return
  }
  const { createNodeGpu } = options.backend === 'webgpu' ? await import('./node-gpu.mjs') : {}
  const backend = await headless.openBackend(options.backend, createNodeGpu)
  const result = await headless.runExperiment(experiment, backend, options)
  console.log(options.json ? JSON.stringify(result) : tableOf(result))
}

function readOptions(args) {
  const { values, positionals } = parse(args)
  if (values.help) return values
  if (positionals.length !== 1) {
    throw new UsageError(
      positionals.length === 0
        ? `Name the experiment document.\n\n${USAGE}`
        : `One document at a time: "${positionals[1]}" is one too many.`,
    )
  }
  if (values.steps !== undefined && values.epochs !== undefined) {
    throw new UsageError('Give --steps or --epochs, not both.')
  }
  if (!['wasm', 'webgpu'].includes(values.backend)) {
    throw new UsageError(`--backend must be wasm or webgpu, not "${values.backend}".`)
  }
  return {
    ...values,
    file: positionals[0],
    steps: wholeNumber(values, 'steps', 0),
    epochs: wholeNumber(values, 'epochs', 0),
    every: wholeNumber(values, 'every', 1),
    variant: wholeNumber(values, 'variant', 0),
    entries: values.json ? undefined : ROWS_OF_TABLE,
  }
}

function parse(args) {
  const flag = { type: 'boolean', default: false }
  const text = { type: 'string' }
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        steps: text,
        epochs: text,
        every: text,
        variant: text,
        backend: { type: 'string', default: 'wasm' },
        json: flag,
        parameters: flag,
        gradients: flag,
        'print-plan': flag,
        help: { ...flag, short: 'h' },
      },
    })
  } catch (error) {
    throw new UsageError(error.message.split(/\.?\s*\n|\. /)[0].replace(/\.?$/, '.'))
  }
}

function wholeNumber(values, name, least) {
  const text = values[name]
  if (text === undefined) return undefined
  const number = Number(text)
  if (/^\d+$/.test(text) && number >= least && number <= 1e9) return number
  throw new UsageError(`--${name} must be a whole number from ${least}, not "${text}".`)
}

function readFile(file) {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8')
  } catch (error) {
    const missing = error.code === 'ENOENT' ? 'there is no such file' : error.message
    throw new UsageError(`${file}: ${missing}`)
  }
}

function readDocument({ readDocument: read, DocumentError }, json, { file, variant }) {
  try {
    return read(json, variant)
  } catch (error) {
    if (!(error instanceof DocumentError)) throw error
    throw new UsageError(`${file === '-' ? 'standard input' : file}: ${error.message}`)
  }
}

function tableOf({ backend, adapter, history, parameters, gradients }) {
  const columns = [
    ['step', ({ step }) => String(step)],
    ['train loss', ({ trainLoss }) => figure(trainLoss)],
    ['test loss', ({ testLoss }) => figure(testLoss)],
    ['train accuracy', ({ trainAccuracy }) => percent(trainAccuracy)],
    ['test accuracy', ({ testAccuracy }) => percent(testAccuracy)],
  ].filter(([, cell]) => cell(history[0]) !== '')
  const line = (cells) => cells.map((cell, i) => cell.padStart(i === 0 ? 8 : 15)).join('')
  return [
    `${backend === 'wasm' ? 'WebAssembly' : 'WebGPU'} (${adapter})`,
    '',
    line(columns.map(([name]) => name)),
    ...history.map((entry) => line(columns.map(([, cell]) => cell(entry)))),
    ...arraysOf('parameters', parameters),
    ...arraysOf('gradients', gradients),
  ].join('\n')
}

function arraysOf(title, arrays) {
  if (!arrays) return []
  return ['', title].concat(
    arrays.flatMap(({ name, shape, data }) => {
      const width = shape.at(-1)
      const rows = Array.from({ length: data.length / width }, (_, row) =>
        data.slice(row * width, (row + 1) * width),
      )
      return [
        `  ${name} [${shape.join(', ')}]`,
        ...rows.map((row) => `    ${row.map((value) => figure(value).padStart(11)).join(' ')}`),
      ]
    }),
  )
}

function figure(value) {
  return value === undefined ? '' : String(Number(value.toPrecision(6)))
}

function percent(share) {
  return share === undefined ? '' : `${(share * 100).toFixed(1)} %`
}
