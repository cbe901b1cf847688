/**
 * Where the buffers of the replica at work begin, in bytes; `run` moves them on from replica to
 * replica. Globals rather than arguments: kernels are called many times for very short work.
 */
export let parameters: usize = 0
export let gradients: usize = 0
export let state: usize = 0
export let activations: usize = 0
export let metrics: usize = 0
/** Shared by all replicas. */
export let data: usize = 0
/** Room for what a kernel needs while it runs: see scratch.ts. */
export let scratch: usize = 0

/** Written once by TypeScript: addresses and, of one replica's part, lengths in bytes. */
@unmanaged
export class Layout {
  parameters: u32
  gradients: u32
  state: u32
  activations: u32
  metrics: u32
  data: u32
  scratch: u32
  parametersLength: u32
  gradientsLength: u32
  stateLength: u32
  activationsLength: u32
  metricsLength: u32
}

export function enter(layout: Layout, replica: u32): void {
  parameters = layout.parameters + replica * layout.parametersLength
  gradients = layout.gradients + replica * layout.gradientsLength
  state = layout.state + replica * layout.stateLength
  activations = layout.activations + replica * layout.activationsLength
  metrics = layout.metrics + replica * layout.metricsLength
  data = layout.data
  scratch = layout.scratch
}
