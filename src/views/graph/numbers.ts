import { type Experiment } from '../../model/experiment'
import { type Frame, type Loaded, type ProbeRequest, probeKey } from '../../worker/protocol'
import type { Graph, Source } from './build-graph'
import { type Choice, codedTargets } from './network'

/** What has to be asked of the engine for a graph of one example. */
export function probesOf(
  { nodes }: Graph,
  deltas: Choice['deltas'],
  { set, index }: { readonly set: 'train' | 'test'; readonly index: number },
): ProbeRequest[] {
  const values = nodes.flatMap(({ source }) => (source && isProbed(source) ? source.tensor : []))
  const derivatives = deltas ? nodes.flatMap(({ delta }) => delta?.tensor ?? []) : []
  const at = { over: set, example: index } as const
  return [
    ...[...new Set(values)].map((tensor): ProbeRequest => ({ tensor, ...at })),
    ...[...new Set(derivatives)].map((tensor): ProbeRequest => ({ tensor, ...at, ...deltas })),
  ]
}

const isProbed = ({ tensor }: Source) => tensor !== 'parameters' && tensor !== 'targets'

interface ReaderOptions {
  readonly experiment: Pick<Experiment, 'task' | 'loss'>
  readonly loaded: Loaded
  readonly frame: Pick<Frame, 'parameters' | 'probes'> | null
  readonly probes: readonly ProbeRequest[]
  readonly set: 'train' | 'test'
  readonly index: number
}

/** Reads the numbers of one frame; null until it holds all that was asked for. */
export function numberReader(
  options: ReaderOptions,
): ((source: Source) => number | undefined) | null {
  const { experiment, loaded, frame, probes, set, index } = options
  if (!frame) return null
  const tensors = new Map<string, ArrayLike<number>>()
  for (const request of probes) {
    const values = frame.probes[probeKey(request)]
    if (!values) return null
    tensors.set(request.tensor, values)
  }
  const { targetWidth, layers } = loaded
  const own = loaded[set].targets.subarray(index * targetWidth, (index + 1) * targetWidth)
  const outputs = layers.at(-1)?.shape[0] ?? 1
  tensors.set('targets', codedTargets(experiment, own, outputs))
  tensors.set('parameters', frame.parameters)
  return ({ tensor, index: at }) => tensors.get(tensor)?.[at]
}
