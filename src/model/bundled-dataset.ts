import { type RandomSequence, randomSequence } from '../lib/random'
import { bundled, chosenColumns } from './bundled'
import { bundledImages } from './bundled-images'
import { checkDigest, type LoadData } from './data-file'
import type { Column, Dataset, Examples } from './dataset'
import type { BundledSource, TableSource } from './datasets/bundled'
import type { BundledData } from './experiment'
import { NOISE_UNIT, reflectIntoPlane } from './generate-dataset'
import { shuffledIndices, testCount } from './shuffle'

/** Columns are scaled so that their smallest and largest values stand at −5 and 5. */
const HALF_SPAN = 5

/**
 * Reads a data set that comes with the page. Rejects with an `Error` when the file cannot be loaded
 * or is not the one that the catalogue describes.
 */
export async function bundledDataset(
  data: BundledData,
  seed: number,
  load: LoadData,
): Promise<Dataset> {
  const source: BundledSource = bundled[data.name]
  return 'shape' in source
    ? bundledImages(source, data, seed, load)
    : bundledTable(source, data, seed, load)
}

async function bundledTable(
  source: TableSource,
  data: BundledData,
  seed: number,
  load: LoadData,
): Promise<Dataset> {
  const bytes = await load(source.file)
  await checkDigest(bytes, source)
  const table = parseCsv(new TextDecoder().decode(new Uint8Array(bytes)), source)

  const columns = chosenColumns(data.name, data.columns).map((name) => {
    const at = source.columns.findIndex((column) => column.name === name)
    return { at, column: scaledColumn(source.columns[at], table, at) }
  })
  const wanted = data.examples > 0 ? data.examples : table.length
  const order = shuffledIndices(table.length, randomSequence(seed, 'split')).slice(0, wanted)
  const trainCount = order.length - testCount(order.length, data.testFraction)

  const part = (rows: readonly number[]): Examples => ({
    count: rows.length,
    inputs: Float32Array.from(
      rows.flatMap((row) => {
        const random = randomSequence(seed, 'noise', row)
        return columns.map(({ at, column: { centre, scale } }) =>
          jittered((table[row].values[at] - centre) / scale, data.noise, random),
        )
      }),
    ),
    targets: Float32Array.from(rows, (row) => table[row].target),
  })
  return {
    columns: columns.map(({ column }) => column),
    classes: source.classes,
    targetWidth: 1,
    train: part(order.slice(0, trainCount)),
    test: part(order.slice(trainCount)),
  }
}

interface Row {
  readonly values: readonly number[]
  /** Class index. */
  readonly target: number
}

/** Rows whose every value is a number and whose class is known; the others are left out. */
function parseCsv(text: string, { columns, classes }: TableSource): Row[] {
  const [, ...lines] = text.trim().split('\n')
  return lines
    .map((line) => line.trim().split(','))
    .map((cells) => ({
      // An empty cell is a missing value, which Number('') would make a 0.
      values: columns.map((_, i) => (cells[i] ? Number(cells[i]) : Number.NaN)),
      target: classes.indexOf(cells[columns.length] ?? ''),
    }))
    .filter(({ values, target }) => target >= 0 && values.every(Number.isFinite))
}

function scaledColumn(
  { label, unit }: TableSource['columns'][number],
  table: readonly Row[],
  at: number,
): Column {
  const values = table.map((row) => row.values[at])
  const low = values.reduce((a, b) => Math.min(a, b))
  const high = values.reduce((a, b) => Math.max(a, b))
  return { label, unit, centre: (low + high) / 2, scale: (high - low) / (2 * HALF_SPAN) }
}

function jittered(value: number, noise: number, random: RandomSequence): number {
  return noise === 0 ? value : reflectIntoPlane(value + NOISE_UNIT * noise * random.normal())
}
