import { expect, test } from 'vitest'
import type { Op, Plan } from '../../plan/plan'
import { encodeOp, OP_WORDS } from '../../plan/record'
import { RECORD_STRIDE, tableOfOps } from './records'

test('an op that stands in several programs has one record', () => {
  const add = (x: number): Op => {
    return { kind: 'add', rows: 2, width: 3, x, y: 0, z: 6, a: 6, activation: 'relu' }
  }
  const programs: Plan['programs'] = {
    train: [add(0), add(1), add(0)],
    gradient: [add(1)],
    evaluate: [],
    forward: [add(2), add(1)],
    lossDelta: [add(0), add(2)],
    scoreDelta: [],
    dissect: [],
  }
  const table = tableOfOps({ programs, dissection: { reductions: [] } })
  expect(table.ops).toEqual([add(0), add(1), add(2)])
  expect(table.programs).toEqual({
    train: [0, 1, 0],
    gradient: [1],
    evaluate: [],
    forward: [2, 1],
    lossDelta: [0, 2],
    scoreDelta: [],
    dissect: [],
  })
  table.ops.forEach((op, i) => {
    const at = (i * RECORD_STRIDE) / Uint32Array.BYTES_PER_ELEMENT
    expect(table.words.slice(at, at + OP_WORDS)).toEqual(encodeOp(op))
  })
})
