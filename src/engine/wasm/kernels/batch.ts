/** See `Batch` in plan.ts. */
@unmanaged
export class Batch {
  step: u32
  start: u32
  rows: u32
  count: u32
  order: u32
  key: u32
  inputs: u32
  targets: u32
  scale: f32
  slot: u32
  accumulate: u32
  learningRate: f32
  correction1: f32
  correction2: f32
  noise: u32
  padding: u32
}
