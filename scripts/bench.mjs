/**
 * `npm run bench`: measures all figures in one run and writes them into bench/README.md.
 * `--seconds N` sets how long each measurement takes (2), `--dry` only prints, `--images` measures
 * networks for images instead, which takes minutes, with `--wasm` on WebAssembly alone,
 * `--gradients` what it costs to watch gradients, `--timeline` what it costs to go back in time.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, totalmem, type } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { build } from './build.mjs'
import { loadModule } from './load.mjs'
import { serve } from './serve.mjs'
import { ensureChromium, ROOT } from './setup.mjs'
import { kilobytes, measureSizes } from './size.mjs'

const README = join(ROOT, 'bench/README.md')
const MARKS = {
  figures: ['<!-- figures: written by `npm run bench` -->', '<!-- end of figures -->'],
  images: [
    '<!-- figures of images: written by `npm run bench -- --images` -->',
    '<!-- end of figures of images -->',
  ],
  gradients: [
    '<!-- figures of gradients: written by `npm run bench -- --gradients` -->',
    '<!-- end of figures of gradients -->',
  ],
  timeline: [
    '<!-- figures of the time line: written by `npm run bench -- --timeline` -->',
    '<!-- end of figures of the time line -->',
  ],
}

const { values: options } = parseArgs({
  options: {
    seconds: { type: 'string', default: '2' },
    dry: { type: 'boolean', default: false },
    images: { type: 'boolean', default: false },
    gradients: { type: 'boolean', default: false },
    timeline: { type: 'boolean', default: false },
    wasm: { type: 'boolean', default: false },
  },
})
const milliseconds = Number(options.seconds) * 1000
if (!(milliseconds > 0)) {
  console.error(`--seconds must be a number above 0, not "${options.seconds}".`)
  process.exit(2)
}

const { createNodeGpu } = await import('./node-gpu.mjs')
const chosen = [
  [options.images, benchImages],
  [options.gradients, benchGradients],
  [options.timeline, benchTimeline],
].find(([isChosen]) => isChosen)
await (chosen ? chosen[1]() : benchPage())
process.exit()

async function benchPage() {
  await build({ quiet: true })
  const chromium = await ensureChromium()
  console.log('Measuring in Node …')
  const { measure } = await loadModule('bench/measure.ts')
  const node = await measure(milliseconds, createNodeGpu)
  console.log('Measuring in Chromium …')
  const { measureInBrowser } = await loadModule('bench/browser.ts')
  const server = await serve({ port: 0 })
  const browser = await measureInBrowser({ url: server.url, chromium, milliseconds })
  await server.close()
  write(MARKS.figures, report(node, browser, await measureSizes()))
}

async function benchImages() {
  const { measureImages } = await loadModule('bench/images.ts')
  write(
    MARKS.images,
    reportImages(await measureImages(milliseconds, options.wasm ? () => null : createNodeGpu)),
  )
}

async function benchGradients() {
  await build({ quiet: true })
  const chromium = await ensureChromium()
  const { measureDissection } = await loadModule('bench/dissection.ts')
  const dissections = await measureDissection(milliseconds)
  const { measureGradients } = await loadModule('bench/gradients.ts')
  const server = await serve({ port: 0 })
  const costs = await measureGradients({ url: server.url, chromium, milliseconds })
  await server.close()
  write(MARKS.gradients, reportGradients(dissections, costs))
}

function reportGradients(dissections, costs) {
  return [
    `Measured on: ${machine()}.`,
    '',
    table(
      ['Updates per second in the page', 'engine', 'Gradients tab closed', 'open'],
      costs.map(({ network, backend, closed, open }) => [
        network,
        backend === 'wasm' ? 'WebAssembly' : 'WebGPU (software)',
        count(closed),
        `${count(open)} (${(open / closed).toFixed(2)}×)`,
      ]),
    ),
    '',
    table(
      ['Microseconds on WebAssembly', 'update', 'taken apart', 'and summed up', 'and by unit'],
      dissections.map(({ network, step, bare, summaries, units }) => [
        network,
        count(step),
        ...[bare, summaries, units].map((time) => `${count(time)} (${(time / step).toFixed(1)}×)`),
      ]),
    ),
  ].join('\n')
}

async function benchTimeline() {
  const { measureTimeline } = await loadModule('bench/timeline.ts')
  write(MARKS.timeline, reportTimeline(await measureTimeline()))
}

function reportTimeline(costs) {
  return [
    `Measured on: ${machine()}.`,
    '',
    table(
      ['A session on WebAssembly', 'steps', 'states kept', 'MB', 'updates per second', 'keeping'],
      costs.map(({ network, steps, timeline, without, keeping }) => [
        network,
        count(steps),
        count(timeline.steps.length),
        `${(timeline.bytes / 2 ** 20).toFixed(2)} of ${timeline.budgetBytes / 2 ** 20}`,
        count(without),
        `${count(keeping)} (${(keeping / without).toFixed(3)}×)`,
      ]),
    ),
  ].join('\n')
}

function machine() {
  const processors = cpus()
  const model = processors[0]?.model.trim() ?? 'unknown processor'
  const date = new Date().toISOString().slice(0, 10)
  return `${model}, ${processors.length} threads · Node ${process.versions.node} · ${date}`
}

function write([begin, end], text) {
  console.log(`\n${text}`)
  if (options.dry) return
  const page = readFileSync(README, 'utf8')
  const [before, rest] = page.split(begin)
  const after = rest?.split(end)[1]
  if (after === undefined) throw new Error(`${README} has lost the markers of its figures.`)
  writeFileSync(README, `${before}${begin}\n\n${text}\n\n${end}${after}`)
}

function reportImages({ times, trainings, adapter }) {
  return [
    `Measured on: ${machine()}. WebGPU: ${adapter}.`,
    '',
    table(
      ['Microseconds per step, in Node', 'WebAssembly', 'WebGPU'],
      times.map(({ network, wasm, webgpu }) => [
        network,
        count(wasm),
        webgpu ? `${count(webgpu)} (${(webgpu / wasm).toFixed(1)}×)` : '–',
      ]),
    ),
    '',
    table(
      ['Training', 'engine', 'epochs', 'steps', 'seconds', 'test accuracy', 'wanted'],
      trainings.map(({ network, backend, epochs, steps, seconds, testAccuracy, wanted }) => [
        network,
        backend === 'wasm' ? 'WebAssembly' : 'WebGPU',
        count(epochs),
        count(steps),
        seconds.toFixed(1),
        `${(100 * testAccuracy).toFixed(1)} %`,
        `${100 * wanted} %`,
      ]),
    ),
  ].join('\n')
}

function report(inNode, { version, adapters, runs, mainThread, images }, sizes) {
  const processors = cpus()
  const facts = [
    `${processors[0]?.model.trim() ?? 'unknown processor'}, ${processors.length} threads`,
    `${Math.round(totalmem() / 2 ** 30)} GiB`,
    type(),
    `Node ${process.versions.node}`,
    `Chromium ${version}`,
    new Date().toISOString().slice(0, 10),
  ]
  const gpu = inNode[0].webgpu?.adapter
  return [
    `Measured on: ${facts.join(' · ')}. WebGPU in Node: ${gpu ?? 'none'}; in Chromium: ${adapters.webgpu ?? 'none'}.`,
    '',
    table(
      ['Updates per second', ...inNode.map(({ network }) => network)],
      [
        ['Plain JavaScript in Node (baseline)', ...inNode.map(({ baseline }) => count(baseline))],
        ['WebAssembly in Node', ...inNode.map(({ wasm, baseline }) => speed(wasm, baseline))],
        ['WebGPU in Node (Dawn)', ...inNode.map(({ webgpu, baseline }) => speed(webgpu, baseline))],
        ...runs.map(({ backend, rates }) => [
          `${backend === 'wasm' ? 'WebAssembly' : 'WebGPU'} in the page, drawing`,
          ...rates.map(count),
        ]),
      ],
    ),
    '',
    table(
      ['WebGPU', ...inNode.map(({ network }) => network)],
      [['Queue calls per update', ...inNode.map(({ webgpu }) => calls(webgpu))]],
    ),
    '',
    table(
      ['Main thread while training at maximum speed', ...runs.map(({ backend }) => backend)],
      [
        ['Longest task', ...mainThread.map(({ longestTaskMs }) => task(longestTaskMs))],
        ['Longest wait for a turn', ...mainThread.map(({ longestGapMs }) => ms(longestGapMs))],
        [
          'LeNet-5, feature maps open: longest task',
          ...images.map((own) => task(own.longestTaskMs)),
        ],
        ['LeNet-5, feature maps open: longest wait', ...images.map((own) => ms(own.longestGapMs))],
        [
          'LeNet-5, feature maps open: updates per second',
          ...images.map((own) => count(own.stepsPerSecond)),
        ],
      ],
    ),
    '',
    table(
      ['Download, gzipped', 'size'],
      [
        ['First load of the page', kilobytes(sizes.page.bytes)],
        ['Worker with both engines', kilobytes(sizes.worker.bytes)],
      ],
    ),
  ].join('\n')
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  const rule = head.map((_, i) => (i === 0 ? '---' : '---:'))
  return [head, rule, ...rows].map(line).join('\n')
}

function speed(measured, baseline) {
  if (!measured) return '–'
  return `${count(measured.stepsPerSecond)} (${(measured.stepsPerSecond / baseline).toFixed(2)}×)`
}

function calls(measured) {
  return measured ? measured.queueCallsPerStep.toFixed(4) : '–'
}

function count(value) {
  return value === null ? '–' : Number(value.toPrecision(3)).toLocaleString('en')
}

function ms(value) {
  return `${value.toFixed(0)} ms`
}

/** The browser reports tasks from 50 ms on. */
function task(value) {
  return value === 0 ? 'none of 50 ms or more' : ms(value)
}
