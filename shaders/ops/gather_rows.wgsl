// Eight rows per workgroup; eight lanes share a row and stride over its inputs, then its targets.

struct GatherOp {
  code: u32,
  rows: u32,
  inputs: u32,
  input_width: u32,
  targets: u32,
  target_width: u32,
}

@group(1) @binding(0) var<uniform> op: GatherOp;

/// Index in the set of the example at a position of the stream.
fn example_index(position: u32) -> u32 {
  if (batch.order == 1u) {
    return permute(position, batch.count, batch.key);
  }
  if (batch.order == 2u) {
    return position % batch.count;
  }
  return position;
}

const ROWS = 8u;
const LANES = 8u;

@compute @workgroup_size(LANES, ROWS)
fn main(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_id) lane: vec3u) {
  replica = group.z;
  let row = group.x * ROWS + lane.y;
  if (row >= min(op.rows, batch.rows)) {
    return;
  }
  let example = example_index(batch.start + row);
  let inputs_from = batch.inputs + example * op.input_width;
  let inputs_to = activation_base() + op.inputs + row * op.input_width;
  for (var i = lane.x; i < op.input_width; i += LANES) {
    activations[inputs_to + i] = data[inputs_from + i];
  }
  let targets_from = batch.targets + example * op.target_width;
  let targets_to = activation_base() + op.targets + row * op.target_width;
  for (var i = lane.x; i < op.target_width; i += LANES) {
    activations[targets_to + i] = data[targets_from + i];
  }
}
