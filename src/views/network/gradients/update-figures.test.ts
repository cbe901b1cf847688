import { expect, it } from 'vitest'
import { SUMMARY } from '../../../plan/summary'
import { type Loaded, probeKey } from '../../../worker/protocol'
import { updateFigures, updateText } from './update-figures'

const layer = (name: string, layers?: unknown) => ({ name, kind: 'dense', shape: [2], layers })
const block = 'layers/0'
const loaded = {
  layers: [
    layer(block, [
      layer(`${block}/layers/0`),
      layer(`${block}/layers/1`),
      layer(`${block}/projection`),
    ]),
    layer('output'),
  ],
  parameters: [
    { name: `${block}/layers/0/weight` },
    { name: `${block}/layers/1/gamma` },
    { name: `${block}/projection/weight` },
  ],
} as unknown as Loaded

const tensors = (name: string) => updateFigures(loaded, name).map(({ request }) => request.tensor)

it('asks for what each layer within a block has, and for its projection', () => {
  expect(tensors(`${block}/layers/0`)).toEqual([
    `${block}/layers/0/delta`,
    `${block}/layers/0/weight/gradient`,
    `${block}/layers/0/weight/update`,
  ])
  expect(tensors(`${block}/layers/1`)[1]).toBe(`${block}/layers/1/gamma/gradient`)
  expect(tensors(`${block}/projection`)).toHaveLength(3)
  expect(tensors(block)).toEqual([`${block}/delta`])
  expect(tensors(`${block}/layers/7`)).toEqual([])
})

it('says root mean square and norms, and what is not finite in words', () => {
  const figures = updateFigures(loaded, `${block}/projection`)
  const text = (probes: Readonly<Record<string, Float32Array<ArrayBuffer>>>) =>
    updateText(figures, { probes }).replaceAll('\u00a0', ' ')
  const answer = (norm: number, notFinite = 0) => {
    const values = new Float32Array(SUMMARY.width)
    values[SUMMARY.count] = 4
    values[SUMMARY.norm] = norm
    values[SUMMARY.notFinite] = notFinite
    return values
  }
  const [delta, gradient, update] = figures.map(({ request }) => probeKey(request))
  const probes = { [delta]: answer(3), [gradient]: answer(0.5) }
  expect(text(probes)).toBe('rms of δ 1.50 · ‖∂L/∂W‖ 0.500')
  expect(text({ ...probes, [update]: answer(0, 1) })).toBe(
    'rms of δ 1.50 · ‖∂L/∂W‖ 0.500 · ‖ΔW‖ not a number',
  )
  expect(text({})).toBe('')
})
