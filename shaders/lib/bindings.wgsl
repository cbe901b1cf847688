// What every kernel sees. Offsets are in floats from the start of the replica's part of a buffer;
// `data` is shared by all replicas. Group 1, binding 0 is the op's own record.

/// Mirrors BATCH_FIELDS of src/plan/record.ts.
struct Batch {
  step: u32,
  start: u32,
  rows: u32,
  count: u32,
  order: u32,
  key: u32,
  inputs: u32,
  targets: u32,
  scale: f32,
  slot: u32,
  accumulate: u32,
  learning_rate: f32,
  correction1: f32,
  correction2: f32,
  noise: u32,
}

/// Floats per replica of each buffer; gradients stand as the parameters do.
struct Strides {
  parameters: u32,
  state: u32,
  activations: u32,
  metrics: u32,
  scratch: u32,
}

@group(0) @binding(0) var<storage, read_write> parameters: array<f32>;
@group(0) @binding(1) var<storage, read_write> gradients: array<f32>;
@group(0) @binding(2) var<storage, read_write> state: array<f32>;
@group(0) @binding(3) var<storage, read_write> activations: array<f32>;
@group(0) @binding(4) var<storage, read_write> data: array<f32>;
@group(0) @binding(5) var<storage, read_write> metrics: array<f32>;
/// What the passes of one op leave for each other; every op may overwrite all of it.
@group(0) @binding(6) var<storage, read_write> scratch: array<f32>;
@group(1) @binding(1) var<uniform> batch: Batch;
@group(1) @binding(2) var<uniform> strides: Strides;

/// Which network this invocation works for; entry points set it from their workgroup's z.
var<private> replica: u32;

fn parameter_base() -> u32 {
  return replica * strides.parameters;
}

fn activation_base() -> u32 {
  return replica * strides.activations;
}

fn scratch_base() -> u32 {
  return replica * strides.scratch;
}
