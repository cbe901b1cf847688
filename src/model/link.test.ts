import fc from 'fast-check'
import { deflateSync } from 'fflate'
import { expect, test } from 'vitest'
import { toBase64Url } from '../lib/base64url'
import { arbitraryExperiment } from './arbitrary.test-support'
import { decodeLink, encodeLink } from './link'
import { LINK_DICTIONARY_1 } from './link-dictionary'
import { imageShape } from './network-shape'
import { withDefaults } from './parse'
import { presetExperiment, presetIds } from './presets'

const message = (hash: string) => {
  const result = decodeLink(hash)
  if ('kind' in result || result.ok) throw new Error('expected a problem')
  return result.problems[0].message
}
const pack = (bytes: Uint8Array) =>
  `#e=1.${toBase64Url(deflateSync(bytes, { dictionary: new TextEncoder().encode(LINK_DICTIONARY_1) }))}`

test('every experiment survives its link', () => {
  fc.assert(
    fc.property(arbitraryExperiment, (experiment) => {
      expect(decodeLink(`#${encodeLink(experiment)}`)).toEqual({ ok: true, experiment })
    }),
    { numRuns: 200 },
  )
})

test('any text after # gives a result, never an exception', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      for (const hash of [text, `#e=${text}`, `#e=1.${text}`, `#preset=${text}`]) {
        const result = decodeLink(hash)
        expect('kind' in result || result.ok || result.problems.length > 0).toBe(true)
      }
    }),
  )
})

test('any bytes in a link give a result, never an exception', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
      for (const hash of [`#e=1.${toBase64Url(bytes)}`, pack(bytes)]) {
        const result = decodeLink(hash)
        expect('kind' in result || result.ok).toBe(false)
      }
    }),
  )
})

test('a link whose characters were changed gives a result, never an exception', () => {
  const link = encodeLink(withDefaults({ title: 'Two spirals' }))
  for (let at = 4; at < link.length; at++) {
    for (const character of 'A9_') {
      const changed = `${link.slice(0, at)}${character}${link.slice(at + 1)}`
      expect(() => decodeLink(changed)).not.toThrow()
    }
  }
})

test('a link cut off anywhere says that its end is missing', () => {
  const link = encodeLink(withDefaults({ seed: { data: 3 } }))
  for (let length = 2; length < link.length; length++) {
    expect(message(link.slice(0, length))).toMatch(/cut off/)
  }
})

test('what mail and chat programs do to a link is forgiven', () => {
  const experiment = withDefaults({ title: 'Sent by mail', seed: { weights: 12345 } })
  const link = encodeLink(experiment)
  const broken = `${link.slice(0, 30)}\r\n ${link.slice(30)}`
  const forms = [
    `#${link}`,
    `${link})`,
    `#${link}/`,
    `#${link}.`,
    `#${link}&amp;utm_source=mail`,
    `#a=b&amp;${link}`,
    `  #${link}  `,
    `#${link}%20`,
    `#${encodeURIComponent(link)}`,
    `#${broken}`,
    `#${link} and some words`,
  ]
  for (const form of forms) {
    expect({ form, ...decodeLink(form) }).toEqual({ form, ok: true, experiment })
  }
})

test('a link that unpacks to more than 4 MB is stopped on its way', () => {
  expect(message(pack(new Uint8Array(40_000_000)))).toBe(
    'this link holds more than 4 MB and is not opened',
  )
})

test('a link of a newer packing says so', () => {
  expect(message('#e=2.AAAA')).toMatch(/newer version of Glassnet/)
})

test('a link to a document of a newer format says so', () => {
  const json = new TextEncoder().encode('{"format":"glassnet/3"}')
  expect(message(pack(json))).toMatch(/glassnet\/3\); this page reads up to glassnet\/1/)
})

test('an address that names no experiment is none', () => {
  for (const hash of ['', '#', '#lesson-2', '#x=1&y=2', '#example']) {
    expect(decodeLink(hash)).toEqual({ kind: 'none' })
  }
})

test('a link of TensorFlow Playground is told apart from none', () => {
  const hash = '#activation=tanh&batchSize=10&dataset=circle&networkShape=4,2&seed=0.5&x=true'
  expect(message(hash)).toContain('TensorFlow Playground')
})

test('every preset opens by its name', () => {
  for (const id of presetIds) {
    const result = { ok: true, experiment: presetExperiment(id) }
    for (const hash of [`#preset=${id}`, `preset=${id}/`, `#preset=${id.toUpperCase()} `]) {
      expect(decodeLink(hash)).toEqual(result)
    }
  }
})

test('an unknown preset names the nearest ones', () => {
  expect(message('#preset=cirlce')).toMatch(/called "cirlce"; nearest are circle, /)
  expect(message('#preset=xor')).toMatch(/called "xor"; nearest are exclusive-or, /)
  expect(message('#preset=mnist')).toMatch(/nearest are lenet-5, tiny-vgg, mnist-perceptron$/)
  expect(message('#preset=constructor')).toMatch(/no preset/)
  expect(message('#preset=')).toMatch(/no preset/)
})

test('links made by this version open for ever', () => {
  // Never change the link: it stands for those that people keep.
  const link =
    '#e=1.IxTk3sDsrwBUogBqlBAd-sZIoW-CGfoYhSO-0iwDWHvGEhPKFtgCmZRaFBSbSMFLMC_DDYM1TpCbRaitNVgrrRYA'
  expect(decodeLink(link)).toEqual({
    ok: true,
    experiment: withDefaults({
      title: 'Kept for ever',
      seed: { data: 3, weights: 4 },
      data: { kind: 'bundled', name: 'wine', columns: ['alcohol', 'hue'] },
      layers: [
        {
          kind: 'dense',
          units: 8,
          activation: 'relu',
          initializer: { kind: 'normal', deviation: 0.2 },
        },
      ],
      loss: 'softmaxCrossEntropy',
      optimizer: { kind: 'rmsprop', decay: 0.95 },
      schedule: 'cosine',
    }),
  })
})

test('a link is short', () => {
  expect(encodeLink(withDefaults()).length).toBeLessThan(40)
  for (const id of presetIds) {
    const experiment = presetExperiment(id) ?? withDefaults()
    const most = imageShape(experiment.data) ? 300 : 130
    expect(encodeLink(experiment).length).toBeLessThan(most)
  }
})
