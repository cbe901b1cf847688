import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { bundled, tableNames } from '../../model/bundled'
import { bundledDataset } from '../../model/bundled-dataset'
import { BUNDLED_POINTS, bundledPoints } from './bundled-points'
import { decodePoints, encodePoints } from './points-code'

async function loadData(file: string): Promise<ArrayBuffer> {
  return Uint8Array.from(await readFile(`public/data/${file}`)).buffer
}

describe('the pictures of bundled data sets', () => {
  it.each(tableNames)('show what the file of %s holds', async (name) => {
    const { examples, seed } = BUNDLED_POINTS
    const columns = bundled[name].principal
    const few = { columns, classes: [], examples, noise: 0, testFraction: 0 }
    const data = { kind: 'bundled', name, ...few } as const
    const { train, classes } = await bundledDataset(data, seed, loadData)
    const points = Array.from({ length: train.count }, (_, i) => ({
      x: train.inputs[2 * i],
      y: train.inputs[2 * i + 1],
      target: train.targets[i],
    }))
    expect(bundledPoints[name]).toBe(encodePoints(points, classes.length))
  })
})

it('gives points back within a pixel of a thumbnail', () => {
  const points = [
    { x: -6, y: 6, target: 0 },
    { x: 0.03, y: -2.5, target: 2 },
  ]
  decodePoints(encodePoints(points, 3)).forEach((point, i) => {
    expect(point.target).toBe(points[i].target)
    expect(Math.abs(point.x - points[i].x)).toBeLessThan(0.1)
    expect(Math.abs(point.y - points[i].y)).toBeLessThan(0.1)
  })
})
