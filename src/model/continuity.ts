import type { Experiment, Layer } from './experiment'
import { matchVariants, type Patch, patched } from './variants'

/**
 * Why training has to start again when one experiment becomes another, as a sentence for people;
 * null when it can go on with the parameters it has. Learning rate, optimizer, batch size,
 * regularization, clipping, loss, activations, noise and number of examples change while it runs.
 */
export function restartReason(before: Experiment, after: Experiment): string | null {
  const differs = (part: (experiment: Experiment) => unknown) =>
    JSON.stringify(part(before)) !== JSON.stringify(part(after))

  if (differs((e) => e.task)) return 'The task changed, so training starts again.'
  if (differs(dataSource)) return 'The data set changed, so training starts again.'
  if (differs((e) => [e.features, e.standardize])) {
    return 'The inputs changed, so training starts again from the same seed.'
  }
  if (differs((e) => e.layers.map(structure))) {
    return 'The layers changed, so training starts again from the same seed.'
  }
  if (differs((e) => [e.seed.weights, e.layers.map(initializers), e.initialParameters])) {
    return 'The initial weights changed, so training starts again.'
  }
  if (differs((e) => e.pretraining)) {
    return 'The pre-training changed, so training starts again from the same seed.'
  }
  const matches = matchVariants(before, after)
  if (!matches) return 'Variants start together, so training starts again from the same seed.'
  for (const [i, match] of matches.entries()) {
    const [was, is] = [patched(before, before.variants[match]), patched(after, after.variants[i])]
    // Checked documents, if not complete ones; what is compared here says the same in both forms.
    const reason = restartReason(asAlone(was), asAlone(is))
    if (reason) return reason
  }
  return null
}

/** Whether both, variants aside, begin with the same parameters, also those that pre-training finds. */
export function startsAlike(a: Experiment, b: Experiment): boolean {
  const { title, view, stop, variants } = a
  return JSON.stringify(a) === JSON.stringify({ ...b, title, view, stop, variants })
}

/** The same of all that stand side by side. */
export function allStartAlike(a: Experiment, b: Experiment): boolean {
  const patches = ({ variants }: Experiment) => JSON.stringify(variants.map(({ patch }) => patch))
  return startsAlike(a, b) && patches(a) === patches(b)
}

const asAlone = (variant: Patch) => ({ ...variant, variants: [] }) as unknown as Experiment

/** What of a layer decides the shapes of its parameters and outputs. */
function structure(layer: Layer): unknown {
  if (layer.kind === 'residual') return [layer.kind, layer.layers.map(structure)]
  return Object.entries(layer).filter(([name]) => !CHANGES_WHILE_RUNNING.includes(name))
}

const CHANGES_WHILE_RUNNING = ['activation', 'initializer', 'rate', 'momentum', 'epsilon']

function initializers(layer: Layer): unknown {
  if (layer.kind === 'residual') return layer.layers.map(initializers)
  return 'initializer' in layer ? layer.initializer : null
}

function dataSource({ data }: Experiment): unknown {
  if (data.kind === 'generated') return data.name
  if (data.kind === 'bundled') return [data.name, data.columns, data.classes]
  return data
}
