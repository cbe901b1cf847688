import { useStore } from 'zustand'
import { differenceText } from '../../model/difference'
import type { Experiment } from '../../model/experiment'
import { MOST_VARIANTS, patchBetween } from '../../model/variants'
import type { Bench } from '../../store/variant-bench'
import { useWorkbench } from './workbench'

/** The networks that train side by side, the document's own first. */
export function useNetworks(): readonly Bench[] {
  const { main } = useWorkbench()
  const variants = useStore(main.variants)
  return [main, ...variants]
}

/** The document that all of them are made of. */
export function useDocument(): Experiment {
  return useStore(useWorkbench().main.experiment.store, ({ experiment }) => experiment)
}

/** "A" for the document's own network, then on in the order of the variants. */
export const letterOf = (index: number): string => String.fromCharCode(65 + index)

/** What a network is called: the title it was given, or else what differs. */
export function networkName(document: Experiment, own: Experiment, index: number): string {
  if (index === 0) return 'Original'
  return document.variants[index - 1]?.title || capital(differenceText(document, own))
}

export const hasRoom = ({ variants }: Experiment): boolean => variants.length < MOST_VARIANTS

/** Whether such a network stands beside the document's own already. */
export function standsBeside(document: Experiment, after: Experiment): boolean {
  const text = JSON.stringify(patchBetween(document, after))
  return document.variants.some(({ patch }) => JSON.stringify(patch) === text)
}

/** The document with one more network beside its own. */
export function withVariant(document: Experiment, after: Experiment, title = ''): Experiment {
  const variant = { title, patch: patchBetween(document, after) }
  return { ...document, variants: [...document.variants, variant] }
}

export function withoutVariant(document: Experiment, index: number): Experiment {
  return { ...document, variants: document.variants.toSpliced(index - 1, 1) }
}

export function withTitle(document: Experiment, index: number, title: string): Experiment {
  const variants = document.variants.map((variant, i) =>
    i === index - 1 ? { ...variant, title } : variant,
  )
  return { ...document, variants }
}

/** One of the networks in place of all of them. */
export function keepOnly(document: Experiment, own: Experiment, index: number): Experiment {
  if (index === 0) return { ...document, variants: [] }
  const { title, view } = document
  return { ...own, title, view, variants: [] }
}

const capital = (text: string): string => `${text[0].toUpperCase()}${text.slice(1)}`
