import fc from 'fast-check'
import { expect, test } from 'vitest'
import { arbitraryDocument } from './arbitrary.test-support'
import { parse, parseText, withDefaults } from './parse'
import { problemText } from './problem'

const valid = {
  format: 'glassnet/1',
  task: 'classification',
  data: { kind: 'generated', name: 'circle' },
  layers: [{ kind: 'dense', units: 4 }],
  loss: 'binaryCrossEntropy',
  optimizer: 'adam',
}
const problemsOf = (document: unknown) => {
  const result = parse(document)
  return result.ok ? [] : result.problems.map(problemText)
}

test('what a document leaves out takes its default', () => {
  expect(parse(valid)).toMatchInlineSnapshot(`
    {
      "experiment": {
        "augmentation": {
          "flip": false,
          "noise": 0,
          "rotation": 0,
          "scale": 0,
          "translation": 0,
        },
        "batchSize": 10,
        "clipping": {
          "norm": 0,
          "value": 0,
        },
        "data": {
          "examples": 500,
          "kind": "generated",
          "name": "circle",
          "noise": 0.1,
          "testFraction": 0.5,
        },
        "features": [
          "x",
          "y",
        ],
        "format": "glassnet/1",
        "layers": [
          {
            "activation": "tanh",
            "initializer": {
              "kind": "glorotUniform",
            },
            "kind": "dense",
            "units": 4,
          },
        ],
        "loss": "binaryCrossEntropy",
        "optimizer": {
          "beta1": 0.9,
          "beta2": 0.999,
          "epsilon": 1e-8,
          "kind": "adam",
          "learningRate": 0.01,
        },
        "order": "shuffled",
        "pretraining": {
          "steps": 0,
        },
        "regularization": {
          "l1": 0,
          "l2": 0,
        },
        "schedule": {
          "kind": "constant",
        },
        "seed": {
          "data": 1,
          "weights": 1,
        },
        "standardize": false,
        "stop": {
          "epochs": 0,
          "loss": 0,
          "plateau": 0,
          "steps": 0,
        },
        "task": "classification",
        "title": "",
        "variants": [],
        "view": {
          "advance": "step",
          "bookmarks": [],
          "contour": true,
          "contributions": false,
          "discretize": false,
          "dock": "",
          "edges": "weight",
          "lossScale": "linear",
          "smoothing": 0,
          "speed": 0,
          "step": 0,
          "test": true,
          "training": true,
          "units": "output",
        },
      },
      "ok": true,
    }
  `)
})

test('every valid document is read', () => {
  fc.assert(
    fc.property(arbitraryDocument, (document) => {
      expect(problemsOf(document)).toEqual([])
    }),
  )
})

test('any JSON value gives a result, never an exception', () => {
  fc.assert(
    fc.property(
      fc.json(),
      fc.constantFrom(...Object.keys(withDefaults()), 'initialParameters'),
      (json, field) => {
        parseText(json)
        parse({ ...valid, [field]: JSON.parse(json) })
        parse({ ...valid, data: { kind: 'table', inputs: JSON.parse(json), labels: [0] } })
      },
    ),
  )
})

test('all problems are reported, also those between fields that are valid in themselves', () => {
  expect(
    problemsOf({
      ...valid,
      layers: [
        { kind: 'dense', units: 0 },
        { kind: 'dense', units: 4, activation: 'swish' },
      ],
      batchSize: 0,
      task: 'regression',
    }),
  ).toEqual([
    'layers[0].units: must be a whole number from 1 to 128',
    expect.stringMatching(/^layers\[1\]\.activation: must be one of identity, /),
    'batchSize: must be a whole number from 1 to 5000',
    'loss: must be one of meanSquaredError, meanAbsoluteError, huber for a regression',
    'task: must be classification, which is what the data set circle is for',
  ])
})

test('binary cross-entropy with three classes is allowed: one against the rest', () => {
  expect(problemsOf({ ...valid, data: { kind: 'generated', name: 'rings' } })).toEqual([])
})

test('what is no object is named as such', () => {
  for (const value of [null, 5, 'text', [], [valid], true, undefined]) {
    expect(problemsOf(value)).toEqual(['a document must be a JSON object'])
  }
})

test('text that is no JSON gives a message', () => {
  for (const text of ['', '{', 'NaN', '{"format":"glassnet/1"}}']) {
    const result = parseText(text)
    expect(result.ok ? '' : result.problems[0].message).toMatch(/^the document is not valid JSON/)
  }
})

test('fields with the names of inherited ones do no harm', () => {
  const tricks = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty']
  for (const name of tricks) {
    const json = `{"${name}": {"task": "regression"}, ${JSON.stringify(valid).slice(1)}`
    parseText(json)
    for (const field of ['loss', 'task', 'optimizer', 'schedule', 'order']) {
      expect(parse({ ...valid, [field]: name }).ok).toBe(false)
    }
    expect(parse({ ...valid, data: { kind: 'generated', name } }).ok).toBe(false)
    expect(parse({ ...valid, data: { kind: 'bundled', name } }).ok).toBe(false)
    expect(parse({ ...valid, features: [name] }).ok).toBe(false)
  }
  expect(Object.hasOwn(Object.prototype, 'task')).toBe(false)
})

test('absurd sizes are refused before their parts are looked at', () => {
  const deep = JSON.parse(`${'['.repeat(5000)}${']'.repeat(5000)}`)
  expect(problemsOf({ ...valid, layers: deep })).toEqual([
    'the document is nested more than 12 levels deep',
  ])
  expect(problemsOf({ ...valid, layers: new Array(2_000_000).fill(0) })).toEqual([
    'the document holds more than a million values',
  ])
  expect(problemsOf({ ...valid, layers: new Array(900_000).fill({}) })).toEqual([
    'layers: must hold at most 24 layers',
  ])
  const names = Object.fromEntries(Array.from({ length: 1000 }, (_, i) => [`x${i}`, i]))
  expect(problemsOf({ ...valid, ...names })).toEqual([
    'the document holds an object of more than 200 fields',
  ])
  const bad = {
    ...valid,
    data: { kind: 'table', inputs: [], labels: new Array(900_000).fill('a') },
  }
  expect(problemsOf(bad).length).toBeLessThan(10)
})

test('at most a hundred problems are reported', () => {
  const labels = new Array(5000).fill(-1)
  const inputs = labels.map(() => [0, 0])
  expect(problemsOf({ ...valid, data: { kind: 'table', inputs, labels } })).toHaveLength(100)
})

test('withDefaults throws for code that asks for the impossible', () => {
  expect(() => withDefaults({ batchSize: 0 })).toThrow('batchSize: must be a whole number')
  expect(withDefaults({ task: 'regression' }).loss).toBe('meanSquaredError')
})
