import type { ExperimentDocument } from './document'

/** A ready-made experiment. */
export interface Preset {
  readonly title: string
  /** One line: what to look at. */
  readonly description: string
  readonly document: Omit<ExperimentDocument, 'format' | 'title'>
}

export type LayerDocuments = ExperimentDocument['layers']

export const adam = (learningRate: number) => ({ kind: 'adam', learningRate }) as const
