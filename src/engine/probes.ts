import { chunks, evaluationSlot } from '../plan/batches'
import type { Batch, Plan } from '../plan/plan'
import type { PointProbe } from './backend'

/** One pass of a program over points that one or more probes ask about. */
export interface ProbePass {
  readonly program: PointProbe['program']
  readonly batches: readonly Batch[]
  /** The probes that it answers, by their place in the request. */
  readonly answers: readonly number[]
}

/** Probes of the same program and points share a pass; passes stand as they are first asked for. */
export function probePasses(plan: Plan, probes: readonly PointProbe[]): ProbePass[] {
  const passes = new Map<string, ProbePass & { readonly answers: number[] }>()
  probes.forEach((probe, i) => {
    const { program, inputs, count } = probe
    const targets = program === 'forward' ? 0 : probe.targets
    const key = `${program} ${inputs} ${targets} ${count}`
    const known = passes.get(key)
    if (known) known.answers.push(i)
    else passes.set(key, { program, batches: batchesOf(plan, { ...probe, targets }), answers: [i] })
  })
  return [...passes.values()]
}

/** Rows do not share a loss; what it comes to goes where the next evaluation overwrites it. */
function batchesOf(plan: Plan, probe: PointProbe): Batch[] {
  const slot = evaluationSlot(plan, 'train')
  return chunks(plan, probe, slot).map((batch) => ({ ...batch, scale: 1 }))
}

/** Floats per row. */
export function rowWidth({ shape }: { readonly shape: readonly number[] }): number {
  return shape.slice(1).reduce((product, size) => product * size, 1)
}
