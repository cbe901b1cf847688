/** The twin of `lib/permutation.ts`; round keys are drawn once per batch instead of once per row. */

let xor0: u32 = 0
let xor1: u32 = 0
let xor2: u32 = 0
let xor3: u32 = 0
let xor4: u32 = 0
let factor0: u32 = 0
let factor1: u32 = 0
let factor2: u32 = 0
let factor3: u32 = 0
let factor4: u32 = 0

/** Draws the round keys that `permute` uses until the next call. */
export function setKey(key: u32): void {
  let k = next(key)
  xor0 = k >>> 5
  factor0 = (k >>> 16) | 1
  k = next(k)
  xor1 = k >>> 5
  factor1 = (k >>> 16) | 1
  k = next(k)
  xor2 = k >>> 5
  factor2 = (k >>> 16) | 1
  k = next(k)
  xor3 = k >>> 5
  factor3 = (k >>> 16) | 1
  k = next(k)
  xor4 = k >>> 5
  factor4 = (k >>> 16) | 1
}

export function permute(position: u32, count: u32): u32 {
  const width: u32 = 32 - clz(count - 1)
  const bits = width > 1 ? width : 1
  const mask = 0xffffffff >>> (32 - bits)
  const shift = (bits + 1) >>> 1
  let value = position
  do {
    value = round(value, mask, shift, xor0, factor0)
    value = round(value, mask, shift, xor1, factor1)
    value = round(value, mask, shift, xor2, factor2)
    value = round(value, mask, shift, xor3, factor3)
    value = round(value, mask, shift, xor4, factor4)
  } while (value >= count)
  return value
}

function next(key: u32): u32 {
  return key * 747796405 + 2891336453
}

function round(value: u32, mask: u32, shift: u32, xor: u32, factor: u32): u32 {
  const product = (((value ^ xor) & mask) * factor) & mask
  return product ^ (product >>> shift)
}
