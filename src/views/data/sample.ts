import type { BundledName } from '../../model/bundled'
import { type GeneratorName, generators } from '../../model/datasets'
import { generateDataset } from '../../model/generate-dataset'
import { bundledPoints } from './bundled-points'
import { decodePoints, type ThumbnailPoint } from './points-code'

/** What a thumbnail draws. */
export interface Sample {
  readonly points: readonly ThumbnailPoint[]
  readonly kind: 'classes' | 'surface' | 'curve'
}

/** Points of a thumbnail: more would only make a blot. */
const POINTS = 110
const SEED = 7

const drawn = new Map<string, Sample>()

function once(key: string, draw: () => Sample): Sample {
  const sample = drawn.get(key) ?? draw()
  drawn.set(key, sample)
  return sample
}

/** A few examples of a synthetic data set, always the same. */
export function generatedSample(name: GeneratorName): Sample {
  return once(name, () => {
    const { defaultNoise: noise, task, variables } = generators[name]
    const { train } = generateDataset(
      { kind: 'generated', name, examples: POINTS, noise, testFraction: 0 },
      SEED,
    )
    const points = Array.from({ length: train.count }, (_, i) => ({
      x: train.inputs[i * variables],
      y: variables > 1 ? train.inputs[i * variables + 1] : 0,
      target: train.targets[i],
    }))
    const kind = task === 'classification' ? 'classes' : variables > 1 ? 'surface' : 'curve'
    return { points, kind }
  })
}

export function bundledSample(name: BundledName): Sample {
  return once(name, () => ({ points: decodePoints(bundledPoints[name]), kind: 'classes' }))
}
