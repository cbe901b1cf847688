/**
 * Builds the compact files of `public/data/` from the sources named in `public/data/NOTICE.md`:
 *
 *   node scripts/build-data.mjs FOLDER
 *
 * FOLDER holds `iris.csv` and `wine_data.csv` as scikit-learn ships them and `penguins.json` as
 * `vega-datasets` does. Each file built is a CSV whose first line names the columns; the last column
 * is the class. Rows with a missing value are left out. Prints the sha256 of each file, which
 * `src/model/bundled.ts` states.
 */
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const OUTPUT = fileURLToPath(new URL('../public/data/', import.meta.url))

const sources = {
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

const folder = process.argv[2]
if (!folder) {
  console.error('Usage: node scripts/build-data.mjs FOLDER')
  process.exit(2)
}
for (const [file, build] of Object.entries(sources)) {
  const { columns, rows } = await build(folder)
  const text = `${[[...columns, 'class'], ...rows].map((row) => row.join(',')).join('\n')}\n`
  await writeFile(join(OUTPUT, file), text)
  const sha256 = createHash('sha256').update(text).digest('hex')
  console.log(`${file}  ${rows.length} rows  ${sha256}`)
}
