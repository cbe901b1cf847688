import type { Experiment } from '../model/experiment'

/** The document's variants, complete; what an edit of the document has made nonsense of is told. */
export async function experimentsBeside(experiment: Experiment): Promise<Experiment[]> {
  if (experiment.variants.length === 0) return []
  const { sideBySide } = await import('../model/parse')
  return sideBySide(experiment)
    .slice(1)
    .map((result, i) => {
      if (result.ok) return result.experiment
      const [{ path, message }] = result.problems
      const name = experiment.variants[i].title || `${i + 1}`
      throw new Error(`The variant ${name} no longer fits: ${path} ${message}.`)
    })
}
