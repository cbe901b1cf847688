import { ABSENT, FIGURES, type Figure, type Observation } from './figures'
import type { LayerRow } from './rows'

/** A dense layer of 8 units; `output` is the last. */
export function row(name: string, changed: Partial<LayerRow> = {}): LayerRow {
  return {
    name,
    title: name === 'output' ? 'Output' : `Layer ${Number(name.split('/')[1]) + 1}`,
    detail: 'tanh',
    inner: false,
    kind: 'dense',
    parameter: 'weight',
    activates: true,
    activation: 'tanh',
    size: 8,
    units: 8,
    ...changed,
  }
}

export type Figures = Partial<Readonly<Record<Figure, number>>>

/** What is not given is absent. */
export function observation(step: number, layers: readonly Figures[]): Observation {
  const values = layers.flatMap((figures) => FIGURES.map((figure) => figures[figure] ?? ABSENT))
  return { step, values: Float32Array.from(values) }
}
