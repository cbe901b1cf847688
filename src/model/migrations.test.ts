import { expect, test } from 'vitest'
import { migrate } from './migrations'

/** How a later program, whose own version is 3, would read what this one writes. */
const later = {
  current: 3,
  migrations: {
    // Say that version 2 renamed `batchSize`, and version 3 made `seed` one number.
    1: ({ batchSize = 10, ...rest }: Readonly<Record<string, unknown>>) => ({
      ...rest,
      batch: { size: batchSize },
    }),
    2: (document: Readonly<Record<string, unknown>>) => ({ ...document, seed: 7 }),
  },
}

test('a document is brought up one version at a time', () => {
  expect(migrate({ format: 'glassnet/1', batchSize: 4 }, later)).toEqual({
    ok: true,
    document: { format: 'glassnet/3', batch: { size: 4 }, seed: 7 },
  })
  expect(migrate({ format: 'glassnet/2', batch: { size: 5 } }, later)).toEqual({
    ok: true,
    document: { format: 'glassnet/3', batch: { size: 5 }, seed: 7 },
  })
})

test('the document itself stays as it was', () => {
  const document = Object.freeze({ format: 'glassnet/1', batchSize: 4 })
  migrate(document, later)
  expect(document).toEqual({ format: 'glassnet/1', batchSize: 4 })
})

test('a newer version is refused with both versions named', () => {
  expect(migrate({ format: 'glassnet/4' }, later)).toEqual({
    ok: false,
    problem: {
      path: 'format',
      message:
        'this document was made by a newer version of Glassnet (glassnet/4); this page reads up to glassnet/3',
    },
  })
})

test('what has no version is left to the schema', () => {
  for (const value of [null, 3, [], {}, { format: 1 }, { format: 'glassnet' }]) {
    expect(migrate(value)).toEqual({ ok: true, document: value })
  }
  expect(migrate({ format: 'glassnet/0' }, later)).toEqual({
    ok: true,
    document: { format: 'glassnet/0' },
  })
})
