import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromBase64Url, toBase64Url } from './base64url'

test('bytes survive, and read as Node reads them', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = toBase64Url(bytes)
      expect(text).toBe(Buffer.from(bytes).toString('base64url'))
      expect(fromBase64Url(text)).toEqual(new Uint8Array(bytes))
    }),
  )
})

test('other characters and impossible lengths are no bytes', () => {
  for (const text of ['ab+d', 'ab/d', 'abc=', 'a b', 'é', 'A', 'AAAAA']) {
    expect(fromBase64Url(text)).toBeUndefined()
  }
})
