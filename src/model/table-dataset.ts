import { randomSequence } from '../lib/random'
import type { Column, Dataset, Examples } from './dataset'
import type { TableData, Task } from './experiment'
import { pixelColumns } from './pixels'
import { shuffledIndices, testCount } from './shuffle'

/**
 * The rows of a document as they are: in their order and not scaled. A test set is a seeded choice
 * of rows; both parts keep the order.
 */
export function tableDataset(data: TableData, task: Task, seed: number): Dataset {
  const targets = data.targets ?? data.labels?.map((label) => [label]) ?? []
  const isTest = testRows(data, seed)
  const part = (test: boolean): Examples => {
    const kept = (_: unknown, row: number) => isTest.has(row) === test
    const inputs = data.inputs.filter(kept)
    return {
      count: inputs.length,
      inputs: Float32Array.from(inputs.flat()),
      targets: Float32Array.from(targets.filter(kept).flat()),
    }
  }
  return {
    ...(data.shape && { shape: data.shape }),
    columns: data.shape ? pixelColumns(data.shape) : plainColumns(data.inputs[0].length),
    classes: task === 'classification' ? classNames(tableClasses(data), data.classes) : [],
    targetWidth: targets[0].length,
    train: part(false),
    test: part(true),
  }
}

/** Classes of a table: those it names, one more than the largest index, at least two. */
export function tableClasses({ labels, targets, classes }: TableData): number {
  const indices = labels ?? targets?.map(([index]) => index) ?? []
  return indices.reduce(
    (count, index) => Math.max(count, index + 1),
    Math.max(2, classes?.length ?? 0),
  )
}

function testRows({ inputs, testFraction }: TableData, seed: number): ReadonlySet<number> {
  const count = testCount(inputs.length, testFraction)
  if (count === 0) return new Set()
  return new Set(shuffledIndices(inputs.length, randomSequence(seed, 'split')).slice(-count))
}

function plainColumns(count: number): readonly Column[] {
  const labels =
    count <= 2 ? ['x', 'y'].slice(0, count) : Array.from({ length: count }, (_, i) => `x${i + 1}`)
  return labels.map((label) => ({ label, unit: '', centre: 0, scale: 1 }))
}

function classNames(count: number, names: readonly string[] = []): string[] {
  return Array.from({ length: count }, (_, index) => names[index] ?? `class ${index}`)
}
