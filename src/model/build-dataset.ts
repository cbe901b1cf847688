import { bundledDataset } from './bundled-dataset'
import type { LoadData } from './data-file'
import type { Dataset } from './dataset'
import type { Experiment } from './experiment'
import { generateDataset } from './generate-dataset'
import { tableDataset } from './table-dataset'

/**
 * The examples of an experiment: a pure function of its `data`, `task` and `seed.data`.
 *
 * @param experiment a valid one; see `parse`
 * @param load only called for bundled data
 */
export async function buildDataset(
  { data, task, seed }: Experiment,
  load: LoadData,
): Promise<Dataset> {
  switch (data.kind) {
    case 'generated':
      return generateDataset(data, seed.data)
    case 'table':
      return tableDataset(data, task, seed.data)
    case 'bundled':
      return bundledDataset(data, seed.data, load)
  }
}

/** Whether `buildDataset` would give the same again. */
export function sameDataset(a: Experiment, b: Experiment): boolean {
  const source = ({ data, task, seed }: Experiment) => JSON.stringify([data, task, seed.data])
  return source(a) === source(b)
}
