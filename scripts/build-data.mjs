/**
 * Builds the compact files of `public/data/` from the sources named in `public/data/NOTICE.md`:
 *
 *   node scripts/build-data.mjs FOLDER
 *
 * FOLDER holds `iris.csv`, `wine_data.csv` and `digits-8x8.csv.gz` as scikit-learn ships them,
 * `penguins.json` as `vega-datasets` does, and the subsets `mnist-5000.u8z` and `fashion-3000.u8z`.
 *
 * Tables become a CSV whose first line names the columns; the last column is the class. Rows with a
 * missing value are left out. Images become a gzip of bytes: training images, test images, training
 * labels, test labels. Its ending is none that a server knows: one that saw `.gz` might have the
 * browser unpack it. Prints what `src/model/bundled.ts` states: the sha256 of each CSV file, and of
 * images that of the bytes unpacked, with the size of the file.
 */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'

const OUTPUT = fileURLToPath(new URL('../public/data/', import.meta.url))

const tables = {
  'iris.csv': (folder) =>
    fromScikitLearn(join(folder, 'iris.csv'), {
      columns: ['sepalLength', 'sepalWidth', 'petalLength', 'petalWidth'],
      classes: ['setosa', 'versicolor', 'virginica'],
    }),
  'wine.csv': (folder) =>
    fromScikitLearn(join(folder, 'wine_data.csv'), {
      columns: [
        'alcohol',
        'malicAcid',
        'ash',
        'alkalinity',
        'magnesium',
        'phenols',
        'flavanoids',
        'otherPhenols',
        'proanthocyanins',
        'colour',
        'hue',
        'dilution',
        'proline',
      ],
      classes: ['Barolo', 'Grignolino', 'Barbera'],
    }),
  'penguins.csv': penguins,
}

async function fromScikitLearn(path, { columns, classes }) {
  const [, ...lines] = (await readFile(path, 'utf8')).trim().split(/\r?\n/)
  const rows = lines.map((line) => {
    const cells = line.split(',')
    return [...cells.slice(0, -1).map(Number), classes[Number(cells.at(-1))]]
  })
  return { columns, rows }
}

async function penguins(folder) {
  const measured = {
    billLength: 'Beak Length (mm)',
    billDepth: 'Beak Depth (mm)',
    flipperLength: 'Flipper Length (mm)',
    bodyMass: 'Body Mass (g)',
  }
  const records = JSON.parse(await readFile(join(folder, 'penguins.json'), 'utf8'))
  const rows = records
    .filter((record) => Object.values(record).every((value) => value !== null && value !== '.'))
    .map((record) => [...Object.values(measured).map((name) => record[name]), record.Species])
  return { columns: Object.keys(measured), rows }
}

const images = {
  'digits.u8z': digits,
  'mnist-5000.u8z': (folder) => readFile(join(folder, 'mnist-5000.u8z')),
  'fashion-3000.u8z': (folder) => readFile(join(folder, 'fashion-3000.u8z')),
}

/** Rows of 64 pixels from 0 to 16, then the digit. */
async function digits(folder) {
  const text = gunzipSync(await readFile(join(folder, 'digits-8x8.csv.gz'))).toString()
  const rows = text
    .trim()
    .split(/\r?\n/)
    .map((line) => line.split(',').map(Number))
  const pixels = rows.flatMap((row) => row.slice(0, 64))
  const labels = rows.map((row) => row[64])
  return gzipSync(Uint8Array.from([...pixels, ...labels]), { level: 9 })
}

const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex')

const folder = process.argv[2]
if (!folder) {
  console.error('Usage: node scripts/build-data.mjs FOLDER')
  process.exit(2)
}
for (const [file, build] of Object.entries(tables)) {
  const { columns, rows } = await build(folder)
  const text = `${[[...columns, 'class'], ...rows].map((row) => row.join(',')).join('\n')}\n`
  await writeFile(join(OUTPUT, file), text)
  console.log(`${file}  ${rows.length} rows  ${sha256(text)}`)
}
for (const [file, build] of Object.entries(images)) {
  const bytes = await build(folder)
  await writeFile(join(OUTPUT, file), bytes)
  console.log(`${file}  ${bytes.length} bytes  ${sha256(gunzipSync(bytes))}`)
}
