import { type BundledName, bundled } from '../../model/bundled'
import { bundledDataset } from '../../model/bundled-dataset'
import type { Dataset } from '../../model/dataset'
import { type GeneratorName, generators } from '../../model/datasets'
import { generateDataset } from '../../model/generate-dataset'

/** Points of a thumbnail: more would only make a blot. */
const POINTS = 110
const SEED = 7

const drawn = new Map<GeneratorName, Dataset>()

/** A few examples of a synthetic data set, always the same. */
export function generatedSample(name: GeneratorName): Dataset {
  const known = drawn.get(name)
  if (known) return known
  const noise = generators[name].defaultNoise
  const dataset = generateDataset(
    { kind: 'generated', name, examples: POINTS, noise, testFraction: 0 },
    SEED,
  )
  drawn.set(name, dataset)
  return dataset
}

const loaded = new Map<BundledName, Promise<Dataset>>()

/** As `generatedSample`, once its file is there. */
export function bundledSample(name: BundledName): Promise<Dataset> {
  const known = loaded.get(name)
  if (known) return known
  const columns = bundled[name].principal
  const dataset = bundledDataset(
    { kind: 'bundled', name, columns, examples: POINTS, noise: 0, testFraction: 0 },
    SEED,
    loadData,
  )
  loaded.set(name, dataset)
  return dataset
}

async function loadData(file: string): Promise<ArrayBuffer> {
  const response = await fetch(new URL(`data/${file}`, document.baseURI))
  if (!response.ok) throw new Error(`${file} cannot be loaded (${response.status}).`)
  return response.arrayBuffer()
}
